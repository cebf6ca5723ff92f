"""The clock of the house runs what cms offers, too."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from wagtail.models import TaskState

from cms.limits import Limit
from cms.models import Reminder, Tally
from publishing import tasks
from publishing.delivery.outcome import Outcome
from publishing.models import Delivery
from tests.factories.approval import Desk
from tests.factories.publishing import make_delivery
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


def test_a_call_that_was_made_counts_though_those_behind_could_not_be_woken(monkeypatch, caplog):
    made = Outcome(7, 1, "delivered", Delivery.State.DELIVERED, True)
    monkeypatch.setattr(tasks.sending, "send", lambda pk: made)

    def busy(release_id):
        raise OperationalError("database is locked")

    monkeypatch.setattr(tasks, "wake", busy)
    post = make_delivery(waits_for=make_delivery())

    assert tasks.send_delivery(post.waits_for_id) is True
    assert "were not woken" in caplog.text
