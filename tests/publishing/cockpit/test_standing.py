"""How an item stands at an office, in one word."""

from datetime import UTC, datetime

import pytest

from publishing.cockpit.standing import (
    LOOKS,
    NEEDS_SOMEBODY,
    Copy,
    Known,
    Reach,
    Standing,
    standing_of,
)

CHANGED = datetime(2026, 11, 1, tzinfo=UTC)
LACKS = datetime(2026, 11, 5, tzinfo=UTC)


def stands(*, copy=None, reach=None, live=True, has_places=True) -> Standing:
    reach = Reach(**(reach or {}))
    known = Known(live, CHANGED, Copy(1, 2, "Bài", **copy) if copy else None, reach, has_places)
    return standing_of(known)


def test_an_office_without_a_copy_inherits_what_is_posted_there():
    assert stands(reach={"places": 2}) is Standing.INHERITS
    assert stands(reach={"loudspeakers": 9}) is Standing.INHERITS


def test_an_office_whose_places_are_not_in_the_package_has_the_page_only():
    assert stands() is Standing.NOT_INCLUDED
    assert stands(has_places=False) is Standing.INHERITS


def test_what_waits_for_the_leader_and_what_they_refused_are_told_apart():
    assert stands(reach={"places": 2, "nod": 1}) is Standing.NOD
    assert stands(reach={"refused": 2}) is Standing.NOT_TAKEN
    assert stands(reach={"places": 1, "refused": 2}) is Standing.INHERITS


def test_a_missing_fact_blocks_an_office():
    assert stands(reach={"places": 1, "blocked": 1}) is Standing.BLOCKED


@pytest.mark.parametrize(
    ("copy", "standing"),
    [
        ({}, Standing.IN_STEP),
        ({"since": LACKS}, Standing.BEHIND),
        ({"since": LACKS, "conflict": True}, Standing.CONFLICT),
        ({"state": "suspended", "since": LACKS}, Standing.SUSPENDED),
        ({"state": "detached", "since": LACKS, "conflict": True}, Standing.DETACHED),
        ({"live": False}, Standing.PREPARED),
        ({"live": False, "since": LACKS, "conflict": True}, Standing.CONFLICT),
    ],
)
def test_a_copy_stands_as_it_follows(copy, standing):
    assert stands(copy={"live": True} | copy) is standing


def test_an_item_that_is_nowhere_any_more_is_taken_down():
    assert stands(live=False, reach={"places": 1}) is Standing.GONE
    assert stands(live=False, copy={"live": False}) is Standing.GONE
    assert stands(live=False, copy={"live": True}) is Standing.IN_STEP


def test_it_stands_so_since_the_copy_lacks_something_else_since_the_national_change():
    lacking = Known(True, CHANGED, Copy(1, 2, "Bài", live=True, since=LACKS))

    assert lacking.since == LACKS
    assert Known(True, CHANGED).since == CHANGED


def test_every_standing_has_a_sign_with_words_and_says_what_to_do():
    assert LOOKS.keys() == set(Standing)
    signs = [(look.icon, str(look.short)) for look in LOOKS.values()]
    assert len(set(signs)) == len({icon for icon, _text in signs}) == len(Standing)
    assert all(str(look.what) for look in LOOKS.values())
    assert all(LOOKS[one].tone in ("ask", "bad") for one in NEEDS_SOMEBODY)
