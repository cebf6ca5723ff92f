"""The table: items × offices. A fixed number of queries for any number of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.models import Edition, Office, User
from cms.working_time import today

from ..visibility import offices_of
from .copies import copies_of
from .reach import reach_of, with_places
from .standing import LOOKS, NEEDS_SOMEBODY, Known, Look, Standing, standing_of


@dataclass(frozen=True)
class Cell:
    office: Office
    known: Known
    day: date  # today

    @cached_property
    def standing(self) -> Standing:
        return standing_of(self.known)

    @property
    def look(self) -> Look:
        return LOOKS[self.standing]

    @property
    def needs_somebody(self) -> bool:
        return self.standing in NEEDS_SOMEBODY

    @property
    def days(self) -> int:
        """Since it has stood so."""
        zone = timezone.get_default_timezone()
        return max(0, (self.day - timezone.localdate(self.known.since, zone)).days)

    @property
    def age(self) -> str:
        if not (days := self.days):
            return _("since today")
        return ngettext("for %(days)d day", "for %(days)d days", days) % {"days": days}


@dataclass(frozen=True)
class Row:
    edition: Edition
    changed_at: datetime
    cells: Sequence[Cell]

    @property
    def title(self) -> str:
        return self.edition.page.title

    @property
    def needing(self) -> int:
        return sum(cell.needs_somebody for cell in self.cells)

    @property
    def counts(self) -> list[tuple[Look, int]]:
        """How many offices stand how, what needs somebody first."""
        found = Counter(cell.standing for cell in self.cells)
        return [(LOOKS[one], found[one]) for one in Standing if found[one]]

    @property
    def pages(self) -> int:
        return sum(cell.known.on_portal for cell in self.cells)

    @property
    def own(self) -> int:
        return sum(cell.known.is_own for cell in self.cells)

    def total(self, name: str) -> int:
        return sum(getattr(cell.known.reach, name) for cell in self.cells)

    @property
    def posted(self) -> int:
        return self.total("posted")

    @property
    def places(self) -> int:
        return self.total("places")

    @property
    def heard(self) -> int:
        return self.total("heard")

    @property
    def loudspeakers(self) -> int:
        return self.total("loudspeakers")


def columns(user: User) -> QuerySet[Office]:
    """The provincial offices whose column the user sees: all of them for the centre's people."""
    return offices_of(user).filter(level=Office.Level.PROVINCE).order_by("code")


def rows_of(editions: Iterable[Edition], offices: Sequence[Office]) -> list[Row]:
    """Six queries. `editions` come with their pages."""
    listed = list(editions)
    works = [one.work_id for one in listed]
    copies, reach, placed = copies_of(works, offices), reach_of(works), with_places()
    day, rows = today(), []
    for one in listed:
        changed = one.page.last_published_at or one.page.first_published_at
        assert changed is not None  # `items.national_items`
        cells = []
        for office in offices:
            key = one.work_id, office.pk
            more = {"reach": reach[key]} if key in reach else {}
            known = Known(
                is_live=one.page.live,
                changed_at=changed,
                copy=copies.get(key),
                has_places=office.pk in placed,
                **more,
            )
            cells.append(Cell(office, known, day))
        rows.append(Row(one, changed, cells))
    return rows


def narrowed(
    editions: QuerySet[Edition], offices: Sequence[Office], wanted: Collection[Standing]
) -> QuerySet[Edition] | list[Edition]:
    """Of these only items that stand so at one of the offices."""
    if not wanted:
        return editions
    rows = rows_of(editions, offices)
    return [row.edition for row in rows if any(cell.standing in wanted for cell in row.cells)]
