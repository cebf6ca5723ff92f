import pytest

from cms.models import Membership, QueuedMail, Role
from publishing.services.emergency import agree_emergency, set_emergency
from tests.factories.approval import Desk
from tests.factories.offices import make_centre
from tests.factories.packages import choose, make_communes
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
WORDS = {"text": "Bão số 9 sắp vào.", "options": {"class": "emergency"}}
NEEDS_TWO, APPROVE_NOW = "Khẩn cấp, cần hai lãnh đạo", "Khẩn cấp, duyệt ngay"


def leader(office, name):
    return make_user(
        office, Role.LEADER, last_name=name, first_name="Văn", email=f"{name}@example.vn"
    )


@pytest.fixture
def head():
    return leader(make_centre(), "trunguong")


@pytest.fixture
def desk(head):
    set_emergency(user=head, allowed=True, legal_basis="Quyết định số 12/QĐ-BHXH ngày 01/12/2026")
    made = Desk(lead="Bão số 9.")
    choose(made, make_communes(made.office, 2), texts={"loudspeaker": WORDS})
    return made


@pytest.fixture
def second(desk):
    return leader(desk.office, "haivan")


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
    stranger = leader(Desk().office, "noikhac")
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
