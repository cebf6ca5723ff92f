"""What waits too long: one mail an approver and period, the mark “Quá hạn”, the button “Nhắc”."""

from datetime import timedelta

import pytest
from django.utils.translation import override
from wagtail.models import PageLogEntry

from cms import approval, reminders
from cms.models import Membership, QueuedMail, Reminder, Role
from cms.reminders import ask_for_decision, overdue, send_due_reminders
from tests.factories.approval import Desk, make_delegation
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package", "clock")]


@pytest.fixture
def desk(clock):
    """Submitted on Monday at nine; the first mail of the step is already gone."""
    desk = Desk(title="Mức đóng mới")
    desk.submit()
    QueuedMail.objects.all().delete()
    return desk


def told() -> list[str]:
    return sorted(QueuedMail.objects.values_list("recipient", flat=True))


def test_nobody_is_reminded_before_the_time(desk, clock):
    clock.forward(hours=23, minutes=59)

    assert send_due_reminders() == 0
    assert told() == []


def test_each_approver_is_reminded_once_a_period_however_often_the_clock_looks(desk, clock):
    other = make_user(desk.office, Role.LEADER)
    clock.forward(hours=24)

    assert [send_due_reminders() for _look in range(3)] == [1, 0, 0]
    assert told() == sorted([desk.leader.email, other.email])
    clock.forward(hours=23)
    assert send_due_reminders() == 0
    clock.forward(hours=1)
    assert send_due_reminders() == 1
    assert len(told()) == 4


def test_weekends_bring_no_reminder(desk, clock):
    clock.forward(days=4)  # Friday
    send_due_reminders()
    before = len(told())
    clock.forward(hours=15)  # midnight: Saturday begins
    send_due_reminders()
    before_weekend = len(told())
    clock.forward(days=1, hours=20)

    assert send_due_reminders() == 0
    assert len(told()) == before_weekend == before


def test_missed_periods_are_not_made_up_for(desk, clock):
    clock.forward(days=4)

    assert send_due_reminders() == 1
    assert len(told()) == 1


def test_a_step_that_is_over_brings_no_reminder(desk, clock):
    clock.forward(days=2)
    desk.approve(desk.leader)
    QueuedMail.objects.all().delete()

    assert send_due_reminders() == 0


def test_a_delegate_of_that_day_is_reminded_too(desk, clock):
    helper = make_user(desk.office, Role.CHANNEL_KEEPER)
    clock.forward(hours=24)
    make_delegation(desk, helper)
    QueuedMail.objects.all().delete()
    send_due_reminders()

    assert told() == sorted([desk.leader.email, helper.email])


def test_a_step_may_have_a_length_of_its_own(desk, clock, settings):
    settings.LOA_REMIND_AFTER = {"": timedelta(hours=48), Role.LEADER: timedelta(hours=2)}
    clock.forward(hours=2)

    assert send_due_reminders() == 1


def test_a_step_that_cannot_be_written_about_keeps_back_no_other(desk, clock, monkeypatch, caplog):
    Desk().submit()
    real = reminders.notices.remind_of_approval

    def fail_once(step, asked_by=None):
        if step == desk.step():
            raise RuntimeError("Hỏng")
        return real(step, asked_by)

    monkeypatch.setattr(reminders.notices, "remind_of_approval", fail_once)
    clock.forward(hours=24)

    assert send_due_reminders() == 1
    assert "could not be reminded" in caplog.text
    assert not Reminder.objects.filter(step=desk.step()).exists()


def test_what_waits_costs_a_look_of_few_queries(desk, clock, django_assert_num_queries):
    for _number in range(3):
        Desk().submit()
    clock.forward(hours=24)
    send_due_reminders()

    with django_assert_num_queries(1):
        assert send_due_reminders() == 0


def test_the_mail_says_since_when_and_where(desk, clock):
    clock.forward(hours=24)
    send_due_reminders()

    mail = QueuedMail.objects.get()
    assert "Mức đóng mới" in mail.subject
    assert "01/03/2027 09:00" in mail.body
    assert f"/admin/duyet/{desk.step().pk}/" in mail.body


def test_overdue_says_how_long_in_hours_then_in_working_days(desk, clock):
    with override("vi"):
        clock.forward(hours=47)
        assert overdue(desk.step()) == ""
        clock.forward(hours=1)
        assert overdue(desk.step()) == "Vừa quá hạn"
        clock.forward(hours=5)
        assert overdue(desk.step()) == "Quá hạn 5 giờ"
        clock.forward(days=5)  # over the weekend
        assert overdue(desk.step()) == "Quá hạn 3 ngày làm việc"


def test_an_editor_reminds_and_the_approvers_read_who_asks(desk):
    people = ask_for_decision(step=desk.step(), user=desk.editor)

    assert people == [desk.leader]
    assert str(desk.editor) in QueuedMail.objects.get().body
    assert PageLogEntry.objects.filter(action="cms.remind_approvers", user=desk.editor).exists()


def test_an_editor_reminds_again_only_after_a_pause(desk, clock):
    ask_for_decision(step=desk.step(), user=desk.editor)
    clock.forward(hours=3, minutes=59)
    with pytest.raises(approval.Refused, match="09:00 01/03/2027"):
        ask_for_decision(step=desk.step(), user=desk.editor)
    assert len(told()) == 1

    clock.forward(minutes=1)
    ask_for_decision(step=desk.step(), user=desk.editor)
    assert len(told()) == 2


def test_a_reminder_by_the_clock_counts_for_the_pause(desk, clock):
    clock.forward(hours=24)
    send_due_reminders()

    with pytest.raises(approval.Refused):
        ask_for_decision(step=desk.step(), user=desk.editor)


def test_who_may_not_take_the_item_back_may_not_remind(desk):
    with pytest.raises(approval.NotYours):
        ask_for_decision(step=desk.step(), user=desk.reviewer)


def test_of_a_step_that_is_over_nobody_is_reminded(desk):
    step = desk.step()
    approval.send_back(task_state=step, user=desk.leader, comment="Sửa")
    QueuedMail.objects.all().delete()

    with pytest.raises((approval.Refused, approval.NotYours)):
        ask_for_decision(step=step, user=desk.editor)
    assert told() == []


def test_where_nobody_can_decide_nobody_is_said_to_be_reminded(desk):
    Membership.objects.filter(user=desk.leader).delete()

    with pytest.raises(approval.Refused, match="Hãy đề nghị quản trị hệ thống"):
        ask_for_decision(step=desk.step(), user=desk.editor)

    assert not Reminder.objects.exists()
