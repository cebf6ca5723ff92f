"""Whoever approved an earlier version sees what changed since, and only when that is all."""

import json

import pytest

from cms import approval
from cms.approval import confirming
from cms.models import Approval, ApprovalRule, Membership, Role
from tests.factories.amendments import BODY, correct, written_desk
from tests.factories.paper import PaperDesk
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


@pytest.fixture
def desk():
    return written_desk()


def with_every_step(desk):
    """Head of section, policy reviewer and leader; returns the head."""
    for role in (Role.SECTION_HEAD, Role.POLICY_REVIEWER):
        ApprovalRule.objects.create(office=desk.office, role=role, condition="always")
    return make_user(desk.office, Role.SECTION_HEAD)


def corrected_by_the_leader_after(desk, head):
    desk.submit()
    desk.approve(head)
    desk.approve(desk.reviewer)
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20")
    approval.accept_corrections(amendment=amendment, user=desk.editor)


def test_the_leader_and_the_earlier_approvers_are_shown_only_what_changed(desk):
    head = with_every_step(desk)
    corrected_by_the_leader_after(desk, head)

    seen = confirming.seen_before(desk.step(), desk.leader)
    assert seen.decision.decision == "corrected"
    (change,) = seen.changes.texts
    assert [p.text for p in change.pieces if p.kind != "same"] == ["25", "20"]

    desk.approve(desk.leader)
    assert confirming.seen_before(desk.step(), head).decision.decision == "approved"
    assert confirming.seen_before(desk.step(), desk.leader) is None


def test_whoever_has_not_approved_the_earlier_text_is_shown_all_of_it(desk):
    head, other = with_every_step(desk), make_user(desk.office, Role.SECTION_HEAD)
    corrected_by_the_leader_after(desk, head)
    desk.approve(desk.leader)

    assert confirming.seen_before(desk.step(), other) is None


def test_when_the_package_changed_too_everything_is_shown(desk, fake_package):
    head = with_every_step(desk)
    corrected_by_the_leader_after(desk, head)
    desk.approve(desk.leader)
    fake_package.posts[desk.page.pk] = "Bài đăng khác"

    assert confirming.seen_before(desk.step(), head) is None


def test_when_the_editor_wrote_something_in_between_everything_is_shown(desk):
    head = with_every_step(desk)
    corrected_by_the_leader_after(desk, head)
    approval.take_back(page=desk.now(), user=desk.editor)
    draft = desk.now().get_latest_revision_as_object()
    draft.lead = "Biên tập viên viết thêm."
    draft.save_revision(user=desk.editor)
    desk.submit()

    assert confirming.seen_before(desk.step(), head) is None


def decisions(page) -> list[str]:
    rows = Approval.objects.filter(page_id_then=page.pk)
    return list(rows.order_by("sequence").values_list("decision", flat=True))


def test_the_whole_story_ends_with_exactly_what_was_accepted_in_public(desk):
    head = with_every_step(desk)
    desk.submit()
    desk.approve(head)
    desk.approve(desk.reviewer)

    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20", "Sai ngày")
    revision = approval.accept_corrections(amendment=amendment, user=desk.editor)

    assert desk.step().task.specific.role == Role.LEADER
    desk.approve(desk.leader)
    assert not desk.now().live
    assert desk.step().task.specific.role == Role.SECTION_HEAD
    desk.approve(head)
    assert desk.step().task.specific.role == Role.POLICY_REVIEWER
    desk.approve(desk.reviewer)
    live = desk.now()
    assert live.live
    assert live.live_revision_id == revision.pk
    public = json.dumps(live.body.get_prep_value(), ensure_ascii=False)
    assert "ngày 20" in public
    assert "ngày 25" not in public
    assert decisions(desk.page) == [
        "submitted",
        "approved",
        "approved",
        "corrected",
        "accepted",
        "approved",
        "approved",
        "approved",
    ]
    last = Approval.objects.filter(decision="approved").order_by("-sequence")[:3]
    assert len({row.fingerprint for row in last}) == 1


def test_a_policy_reviewer_who_corrects_gets_it_back_before_the_leader(desk):
    with_every_step(desk)
    head = Membership.objects.get(role=Role.SECTION_HEAD).user
    desk.submit()
    desk.approve(head)
    amendment = correct(desk, desk.reviewer, "ngày 25", "ngày 20")

    approval.accept_corrections(amendment=amendment, user=desk.editor)

    asked = [desk.step().task.specific.role]
    desk.approve(desk.reviewer)
    asked.append(desk.step().task.specific.role)
    desk.approve(head)
    asked.append(desk.step().task.specific.role)
    desk.approve(desk.leader)
    assert asked == [Role.POLICY_REVIEWER, Role.SECTION_HEAD, Role.LEADER]
    assert desk.now().live


def test_whoever_recorded_the_signature_of_another_is_shown_all_of_it():
    """A secretary who is a head of section too."""
    desk = PaperDesk(body=BODY)
    ApprovalRule.objects.create(office=desk.office, role=Role.SECTION_HEAD, condition="always")
    head = make_user(desk.office, Role.SECTION_HEAD)
    Membership.objects.create(user=desk.secretary, office=desk.office, role=Role.SECTION_HEAD)
    approval.take_back(page=desk.page, user=desk.editor)
    desk.waiting = desk.submit()
    desk.record(signatory=head)
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20")
    approval.accept_corrections(amendment=amendment, user=desk.editor)
    desk.approve(desk.leader)

    assert desk.step().task.specific.role == Role.SECTION_HEAD
    assert confirming.seen_before(desk.step(), desk.secretary) is None
