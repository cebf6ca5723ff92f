"""How a step ended, for whoever comes later."""

import pytest

from cms import approval
from cms.approval.endings import how_it_ended
from cms.models import ApprovalTaskState
from tests.factories.amendments import correct, written_desk
from tests.factories.approval import Desk
from tests.factories.paper import PaperDesk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


def ending_of(step) -> str:
    return how_it_ended(ApprovalTaskState.objects.get(pk=step.pk))


def test_an_open_step_has_no_ending():
    assert ending_of(Desk().submit()) == ""


def test_each_decision_names_who_and_when():
    desk = written_desk(states_policy=True)
    first = desk.submit()
    desk.approve(desk.reviewer)
    second = desk.step()
    correct(desk, desk.leader, "ngày 25", "ngày 20")

    assert ending_of(first).startswith(f"{desk.reviewer} đã duyệt lúc ")
    assert ending_of(second).startswith(f"{desk.leader} đã trả lại kèm sửa lúc ")


def test_a_step_that_was_signed_on_paper_names_who_signed_first():
    desk = PaperDesk()
    desk.record()

    said = ending_of(desk.waiting)
    assert said.startswith(f"{desk.leader} (ký trên giấy ngày ")
    assert f"{desk.secretary} ghi nhận) đã duyệt lúc " in said


def test_a_step_that_was_open_when_the_item_was_taken_back_says_so():
    desk = Desk()
    step = desk.submit()
    approval.take_back(page=desk.page, user=desk.editor)
    desk.submit()
    approval.send_back(task_state=desk.step(), user=desk.leader, comment="Sửa")

    assert ending_of(step).startswith(f"{desk.editor} đã rút lại lúc ")


def test_a_step_taken_twice_tells_each_time_its_own_ending():
    desk = Desk()
    first = desk.submit()
    approval.send_back(task_state=first, user=desk.leader, comment="Sửa")
    second = desk.submit()
    desk.approve(desk.leader)

    assert "đã trả lại lúc" in ending_of(first)
    assert "đã duyệt lúc" in ending_of(second)
