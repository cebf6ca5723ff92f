"""When a copy is in step: by what its public page says, not by what somebody clicked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.pages import publish
from tests.factories.rollouts import FREE, RATE, Following
from translations.models import ChangeNotice, LocalRule, Rollout
from translations.rolling.deadlines import act_on_overdue
from translations.rolling.inbox import Pile, pile_of
from translations.services import rollouts

pytestmark = pytest.mark.django_db
State = ChangeNotice.State
OURS, NATIONAL = "<p>Ở tỉnh ta là 4,5%.</p>", "<p>Mức đóng là 5%.</p>"
WHY = "Ở tỉnh ta có nghị quyết riêng."


def critical(world, block=RATE, value=NATIONAL, **fields):
    fields.setdefault("at_deadline", "notice")
    world.declare("critical", 3, reason="Mức cũ sai.", **fields)
    world.change(block, value)
    world.roll_out()
    return world.notice()


def minor(world, block=FREE, value="<p>Miễn phí.</p>"):
    world.declare("minor")
    world.change(block, value)
    world.roll_out()
    return world.notice()


def keep(world):
    notice = world.notice()
    return rollouts.keep_copy(
        notice=notice, user=world.editors[0], seen=rollouts.state_of(notice), reason=WHY
    )


def waiting(world):
    return list(pile_of(world.editors[0], Pile.OPEN))


def over():
    Rollout.objects.exclude(deadline=None).update(deadline=timezone.now() - timedelta(minutes=1))


def test_what_was_kept_is_settled_when_the_locked_text_is_public():
    world = Following()
    block = world.national().body[RATE].id
    LocalRule.objects.create(edition=world.edition, place=block, rule=LocalRule.Rule.LOCKED)
    critical(world)

    keep(world)

    assert world.draft()[RATE] == NATIONAL
    assert (world.notice().state, world.notice().settled_at) == (State.KEPT, None)
    assert waiting(world) == [world.notice()]
    over()
    act_on_overdue()
    assert world.copy().edition.outdated_since
    publish(world.copy())
    assert world.notice().settled_at
    assert waiting(world) == []
    assert world.copy().edition.outdated_since is None


def test_keeping_the_newer_change_does_not_settle_the_older_that_is_a_draft_still():
    world = Following()
    older = critical(world)
    world.change(FREE, "<p>Miễn phí.</p>")
    world.roll_out()

    keep(world)

    older.refresh_from_db()
    assert older.settled_at is None
    assert world.draft()[RATE] == NATIONAL
    publish(world.copy())
    older.refresh_from_db()
    assert older.settled_at


def test_a_newer_change_overtakes_what_was_kept_and_is_not_public():
    world = Following()
    block = world.national().body[RATE].id
    LocalRule.objects.create(edition=world.edition, place=block, rule=LocalRule.Rule.LOCKED)
    kept = critical(world)
    keep(world)

    world.change(FREE, "<p>Miễn phí.</p>")
    world.roll_out()

    kept.refresh_from_db()
    assert (kept.state, kept.settled_at) == (State.OVERTAKEN, None)
    assert waiting(world) == [world.notice()]
