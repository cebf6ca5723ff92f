"""Suspending, following again, detaching."""

from datetime import timedelta

import pytest
from wagtail.models import PageLogEntry

from cms.models import Role
from cms.working_time import today
from tests.factories.following import copy_of, make_copy, make_editor
from tests.factories.offices import make_centre, make_province
from translations.copies import following
from translations.copies.following import (
    detach,
    end_suspensions,
    follows,
    is_suspended,
    resume,
    suspend,
)
from translations.errors import NotYours, Refused
from translations.models import LocalCopy

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_province()


@pytest.fixture
def copy(office):
    return copy_of(make_copy(office=office))


@pytest.fixture
def editor(office):
    return make_editor(office)


def test_it_follows_until_it_is_suspended(copy, editor):
    assert follows(copy)
    suspend(copy=copy, until=None, reason="Chờ số liệu", user=editor)
    assert is_suspended(LocalCopy.objects.get())
    assert not follows(LocalCopy.objects.get())
    resume(copy=copy, user=editor)
    assert follows(LocalCopy.objects.get())


def test_a_suspension_holds_through_its_last_day(copy, editor):
    suspend(copy=copy, until=today(), reason="Chờ số liệu", user=editor)
    assert is_suspended(copy)
    assert not is_suspended(copy, today() + timedelta(days=1))
    assert not end_suspensions()
    assert list(end_suspensions(today() + timedelta(days=1))) == [copy]
    assert LocalCopy.objects.get().state == LocalCopy.State.FOLLOWING


def test_one_without_a_day_ends_by_hand_only(copy, editor):
    suspend(copy=copy, until=None, reason="Chờ số liệu", user=editor)
    assert not end_suspensions(today() + timedelta(days=1000))


def test_no_day_that_is_over_and_no_empty_reason(copy, editor):
    with pytest.raises(Refused, match="đã qua"):
        suspend(copy=copy, until=today() - timedelta(days=1), reason="x", user=editor)
    with pytest.raises(Refused, match="lý do"):
        suspend(copy=copy, until=None, reason="  ", user=editor)
    assert LocalCopy.objects.get().state == LocalCopy.State.FOLLOWING


def test_detaching_is_the_leaders_and_for_good(copy, office, editor):
    leader = make_editor(office, Role.LEADER)
    with pytest.raises(NotYours):
        detach(copy=copy, reason="Khác hẳn", user=editor)
    detach(copy=copy, reason="Khác hẳn", user=leader)
    for again in (suspend, detach):
        more = {"until": None} if again is suspend else {}
        with pytest.raises(Refused, match="tách hẳn"):
            again(copy=copy, reason="x", user=leader, **more)
    with pytest.raises(Refused):
        resume(copy=copy, user=leader)
    assert LocalCopy.objects.get().reason == "Khác hẳn"


@pytest.mark.parametrize("who", ["centre", "other"])
def test_nobody_elses_office_decides(copy, who):
    stranger = make_editor(make_centre() if who == "centre" else make_province(), Role.LEADER)
    for what in (
        lambda: suspend(copy=copy, until=None, reason="x", user=stranger),
        lambda: resume(copy=copy, user=stranger),
        lambda: detach(copy=copy, reason="x", user=stranger),
    ):
        with pytest.raises(NotYours):
            what()


def test_the_audit_log_keeps_why(copy, editor):
    suspend(copy=copy, until=None, reason="Chờ số liệu", user=editor)
    entry = PageLogEntry.objects.get(action="translations.suspend_copy")
    assert entry.data["reason"] == "Chờ số liệu"
    assert "Chờ số liệu" in entry.message


def test_what_was_done_meanwhile_is_known(copy, office, editor):
    """Whoever acts on an older screen does not undo what somebody else decided since."""
    suspend(copy=copy, until=None, reason="Chờ số liệu", user=editor)
    older = LocalCopy.objects.get()
    resume(copy=copy, user=editor)
    with pytest.raises(Refused):
        resume(copy=older, user=editor)
    detach(copy=copy, reason="Khác hẳn", user=make_editor(office, Role.LEADER))
    with pytest.raises(Refused, match="tách hẳn"):
        suspend(copy=older, until=None, reason="x", user=editor)
    assert LocalCopy.objects.get().state == LocalCopy.State.DETACHED


def test_a_pause_that_was_made_longer_in_that_moment_is_not_ended(monkeypatch):
    copies = [copy_of(make_copy()) for _number in range(2)]
    LocalCopy.objects.update(state=LocalCopy.State.SUSPENDED, suspended_until=today())
    longer = today() + timedelta(days=9)
    real = following.log

    def made_longer(*args, **more):
        LocalCopy.objects.filter(pk=copies[1].pk).update(suspended_until=longer)
        return real(*args, **more)

    monkeypatch.setattr(following, "log", made_longer)

    assert list(end_suspensions(today() + timedelta(days=1))) == [copies[0]]
    copies[1].refresh_from_db()
    assert (copies[1].state, copies[1].suspended_until) == (LocalCopy.State.SUSPENDED, longer)
