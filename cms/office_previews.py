"""A draft as each office's readers would see it: the choice beside the preview.

Of a national item all provincial offices, for whoever may edit it; of an office's own item only that
office, which is the preview as it always was.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import overload

from django.core.exceptions import PermissionDenied
from wagtail.models import Page

from .models import Office
from .quotable_facts import office_of

PREFIX = "don-vi-"  # before the code of an office, in the name of a mode
Mode = tuple[str, str]


class Modes(Sequence[Mode]):
    """What Wagtail asks every row of a list of pages about: offices are looked up only to be shown."""

    def __init__(self, first: Sequence[Mode], offices: Callable[[], Sequence[Mode]]) -> None:
        self.first, self.offices = list(first), offices

    @cached_property
    def all(self) -> list[Mode]:
        return [*self.first, *self.offices()]

    @overload
    def __getitem__(self, at: int) -> Mode: ...
    @overload
    def __getitem__(self, at: slice) -> list[Mode]: ...
    def __getitem__(self, at: int | slice) -> Mode | list[Mode]:
        return self.first[0] if at == 0 else self.all[at]

    def __bool__(self) -> bool:
        return bool(self.first)

    def __len__(self) -> int:
        return len(self.all)

    def __iter__(self) -> Iterator[Mode]:
        return iter(self.all)


def modes(page: Page, first: Sequence[Mode]) -> Modes:
    return Modes(first, lambda: [(f"{PREFIX}{one.code}", str(one)) for one in offices_for(page)])


def offices_for(page: Page) -> Sequence[Office]:
    """Those under whose address the page will be read, besides its own."""
    own = office_of(page) if page.path else None  # None: not even begun
    if own is None or not own.is_centre:
        return []
    return list(Office.objects.filter(level=Office.Level.PROVINCE, home__isnull=False))


def office_in(page: Page, mode: str | None) -> Office | None:
    """The office that a mode names; None for another mode. Raises PermissionDenied."""
    if not mode or not mode.startswith(PREFIX):
        return None
    code = mode.removeprefix(PREFIX)
    office = next((one for one in offices_for(page) if one.code == code), None)
    if office is None:
        raise PermissionDenied
    return office
