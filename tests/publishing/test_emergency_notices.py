import pytest

from cms.models import Membership, QueuedMail, Role
from publishing.services.emergency import agree_emergency
from tests.factories.approval import Desk
from tests.factories.emergencies import emergency_desk, make_leader
from tests.factories.offices import make_centre

pytestmark = pytest.mark.django_db
NEEDS_TWO, APPROVE_NOW = "Khẩn cấp, cần hai lãnh đạo", "Khẩn cấp, duyệt ngay"


@pytest.fixture
def head():
    return make_leader(make_centre(), "trunguong")


@pytest.fixture
def desk(head):
    return emergency_desk(head)


@pytest.fixture
def second(desk):
    return make_leader(desk.office, "haivan")


def mails(start):
    found = QueuedMail.objects.filter(subject__startswith=start).order_by("recipient")
    return [mail.recipient for mail in found]


def test_leaders_of_the_office_and_of_the_one_above_are_told_once(desk, second, head):
    desk.submit()
    assert {second.email, head.email} <= set(mails(NEEDS_TWO))
    assert len(mails(NEEDS_TWO)) == len(set(mails(NEEDS_TWO)))
    told = QueuedMail.objects.get(recipient=head.email, subject__startswith=NEEDS_TWO)
    assert f"/{desk.step().pk}/" in told.body


def test_who_wrote_it_or_leads_elsewhere_is_not_asked(desk, second, head):
    Membership.objects.create(user=desk.editor, office=desk.office, role=Role.LEADER)
    stranger = make_leader(Desk().office, "noikhac")
    desk.submit()
    assert not {desk.editor.email, stranger.email} & set(mails(NEEDS_TWO))


def test_an_ordinary_bulletin_asks_nobody_for_a_second(desk, second):
    desk.page.package.texts["loudspeaker"]["options"]["class"] = "priority"
    desk.page.package.save()
    desk.submit()
    assert mails(NEEDS_TWO) == []


def test_when_one_agreed_the_others_hear_that_they_may_approve(desk, second, head):
    desk.submit()
    agree_emergency(task_state=desk.step(), user=second, fingerprint=desk.shown())
    agree_emergency(task_state=desk.step(), user=second, fingerprint=desk.shown())
    assert second.email not in mails(APPROVE_NOW)
    assert len(mails(APPROVE_NOW)) == len(set(mails(APPROVE_NOW))) > 0
