"""With any one rule switched off the machine finds what then happens: so it would see it in ours."""

from collections.abc import Iterator

import pytest

from .focuses import FOCUSES
from .judge import Violation
from .mutations import MUTATIONS, Mutation
from .people import Rooms
from .running import Hunt, is_thorough
from .switches import NOTHING_ELSE, together

MOST_STORIES = 60
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: f"{one.rule} {one.clause}")
def test_a_rule_that_is_switched_off_is_missed(rooms, mutation):
    for hunt in _hunts(rooms, mutation):
        with together(mutation.behind, mutation.switch_off)(), pytest.raises(Violation) as caught:
            hunt(MOST_STORIES)
        assert caught.value.findings[0].startswith(mutation.finds)
        _nobody_else_is_to_blame(hunt, mutation)


def _hunts(rooms: Rooms, mutation: Mutation) -> Iterator[Hunt]:
    for start in range(1, 6 if is_thorough() else 2):
        yield Hunt(rooms, FOCUSES[mutation.focus], start)


def _nobody_else_is_to_blame(hunt: Hunt, mutation: Mutation) -> None:
    """The same story ends well with the engine as it is, and without the further guards alone."""
    hunt.tell_again()
    if mutation.behind is not NOTHING_ELSE:
        with mutation.behind():
            hunt.tell_again()


def test_every_rule_is_switched_off_alone_in_some_clause():
    alone = {one.rule for one in MUTATIONS if one.behind is NOTHING_ELSE}
    assert alone == set(range(1, 9))
