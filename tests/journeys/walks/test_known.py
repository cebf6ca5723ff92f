"""The walk knows every way that exists: a new one of Wagtail or of Loa makes this fail."""

from . import (  # noqa: F401  each adds its routes to the table
    by_approval,
    by_code,
    by_library,
    by_publishing,
    by_screen,
    by_structure,
    by_the_house,
    in_the_house,
)
from .known import HARMLESS, every_way
from .routes import covered


def test_every_way_to_write_is_walked_or_known_to_lead_nowhere():
    unknown = sorted(every_way() - covered() - HARMLESS.keys())

    assert unknown == [], (
        "These could change what is public and the walk does not know them. Add a route that takes"
        " them (the files by_*.py, in_the_house.py), or say in known.py why they cannot."
    )


def test_what_is_walked_is_not_listed_as_leading_nowhere():
    assert sorted(covered() & HARMLESS.keys()) == []


def test_nothing_is_listed_that_is_not_there():
    assert sorted((covered() | HARMLESS.keys()) - every_way() - ALIASES) == []


# Written where a model or a command of another name stands for the same thing.
ALIASES: set[str] = set()
