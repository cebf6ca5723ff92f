"""The walk knows every way that exists: a new one of Wagtail or of Loa makes this fail."""

from . import by_code, by_screen, in_the_house  # noqa: F401  each adds its routes to the table
from .known import HARMLESS, every_way
from .routes import covered


def test_every_way_to_write_is_walked_or_known_to_lead_nowhere():
    unknown = sorted(every_way() - covered() - HARMLESS.keys())

    assert unknown == [], (
        "These could change what is public and the walk does not know them. Add a route that takes"
        " them (by_screen.py, by_code.py, in_the_house.py), or say in known.py why they cannot."
    )


def test_nothing_is_listed_that_is_not_there():
    assert sorted((covered() | HARMLESS.keys()) - every_way() - ALIASES) == []


# Written where a model or a command of another name stands for the same thing.
ALIASES: set[str] = set()
