"""The clock of the house runs what cms offers, too."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import TaskState

from cms.limits import Limit
from cms.models import Reminder, Tally
from publishing import tasks
from tests.factories.approval import Desk
from tests.fakes import package

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(settings):
    """A step that has waited for two weeks."""
    for name, path in package.PATHS.items():
        setattr(settings, name, path)
    step = Desk().submit()
    TaskState.objects.filter(pk=step.pk).update(started_at=timezone.now() - timedelta(days=14))
    return step


def test_the_sweep_reminds_approvers_of_what_waits(waiting):
    tasks.sweep()
    tasks.sweep()

    assert list(Reminder.objects.values_list("step", flat=True)) == [waiting.pk]


def test_reminders_that_fail_keep_back_no_mail(waiting, monkeypatch, caplog):
    def fail():
        raise RuntimeError("Hỏng")

    sent = []
    monkeypatch.setattr(tasks, "send_due_reminders", fail)
    monkeypatch.setattr(tasks, "send_due_mail", lambda: sent.append(True))

    tasks.sweep()

    assert sent == [True]
    assert "a step failed" in caplog.text


def test_the_sweep_tidies_counts_that_have_ended():
    Limit("brief", most=1, seconds=0).count("a")
    tasks.sweep()
    assert not Tally.objects.exists()
