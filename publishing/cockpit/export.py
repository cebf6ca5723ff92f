"""The table as CSV and XLSX: a line for every item at every office, made as it is sent."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cms import spreadsheets
from cms.models import Edition, Office

from ..waiting import moment
from .board import Cell, Row, rows_of

AT_ONCE = 50  # items that are looked up together
Items = QuerySet[Edition] | list[Edition]


def table(items: Items, offices: Sequence[Office]) -> Iterator[list[Any]]:
    yield _heading()
    found = iter(items) if isinstance(items, list) else items.iterator(chunk_size=AT_ONCE)
    while chunk := list(islice(found, AT_ONCE)):
        for row in rows_of(chunk, offices):
            yield from (_line(row, cell) for cell in row.cells)


def csv_lines(items: Items, offices: Sequence[Office]) -> Iterator[str]:
    return spreadsheets.csv_lines(table(items, offices))


def xlsx_file(items: Items, offices: Sequence[Office]) -> BinaryIO:
    return spreadsheets.xlsx_file(table(items, offices), title=_("Provinces"))


def _heading() -> list[str]:
    return [
        _("Item"),
        _("National change"),
        _("Code of the office"),
        _("Office"),
        _("How it stands there"),
        _("Needs somebody"),
        _("Days"),
        _("Page on the portal"),
        _("Posts there"),
        _("of places"),
        _("Bulletins heard"),
        _("of loudspeakers"),
        _("Wait for a nod"),
        _("Blocked"),
        _("Failed"),
        _("Not taken"),
    ]


def _line(row: Row, cell: Cell) -> list[Any]:
    reach = cell.known.reach
    return [
        row.title,
        moment(row.changed_at),
        cell.office.code,
        cell.office,
        cell.look.label,
        _("yes") if cell.needs_somebody else "",
        cell.days,
        page_in_words(cell),
        reach.posted,
        reach.places,
        reach.heard,
        reach.loudspeakers,
        reach.nod,
        reach.blocked,
        reach.failed,
        reach.refused,
    ]


def page_in_words(cell: Cell) -> str:
    """Whose words the public reads at the office."""
    if cell.known.is_own:
        return _("local copy")
    return _("national item") if cell.known.is_live else _("none")
