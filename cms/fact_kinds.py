"""Kinds of facts: how a value is written, and how it may be shown and read aloud."""

from enum import StrEnum

from .vietnamese_numbers import is_number

FIGURE = "figure:"


class Kind(StrEnum):
    TEXT = "text"
    TELEPHONE = "telephone"
    EMAIL = "email"
    WEB = "web"
    NUMBER = "number"


_KINDS = {
    "hotline": Kind.TELEPHONE,
    "office_phone": Kind.TELEPHONE,
    "office_email": Kind.EMAIL,
    "portal_url": Kind.WEB,
}


def kind_of(key: str, value: str) -> Kind:
    """A figure that was kept before figures had to be numbers may be text."""
    if key.startswith(FIGURE):
        return Kind.NUMBER if is_number(value) else Kind.TEXT
    return _KINDS.get(key, Kind.TEXT)
