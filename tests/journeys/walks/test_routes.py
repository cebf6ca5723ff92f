"""Promise 1, walked: no route makes anything public that no approval covers, or changes it."""

import pytest
from django.db import transaction
from django.utils import translation

from cms.going_live import NotApproved

from . import (  # noqa: F401  each adds its routes to the table
    by_approval,
    by_code,
    by_publishing,
    by_screen,
    by_structure,
    by_the_house,
    in_the_house,
)
from .edge import Edge, differences
from .ground import Ground, undone
from .halves import in_halves
from .people import ADMINISTRATOR
from .routes import ROUTES, Route
from .telling import NO_RIGHT, WHOM_TO_ASK, told
from .world import SECRET, World

pytestmark = pytest.mark.django_db
NOT_THERE = "404"  # whoever may not know of it is told nothing of it


@pytest.mark.parametrize("route", in_halves(ROUTES, lambda route: route.name))
def test_a_route_leaves_to_the_public_what_was_approved(route: Route, world: World, ground: Ground):
    wrong = {person: _taken_by(person, route, world, ground) for person in route.people}

    assert {person: lines for person, lines in wrong.items() if lines} == {}


def _taken_by(person: str, route: Route, world: World, ground: Ground) -> list[str]:
    """In words: what is not as it should be afterwards."""
    with undone(), translation.override("vi"):
        mine = world.seen_by(person)
        said = _drive(route, mine)
        after = ground.now(mine.token)
        wrong = _changed(route, person, mine, ground.edge, after)
        wrong += [f"a draft is out: {key}" for key, text in after.items() if SECRET in text]
        return wrong + _not_told(route, person, said)


def _changed(route: Route, person: str, world: World, before: Edge, after: Edge) -> list[str]:
    if not route.is_decided_by(person):
        return differences(before, after)
    if after == before:
        return ["it is their decision, and it changed nothing"]
    return route.outcome(before, after, world)


def _not_told(route: Route, person: str, said: str) -> list[str]:
    """A refusal says what would change and what to do; to a colleague, at least whom to ask."""
    refused = route.refused
    if route.decided and not route.is_decided_by(person):
        refused = refused or NO_RIGHT
    missing = refused.is_missing_in(said) if refused else []
    if person != ADMINISTRATOR and (_is_for_programs(route) or _is_helped(said)):
        return []
    return [f"not told {missing}, but: {said!r}"] if missing else []


def _is_helped(said: str) -> bool:
    return said == NOT_THERE or any(not words.is_missing_in(said) for words in WHOM_TO_ASK)


def _is_for_programs(route: Route) -> bool:
    """Wagtail's own words, which are English, are what programs get."""
    return any(key.startswith("api:") for key in route.covers)


def _drive(route: Route, world: World) -> str:
    """What the person is told."""
    try:
        with transaction.atomic():
            answer = route.drive(world)
    except NotApproved as refusal:
        return str(refusal)
    if answer is None:
        return ""
    assert answer.status_code < 500, f"{route.name} answers {answer.status_code}"
    return told(answer) if answer.status_code != 404 else NOT_THERE
