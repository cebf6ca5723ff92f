from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.translations import Booth
from translations.errands import turns
from translations.machine import MachineFailed
from translations.models import Errand
from translations.services.machine import order_drafts

pytestmark = pytest.mark.django_db
State = Errand.State


@pytest.fixture
def errand():
    booth = Booth()
    return order_drafts(request=booth.request(), user=booth.translator)


@pytest.fixture
def woken(monkeypatch):
    """Errands that a worker was told of."""
    found: list[int] = []
    monkeypatch.setattr(turns, "wake", found.append)
    return found


def step(monkeypatch, act) -> None:
    monkeypatch.setitem(turns.STEPS, Errand.Kind.MACHINE, act)


def age(errand, state, **given) -> None:
    moved = timezone.now() - turns.SILENT - timedelta(seconds=1)
    Errand.objects.filter(pk=errand.pk).update(state=state, moved_at=moved, **given)


def test_what_is_not_done_yet_waits_for_another_turn(errand, woken, monkeypatch):
    step(monkeypatch, lambda one: True)
    assert turns.work_at(errand.pk)
    errand.refresh_from_db()
    assert (errand.state, errand.turn, errand.unended) == (State.WAITING, 1, 0)
    assert woken == [errand.pk]


def test_what_is_done_is_not_done_again(errand, woken, monkeypatch):
    step(monkeypatch, lambda one: False)
    assert turns.work_at(errand.pk)
    assert not turns.work_at(errand.pk)
    errand.refresh_from_db()
    assert (errand.state, errand.turn) == (State.DONE, 1)


def test_nobody_takes_what_another_worker_is_at(errand, woken, monkeypatch):
    step(monkeypatch, lambda one: False)
    Errand.objects.filter(pk=errand.pk).update(state=State.RUNNING, moved_at=timezone.now())
    assert not turns.work_at(errand.pk)


def test_who_was_cancelled_writes_no_end(errand, woken, monkeypatch):
    def cancelled(one):
        Errand.objects.filter(pk=one.pk).update(state=State.CANCELLED)
        return False

    step(monkeypatch, cancelled)
    turns.work_at(errand.pk)
    errand.refresh_from_db()
    assert errand.state == State.CANCELLED


def test_a_failure_says_what_to_do(errand, woken, monkeypatch):
    def fail(one):
        raise MachineFailed("Máy chủ dịch không trả lời.")

    step(monkeypatch, fail)
    turns.work_at(errand.pk)
    errand.refresh_from_db()
    assert (errand.state, errand.reason) == (State.FAILED, "Máy chủ dịch không trả lời.")


def test_a_fault_is_logged_and_told(errand, woken, monkeypatch, caplog):
    def fail(one):
        raise ZeroDivisionError

    step(monkeypatch, fail)
    turns.work_at(errand.pk)
    errand.refresh_from_db()
    assert errand.state == State.FAILED
    assert "Có lỗi" in errand.reason
    assert "An errand stopped" in caplog.text


def test_whose_person_left_is_not_gone_on_with(errand, woken):
    errand.user.is_active = False
    errand.user.save()
    turns.work_at(errand.pk)
    errand.refresh_from_db()
    assert errand.state == State.FAILED


def test_what_no_message_reached_is_found(errand, woken):
    turns.wake_silent()
    assert woken == []
    age(errand, State.WAITING)
    turns.wake_silent()
    assert woken == [errand.pk]


def test_whose_worker_died_is_taken_up_again_but_not_for_ever(errand, woken, monkeypatch):
    step(monkeypatch, lambda one: False)
    age(errand, State.RUNNING, unended=1)
    turns.wake_silent()
    assert woken == [errand.pk]
    age(errand, State.RUNNING, unended=turns.MOST_UNENDED)
    turns.wake_silent()
    errand.refresh_from_db()
    assert errand.state == State.FAILED
