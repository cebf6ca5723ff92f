"""Mail about facts."""

from datetime import timedelta

import pytest

from cms.fact_notices import ask, tell_decided, when_it_ends
from cms.models import Fact, QueuedMail, Role
from cms.working_time import today
from tests.factories.offices import make_province
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def proposed(office, user, key="hotline") -> Fact:
    return Fact.objects.create(office=office, key=key, value="0207 1", proposed_by=user)


def test_who_decides_is_asked_in_one_mail_that_leads_to_the_sheet():
    office = make_province()
    editor, leader = make_user(office, Role.EDITOR), make_user(office, Role.LEADER)

    ask([proposed(office, editor), proposed(office, editor, "bank")], [leader])

    mail = QueuedMail.objects.get()
    assert mail.recipient == leader.email
    assert f"/admin/so-lieu/{office.code}/" in mail.body


def test_each_who_proposed_hears_of_their_own_and_who_decided_of_nothing():
    office = make_province()
    one, other, leader = (make_user(office, Role.EDITOR) for _n in range(3))
    facts = [proposed(office, one), proposed(office, other, "bank"), proposed(office, leader, "x")]

    tell_decided(facts, leader, "")

    bodies = {mail.recipient: mail.body for mail in QueuedMail.objects.all()}
    assert set(bodies) == {one.email, other.email}
    assert "Tài khoản" not in bodies[one.email]


@pytest.mark.parametrize(
    ("days", "words"),
    [(None, ""), (-1, "đã hết hiệu lực"), (0, "hết hiệu lực sau hôm nay"), (4, "còn 4 ngày")],
)
def test_when_it_ends_is_said_in_words(days, words):
    last = None if days is None else today() + timedelta(days=days)

    assert words in when_it_ends(Fact(valid_until=last))
    assert bool(words) == bool(when_it_ends(Fact(valid_until=last)))
