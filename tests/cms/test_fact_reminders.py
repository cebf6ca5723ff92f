"""What ends is told of in time, once each time, to those who can do something about it."""

from datetime import timedelta

import pytest

from cms import fact_notices
from cms.fact_reminders import ending_of, send_fact_reminders
from cms.models import Fact, QueuedMail, Role
from cms.working_time import today
from tests.factories.offices import make_centre, make_province
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def ending(office, days, key="hotline", **fields) -> Fact:
    last = today() + timedelta(days=days)
    state = fields.pop("state", Fact.State.IN_FORCE)
    return Fact.objects.create(
        office=office, key=key, value="0207 1", valid_until=last, state=state, **fields
    )


def test_an_office_is_told_some_days_before_again_nearer_and_when_it_has_ended():
    office = make_province()
    editor, leader = make_user(office, Role.EDITOR), make_user(office, Role.LEADER)
    make_user(office, Role.TRANSLATOR)
    fact = ending(office, days=15)
    told = []
    for days in (15, 14, 13, 3, 1, 0, -1, -2):
        Fact.objects.update(valid_until=today() + timedelta(days=days))
        told.append(send_fact_reminders())

    assert told == [0, 1, 0, 1, 0, 0, 1, 0]
    assert send_fact_reminders() == 0
    mails = QueuedMail.objects.order_by("pk")
    assert {mail.recipient for mail in mails} == {editor.email, leader.email}
    assert len(mails) == 6
    assert "còn 14 ngày" in mails[0].body
    assert "đã hết hiệu lực" in mails[5].body
    fact.refresh_from_db()
    assert fact.reminded == 3


def test_what_comes_into_force_with_few_days_left_is_told_of_once():
    office = make_province()
    make_user(office, Role.EDITOR)
    ending(office, days=2)

    assert [send_fact_reminders() for _look in range(3)] == [1, 0, 0]


def test_everything_of_an_office_is_one_mail():
    office = make_province()
    make_user(office, Role.EDITOR)
    ending(office, days=2)
    ending(office, days=5, key="office_phone")

    send_fact_reminders()

    body = QueuedMail.objects.get().body
    assert "Đường dây nóng" in body
    assert "Điện thoại" in body


def test_where_an_office_has_nobody_the_one_above_is_told():
    office = make_province()
    chief = make_user(make_centre(), Role.LEADER)
    ending(office, days=2)

    send_fact_reminders()

    assert QueuedMail.objects.get().recipient == chief.email


@pytest.mark.parametrize("state", ["proposed", "replaced", "refused", "withdrawn"])
def test_only_what_is_in_force_is_told_of(state):
    office = make_province()
    make_user(office, Role.EDITOR)
    ending(office, days=2, state=state)

    assert send_fact_reminders() == 0
    assert ending_of([office]) == []


def test_an_office_that_cannot_be_written_to_keeps_back_no_other(monkeypatch):
    broken, other = make_province(), make_province()
    for office in (broken, other):
        make_user(office, Role.EDITOR)
        ending(office, days=2)
    remind = fact_notices.remind

    def fail(office, *rest):
        if office == broken:
            raise RuntimeError
        remind(office, *rest)

    monkeypatch.setattr("cms.fact_reminders.fact_notices.remind", fail)

    assert send_fact_reminders() == 1
    assert Fact.objects.get(office=broken).reminded == 0


def test_what_ends_soon_or_has_ended_is_listed_the_earliest_first():
    office = make_province()
    later, ended = ending(office, days=9), ending(office, days=-3, key="bank")
    ending(office, days=90, key="office_phone")
    ending(make_province(), days=1)

    assert ending_of([office]) == [ended, later]
