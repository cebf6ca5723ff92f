"""What history, mail and screens say of the ground somebody decides on."""

import pytest
from django.utils.translation import override

from cms.approval.approvers import standing_of
from cms.approval.record import history
from cms.approval.wording import asked_because, capacity_of, decided_by, with_capacity
from cms.models import Approval, Membership, QueuedMail, Role
from tests.factories.approval import Desk, make_delegation
from tests.factories.offices import make_centre, make_province
from tests.factories.paper import PaperDesk
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


@pytest.fixture(autouse=True)
def in_vietnamese():
    with override("vi"):
        yield


def test_a_deputys_approval_says_deputy():
    desk = Desk()
    Membership.objects.filter(user=desk.leader).update(is_deputy=True)
    desk.submit()
    desk.approve(desk.leader)

    row = history(desk.page)[0]
    assert capacity_of(row) == "Phó lãnh đạo duyệt"
    assert with_capacity(row) == "Hà Văn Duyệt (Phó lãnh đạo duyệt)"
    assert capacity_of(history(desk.page)[1]) == ""


def test_a_delegates_approval_names_the_delegator_in_history_and_mail():
    desk = Desk()
    helper = make_user(desk.office, Role.CHANNEL_KEEPER, last_name="Giàng")
    make_delegation(desk, helper)
    desk.submit()
    QueuedMail.objects.all().delete()
    desk.approve(helper)

    assert capacity_of(history(desk.page)[0]) == "duyệt theo uỷ quyền của Hà Văn Duyệt"
    mail = QueuedMail.objects.get()
    assert "Giàng (duyệt theo uỷ quyền của Hà Văn Duyệt) đã duyệt" in mail.body


def test_a_signature_on_paper_is_the_signatorys_decision_and_names_who_recorded_it(clock):
    desk = PaperDesk()
    QueuedMail.objects.all().delete()
    desk.record()

    words = "Hà Văn Duyệt (ký trên giấy ngày 01/03/2027, Nông Thị Thư ghi nhận)"
    row = history(desk.page)[0]
    assert with_capacity(row) == decided_by(row) == words
    mail = QueuedMail.objects.get(recipient=desk.editor.email)
    assert f"{words} đã duyệt" in mail.body


def test_a_delegates_signature_on_paper_says_by_whose_delegation(clock):
    desk = PaperDesk()
    helper = make_user(desk.office, Role.CHANNEL_KEEPER, last_name="Giàng")
    make_delegation(desk, helper)
    desk.record(signatory=helper)

    said = with_capacity(history(desk.page)[0])
    assert said.startswith("Giàng (ký trên giấy ngày 01/03/2027, ")
    assert "theo uỷ quyền của Hà Văn Duyệt, Nông Thị Thư ghi nhận)" in said


def test_who_stands_in_is_told_why_in_the_mail():
    chief = make_user(make_centre(), Role.LEADER)
    desk = Desk(make_province(name="BHXH tỉnh Thử"))
    Membership.objects.filter(user=desk.leader).delete()
    desk.submit()

    reason = "BHXH tỉnh Thử chưa có lãnh đạo duyệt, nên đơn vị cấp trên duyệt thay."
    assert asked_because(standing_of(desk.page, Role.LEADER, chief)) == reason
    assert reason in QueuedMail.objects.get(recipient=chief.email).body


def test_who_stands_in_because_everybody_wrote_is_told_that():
    chief = make_user(make_centre(), Role.LEADER)
    desk = Desk()
    desk.page.save_revision(user=desk.leader)

    assert "đều tham gia viết" in asked_because(standing_of(desk.page, Role.LEADER, chief))


def test_a_delegate_is_told_for_whom_and_how_long(clock):
    desk = Desk()
    helper = make_user(desk.office, Role.CHANNEL_KEEPER)
    make_delegation(desk, helper, days=2)
    words = asked_because(standing_of(desk.page, Role.LEADER, helper))

    assert words == "Ông/bà duyệt theo uỷ quyền của Hà Văn Duyệt, đến hết ngày 02/03/2027."
    assert asked_because(standing_of(desk.page, Role.LEADER, desk.leader)) == ""


@pytest.mark.parametrize("basis", Approval.Basis.values)
@pytest.mark.parametrize("step", [Role.LEADER, Role.SECTION_HEAD, Role.POLICY_REVIEWER])
@pytest.mark.parametrize("decision", ["approved", "returned"])
def test_every_ground_has_words(basis, step, decision):
    row = Approval(basis=basis, step=step, decision=decision, on_behalf_of_name="Hà")

    assert len(capacity_of(row)) > 5
