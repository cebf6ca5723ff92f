"""What a rollout is in for when the one before it never came to every copy."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.going_live import allow
from cms.models import QueuedMail
from tests.factories.rollouts import FREE, RATE, WHERE, Following
from translations.models import AtDeadline, ChangeNotice, Rollout, Severity
from translations.rolling.deadlines import act_on_overdue
from translations.rolling.inbox import Pile, lines_of, pile_of
from translations.rolling.starting import deadline_after

pytestmark = pytest.mark.django_db
OURS, NATIONAL = "<p>Ở tỉnh ta là 4,5%.</p>", "<p>Mức đóng là 5%.</p>"
FREE_NOW = "<p>Miễn phí.</p>"


@pytest.fixture
def world():
    made = Following()
    made.change_here(RATE, OURS)
    return made


def critical(world, days=3, **fields):
    """Live, and not brought to any copy yet."""
    fields = {"at_deadline": "notice", "reason": "Mức cũ sai.", **fields}
    world.declare("critical", days, **fields)
    return world.change(RATE, NATIONAL)


def test_a_milder_version_that_skips_a_critical_one_takes_over_how_grave_it_was(world):
    first = critical(world, at_deadline="take_down")

    newer = world.change(FREE, FREE_NOW)

    assert (newer.severity, newer.deadline) == (Severity.CRITICAL, first.deadline)
    assert (newer.at_deadline, newer.reason) == (AtDeadline.TAKE_DOWN, "Mức cũ sai.")


def test_so_the_office_is_told_of_the_deadline_and_held_to_it(world):
    critical(world)
    world.change(FREE, FREE_NOW)

    world.roll_out()

    assert ChangeNotice.objects.count() == 1
    line = lines_of(list(pile_of(world.editors[0], Pile.OPEN)))[0]
    assert line.is_critical
    assert QueuedMail.objects.filter(recipient=world.leaders[0].email).count() == 1
    Rollout.objects.update(deadline=timezone.now() - timedelta(minutes=1))
    assert act_on_overdue() == 1
    assert world.copy().edition.outdated_since


def test_a_minor_one_does_not_silence_an_ordinary_one(world):
    world.change(RATE, NATIONAL)
    world.declare("minor")

    newer = world.change(FREE, FREE_NOW)
    world.roll_out()

    assert (newer.severity, newer.deadline) == (Severity.ORDINARY, None)
    assert world.notice().settled_at is None


def test_of_two_critical_ones_the_earlier_deadline_and_the_graver_ending_hold(world):
    critical(world, days=5, at_deadline="take_down")
    world.declare("critical", 2, at_deadline="notice", reason="Địa chỉ sai.")

    newer = world.change(WHERE, "<p>Nộp ở bất kỳ đâu.</p>")

    assert newer.deadline == deadline_after(2)
    assert newer.at_deadline == AtDeadline.TAKE_DOWN
    assert newer.reason == "Mức cũ sai. Địa chỉ sai."


def test_it_goes_on_over_several_versions(world):
    first = critical(world)
    world.change(FREE, FREE_NOW)
    third = world.change(FREE, "<p>Không thu phí.</p>")
    assert (third.severity, third.deadline) == (Severity.CRITICAL, first.deadline)


def test_what_came_to_every_copy_says_nothing_of_later_versions(world):
    critical(world)
    world.roll_out()

    newer = world.change(FREE, FREE_NOW)

    assert (newer.severity, newer.deadline, newer.reason) == (Severity.ORDINARY, None, "")


def test_nor_does_a_taking_down_that_a_version_answers(world):
    with allow(world.national()):
        world.national().unpublish(skip_permission_checks=True)
    assert world.newest().is_withdrawal

    newer = world.change(FREE, FREE_NOW)

    assert (newer.severity, newer.deadline) == (Severity.ORDINARY, None)
