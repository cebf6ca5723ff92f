"""The table to be filled in: a row for each fact of each office, with its present value."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill

from ..fact_kinds import FIGURE
from ..fact_sheets import FIGURES, LABELS, label_of
from ..fact_writing import TEXTS
from ..models import Fact, Office
from ..spreadsheets import NOT_IN_XLSX, saved
from .columns import HEADS

WIDTHS = (12, 34, 24, 30, 40, 12, 14, 34, 28, 16)
QUIET = Font(color="666666")
FILL = PatternFill("solid", fgColor="FFFBE6")  # what is to be filled in
TEXT_FORMAT = "@"  # a program keeps what is typed: no number, no date


def table(offices: Sequence[Office]) -> Iterator[list[str]]:
    """Heads, then rows; two queries."""
    yield [str(head) for head in HEADS.values()]
    now: dict[tuple[int, str], Fact] = {
        (fact.office_id, fact.key): fact
        for fact in Fact.objects.approved().filter(office__in=offices)
    }
    shared = sorted({key for _office, key in now if key.startswith(FIGURE)} - FIGURES.keys())
    for office in offices:
        for key in _keys(office, now, shared):
            yield _row(office, key, now.get((office.pk, key)))


def _keys(office: Office, now: Iterable[tuple[int, str]], shared: Iterable[str]) -> Iterable[str]:
    """A grassroots office uses what its province says: only what it has itself, and its address."""
    own = [key for pk, key in now if pk == office.pk]
    usual = [*LABELS, *FIGURES, *shared]
    if office.level == Office.Level.GRASSROOTS:
        usual = ["office_address"]
    return dict.fromkeys([*usual, *own])


def _row(office: Office, key: str, fact: Fact | None) -> list[str]:
    texts = [str(getattr(fact, name)) if fact else "" for name in TEXTS]
    until = f"{fact.valid_until:%d/%m/%Y}" if fact and fact.valid_until else ""
    return [office.code, str(office), key, label_of(key), *texts, until]


def xlsx(offices: Sequence[Office]) -> BinaryIO:
    """As `spreadsheets.saved` hands it over."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Facts"))
    sheet.freeze_panes = "E2"
    for number, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEFGHIJ"[number]].width = width
    for number, line in enumerate(table(offices)):
        sheet.append([_cell(sheet, at, text, head=not number) for at, text in enumerate(line)])
    _add_guide(book)
    return saved(book)


def _cell(sheet: Any, at: int, text: str, *, head: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, NOT_IN_XLSX.sub("", text))
    cell.data_type, cell.number_format = "s", TEXT_FORMAT
    if head:
        cell.font = Font(bold=True)
    elif at < len(HEADS) - len(TEXTS) - 1:
        cell.font = QUIET
    else:
        cell.fill = FILL
    return cell


def _add_guide(book: Workbook) -> None:
    sheet = book.create_sheet(_("How to fill it in"))
    sheet.column_dimensions["A"].width = 110
    for line in guide():
        sheet.append([line])


def guide() -> list[str]:
    return [
        _("Change only the yellow columns. Rows that you leave as they are change nothing."),
        _("A row without a value changes nothing: it takes no value away."),
        _("Numbers are written like 1.762.678 or 82,5; the words go into the unit."),
        _("Telephone numbers with their 0, several with a comma between them."),
        _(
            "The last day is written like 31/12/2027; without one the fact holds until it is changed."
        ),
        _("Everything becomes a proposal: the leader of each office decides."),
    ]
