"""What every decision has in common, and what the last one demands of those before it."""

import pytest
from django.utils.translation import override

from cms import approval
from cms.approval.deciding import LONGEST_COMMENT, said
from cms.models import Approval, ApprovalTaskState
from tests.factories.amendments import correct, written_desk
from tests.factories.approval import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]

ODD = " Sai\x00 ngày\x1b.\r\nXem\tlại\x7f. "
KEPT = "Sai ngày.\nXem\tlại."


@pytest.fixture
def desk():
    return written_desk()


def submit(desk, comment):
    approval.submit_for_approval(page=desk.page, user=desk.editor, comment=comment)


def approve(desk, comment):
    desk.submit()
    approval.approve(
        task_state=desk.step(), user=desk.leader, fingerprint=desk.shown(), comment=comment
    )


def send_back(desk, comment):
    desk.submit()
    approval.send_back(task_state=desk.step(), user=desk.leader, comment=comment)


def correct_it(desk, comment):
    desk.submit()
    correct(desk, desk.leader, "ngày 25", "ngày 20", comment)


@pytest.mark.parametrize("decide", [submit, approve, send_back, correct_it])
def test_every_decision_keeps_its_comment_without_control_characters(desk, decide):
    decide(desk, ODD)
    assert Approval.objects.last().comment == KEPT


@pytest.mark.parametrize("decide", [submit, approve, send_back, correct_it])
def test_a_comment_without_end_is_refused_and_nothing_is_decided(desk, decide):
    with override("en"), pytest.raises(approval.Refused, match="Shorten it"):
        decide(desk, "a" * (LONGEST_COMMENT + 1))
    assert not Approval.objects.exclude(decision="submitted").exists()
    assert not Approval.objects.exclude(comment="").exists()


def test_lines_count_once_as_the_browser_counts_them():
    text = "a\r\n" * (LONGEST_COMMENT // 2 - 1) + "aa"
    assert len(said(text)) == LONGEST_COMMENT


def test_a_comment_of_nothing_but_control_characters_mends_nothing(desk):
    with pytest.raises(approval.Refused):
        send_back(desk, "\x00 \x1b")
    assert approval.is_in_review(desk.now())


def test_finishing_with_a_step_of_another_hash_is_refused():
    desk = Desk(states_policy=True)
    state = desk.submit().workflow_state
    with pytest.raises(approval.Refused):
        approval.verify_approved(state, desk.shown())
    desk.approve(desk.reviewer)
    desk.approve(desk.leader)
    approval.verify_approved(state, desk.shown())
    steps = ApprovalTaskState.objects.filter(workflow_state=state, status="approved")

    steps.filter(pk=steps.first().pk).update(fingerprint="0" * 64)

    with pytest.raises(approval.Refused):
        approval.verify_approved(state, desk.shown())
