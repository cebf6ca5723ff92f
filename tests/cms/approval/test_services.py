"""What was approved is what goes out."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import TaskState, WorkflowState

from cms import approval
from cms.approval import services
from cms.models import Approval, ApprovalRule, Membership, Role
from tests.factories.approval import Desk
from tests.factories.offices import make_centre, make_province
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


def decisions(page) -> list[str]:
    rows = Approval.objects.filter(page_id_then=page.pk)
    return list(rows.order_by("sequence").values_list("decision", flat=True))


def test_an_item_without_policy_goes_straight_to_the_leader():
    desk = Desk()

    step = desk.submit()

    assert step.task.specific.role == Role.LEADER
    skipped = TaskState.objects.filter(status=TaskState.STATUS_SKIPPED)
    assert {s.task.specific.role for s in skipped} == {Role.SECTION_HEAD, Role.POLICY_REVIEWER}


def test_the_leaders_approval_makes_the_approved_text_live():
    desk = Desk(title="Mức đóng mới")
    desk.submit()

    desk.approve(desk.leader)

    assert desk.now().live
    assert desk.now().title == "Mức đóng mới"
    assert decisions(desk.page) == ["submitted", "approved"]


def test_an_item_that_states_policy_goes_to_the_policy_reviewer_first():
    desk = Desk(states_policy=True)
    step = desk.submit()
    assert step.task.specific.role == Role.POLICY_REVIEWER

    desk.approve(desk.reviewer)

    assert desk.step().task.specific.role == Role.LEADER
    assert not desk.now().live
    desk.approve(desk.leader)
    assert desk.now().live


def test_a_rule_of_the_office_adds_the_head_of_section():
    desk = Desk()
    head = make_user(desk.office, Role.SECTION_HEAD)
    ApprovalRule.objects.create(office=desk.office, role=Role.SECTION_HEAD, condition="always")

    assert desk.submit().task.specific.role == Role.SECTION_HEAD
    desk.approve(head)

    assert desk.step().task.specific.role == Role.LEADER


def test_a_step_without_the_hash_of_what_was_shown_is_refused():
    desk = Desk()
    step = desk.submit()

    with pytest.raises(approval.ContentChanged):
        approval.approve(task_state=step, user=desk.leader)

    assert desk.step().status == TaskState.STATUS_IN_PROGRESS
    assert decisions(desk.page) == ["submitted"]


def test_wagtails_own_action_cannot_approve_without_the_hash():
    desk = Desk()
    step = desk.submit()

    with pytest.raises(approval.ContentChanged):
        step.task.specific.on_action(step, desk.leader, "approve", comment="")
    with pytest.raises(PermissionDenied):
        step.approve(user=desk.leader)

    assert not desk.now().live


def test_a_revision_overwritten_in_place_while_shown_is_refused():
    desk = Desk()
    desk.submit()
    shown = desk.shown()

    desk.overwrite(title="Tiêu đề khác")

    with pytest.raises(approval.ContentChanged):
        desk.approve(desk.leader, fingerprint=shown)
    assert not desk.now().live


def test_a_changed_package_is_refused(fake_package):
    desk = Desk()
    desk.submit()
    shown = desk.shown()

    fake_package.posts[desk.page.pk] = "Bài đăng Facebook khác"

    with pytest.raises(approval.ContentChanged):
        desk.approve(desk.leader, fingerprint=shown)


def test_a_newer_revision_than_the_one_in_review_is_refused():
    desk = Desk()
    desk.submit()
    page = desk.now()
    page.title = "Bản mới hơn"
    page.save_revision()

    with pytest.raises(approval.ContentChanged):
        desk.approve(desk.leader)


def test_an_earlier_step_that_approved_another_text_is_asked_again():
    desk = Desk(states_policy=True)
    desk.submit()
    desk.approve(desk.reviewer)
    desk.overwrite(title="Đổi sau khi thẩm định")

    desk.approve(desk.leader)

    assert not desk.now().live
    assert desk.step().task.specific.role == Role.POLICY_REVIEWER
    desk.approve(desk.reviewer)
    assert desk.now().live


def test_a_text_that_begins_to_state_policy_in_review_goes_to_the_policy_reviewer():
    desk = Desk()
    desk.submit()
    desk.overwrite(states_policy=True)

    desk.approve(desk.leader)

    assert desk.step().task.specific.role == Role.POLICY_REVIEWER
    assert not desk.now().live


def test_nobody_approves_their_own_text():
    desk = Desk()
    Membership.objects.create(user=desk.editor, office=desk.office, role=Role.LEADER)
    desk.submit()

    with pytest.raises(approval.NotYours):
        desk.approve(desk.editor)


def test_an_administrator_without_the_role_approves_nothing():
    desk = Desk()
    desk.submit()

    with pytest.raises(approval.NotYours):
        desk.approve(make_user(is_superuser=True))


def test_a_leader_of_another_office_approves_nothing_here():
    desk = Desk()
    desk.submit()

    with pytest.raises(approval.NotYours):
        desk.approve(make_user(make_province(), Role.LEADER))


def test_the_office_above_stands_in_where_an_office_has_no_leader():
    province = make_province()
    chief = make_user(make_centre(), Role.LEADER)
    desk = Desk(province)
    Membership.objects.filter(user=desk.leader).delete()
    desk.submit()

    with pytest.raises(approval.NotYours):
        desk.approve(desk.leader)
    desk.approve(chief)

    assert desk.now().live


def test_an_item_that_nobody_may_approve_cannot_be_submitted():
    desk = Desk()
    Membership.objects.filter(role=Role.LEADER).delete()

    with pytest.raises(approval.NotReady, match=r"Lãnh đạo duyệt|Approving leader"):
        desk.submit()


def test_of_two_leaders_the_second_is_told_that_it_is_over():
    desk = Desk()
    other = make_user(desk.office, Role.LEADER)
    step = desk.submit()
    shown = desk.shown()
    desk.approve(desk.leader)

    with pytest.raises(approval.Refused):
        approval.approve(task_state=step, user=other, fingerprint=shown)

    assert decisions(desk.page) == ["submitted", "approved"]


def test_returning_needs_a_comment():
    desk = Desk()
    step = desk.submit()

    with pytest.raises(approval.Refused):
        approval.send_back(task_state=step, user=desk.leader, comment="  ")

    assert desk.step().status == TaskState.STATUS_IN_PROGRESS


def test_a_returned_item_can_be_edited_and_is_approved_anew_by_every_step():
    desk = Desk(states_policy=True)
    desk.submit()
    desk.approve(desk.reviewer)
    approval.send_back(task_state=desk.step(), user=desk.leader, comment="Sửa con số")
    page = desk.now()
    assert page.get_lock() is None
    page.title = "Đã sửa"
    page.save_revision(user=desk.editor)

    step = desk.submit()

    assert step.task.specific.role == Role.POLICY_REVIEWER
    desk.approve(desk.reviewer)
    desk.approve(desk.leader)
    assert desk.now().title == "Đã sửa"
    assert decisions(desk.page)[:3] == ["submitted", "approved", "returned"]


def test_an_item_submitted_again_unchanged_keeps_the_approvals_of_the_same_text():
    desk = Desk(states_policy=True)
    desk.submit()
    desk.approve(desk.reviewer)
    approval.send_back(task_state=desk.step(), user=desk.leader, comment="Hỏi lại")

    step = desk.submit()

    assert step.task.specific.role == Role.LEADER
    desk.approve(desk.leader)
    assert desk.now().live


def test_an_item_in_review_is_locked_for_everybody():
    desk = Desk()
    desk.submit()
    lock = desk.now().get_lock()

    for user in (desk.editor, desk.leader, make_user(is_superuser=True)):
        assert lock.for_user(user)
        assert not desk.now().permissions_for_user(user).can_unlock() or user.is_superuser


def test_taking_back_unlocks_and_is_recorded():
    desk = Desk()
    desk.submit()

    approval.take_back(page=desk.page, user=desk.editor)

    assert desk.now().get_lock() is None
    assert decisions(desk.page) == ["submitted", "taken_back"]
    with pytest.raises(approval.Refused):
        approval.take_back(page=desk.page, user=desk.editor)


def test_what_is_approved_in_the_same_moment_is_not_taken_back(monkeypatch):
    desk = Desk()
    desk.submit()

    def approved_meanwhile(page, user):
        desk.approve(desk.leader)
        return True

    monkeypatch.setattr(services, "may_take_back", approved_meanwhile)
    with pytest.raises(approval.Refused, match="người khác đã quyết định"):
        approval.take_back(page=desk.page, user=desk.editor)


def test_of_two_who_submit_in_the_same_moment_one_is_told(monkeypatch):
    desk = Desk()
    look = services.problems

    def submitted_meanwhile(page):
        monkeypatch.setattr(services, "problems", look)
        desk.submit()
        return []

    monkeypatch.setattr(services, "problems", submitted_meanwhile)
    with pytest.raises(approval.Refused, match="đang chờ duyệt"):
        desk.submit()


def test_approvals_given_before_taking_back_do_not_count_afterwards():
    desk = Desk(states_policy=True)
    desk.submit()
    desk.approve(desk.reviewer)
    approval.take_back(page=desk.page, user=desk.editor)

    assert desk.submit().task.specific.role == Role.POLICY_REVIEWER


def test_wagtails_own_cancel_button_is_recorded_too():
    desk = Desk()
    step = desk.submit()

    step.workflow_state.cancel(user=desk.editor)

    assert decisions(desk.page) == ["submitted", "taken_back"]


def test_a_stranger_can_neither_submit_nor_take_back():
    desk = Desk()
    stranger = make_user(make_province(), Role.EDITOR)
    with pytest.raises(approval.NotYours):
        approval.submit_for_approval(page=desk.page, user=stranger)
    desk.submit()

    with pytest.raises(approval.NotYours):
        approval.take_back(page=desk.page, user=stranger)


def test_problems_keep_an_item_from_being_submitted(fake_package):
    desk = Desk()
    fake_package.found.append("Facebook: quá dài")

    with pytest.raises(approval.NotReady) as refusal:
        desk.submit()

    assert refusal.value.problems == ["Facebook: quá dài"]
    assert not desk.now().workflow_in_progress


def test_a_hand_over_that_fails_leaves_the_step_open(monkeypatch):
    def fail(self, user=None):
        raise approval.Refused("Đĩa đầy")

    desk = Desk()
    desk.submit()
    monkeypatch.setattr(WorkflowState, "on_finish", fail)

    with pytest.raises(approval.Refused):
        desk.approve(desk.leader)

    assert desk.step().status == TaskState.STATUS_IN_PROGRESS
    assert decisions(desk.page) == ["submitted"]


def test_a_live_item_is_corrected_through_the_same_steps():
    desk = Desk()
    desk.submit()
    desk.approve(desk.leader)
    page = desk.now()
    page.title = "Đính chính"
    page.save_revision(user=desk.leader)
    other = make_user(desk.office, Role.LEADER)
    desk.submit()

    with pytest.raises(approval.NotYours):
        desk.approve(desk.leader)
    desk.approve(other)

    assert desk.now().title == "Đính chính"


def test_every_decision_names_person_office_and_hash():
    desk = Desk()
    desk.submit()
    shown = desk.shown()
    desk.approve(desk.leader)

    row = Approval.objects.get(decision="approved")

    assert (row.user_name, row.office_code) == (str(desk.leader), desk.office.code)
    assert (row.fingerprint, row.step) == (shown, Role.LEADER)
    assert row.row_hash == row.compute_hash()


def test_a_workflow_started_past_the_buttons_is_refused():
    desk = Desk()

    with pytest.raises(PermissionDenied):
        desk.page.get_workflow().start(desk.page, desk.editor)

    assert not WorkflowState.objects.exists()


def test_a_returned_item_resumed_past_the_buttons_is_refused():
    desk = Desk()
    approval.send_back(task_state=desk.submit(), user=desk.leader, comment="Sửa")

    with pytest.raises(PermissionDenied):
        desk.now().current_workflow_state.resume(desk.editor)
