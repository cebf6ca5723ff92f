"""The glossary as CSV: a row for each term in each language."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from django.utils.translation import gettext as _

from cms.spreadsheets import BOM, FORMULA, INNER_FORMULA, csv_lines
from translations.exchange.problems import Refused
from translations.glossary.collecting import Collector, forms, prose
from translations.glossary.entries import TermEntry, Wording
from translations.memory.wording import composed

COLUMNS = (
    *("term", "forms", "definition", "note", "domain"),
    *("language", "preferred", "allowed", "forbidden", "language_note"),
)
OF_TERM = frozenset({"forms", "definition", "note", "domain"})
OF_WORDING = {
    "preferred": "preferred",
    "allowed": "allowed",
    "forbidden": "forbidden",
    "language_note": "note",
}
PROSE = frozenset({"definition", "note", "language_note"})
BETWEEN = " | "  # of several forms in one cell
MOST_BYTES = 20 * 1024**2
_NEUTRALISED = re.compile(INNER_FORMULA.pattern.replace("(?=", "'(?="))


def write(entries: Iterable[TermEntry]) -> Iterator[str]:
    """The lines of the file; no cell is a formula."""
    return csv_lines(chain([COLUMNS], chain.from_iterable(map(_rows, entries))))


def _rows(entry: TermEntry) -> Iterator[tuple[str, ...]]:
    term = (entry.headword, BETWEEN.join(entry.forms), entry.definition, entry.note, entry.domain)
    for one in entry.wordings or (Wording(""),):
        yield (
            *term,
            one.language,
            one.preferred,
            BETWEEN.join(one.allowed),
            BETWEEN.join(one.forbidden),
            one.note,
        )


def read(content: bytes, languages: Collection[str] | None = None) -> Collector:
    """Columns in any order, parted by comma, semicolon or tab. Raises Refused."""
    text, collector = _text(content), Collector(languages)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        columns = _columns(next(rows, []))
        silent = frozenset(COLUMNS).difference(columns)
        for row in rows:
            if any(cell.strip() for cell in row):
                cells = dict(zip(columns, row, strict=False))
                _take(cells, rows.line_num, collector, silent)
    except csv.Error as error:
        message = _("The table cannot be read on: a quotation mark is missing or stands too much.")
        raise Refused(message, _line(rows.line_num)) from error
    return collector


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        message = _("The file is larger than %(count)s MB. Divide it.")
        raise Refused(message % {"count": MOST_BYTES // 1024**2})
    is_wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = content.decode("utf-16" if is_wide else "utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        raise Refused(_("The file is not in UTF-8. Save it as “CSV UTF-8”.")) from error
    if "\0" in text:
        raise Refused(_("This is no table (CSV)."))
    return text


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _columns(head: list[str]) -> list[str]:
    columns = [cell.strip().casefold() for cell in head]
    if "term" not in columns:
        message = _("The first row must name the columns: %(columns)s.")
        raise Refused(message % {"columns": ", ".join(COLUMNS)})
    unknown = sorted(set(columns) - {*COLUMNS, ""})
    if unknown or len(set(columns)) < len(columns):
        message = _("These columns are unknown or stand there twice: %(columns)s.")
        twice = sorted({name for name in columns if columns.count(name) > 1})
        raise Refused(message % {"columns": ", ".join([*unknown, *twice])})
    return columns


def _take(row: dict[str, str], line: int, collector: Collector, silent: frozenset[str]) -> None:
    """`silent`: columns that the file does not have."""
    original = {name: _original(row.get(name, "")) for name in COLUMNS}
    cells = {name: (prose if name in PROSE else composed)(cell) for name, cell in original.items()}
    wordings: tuple[Wording, ...] = ()
    said = [cells[name] for name in COLUMNS[6:]]
    if cells["language"]:
        language = collector.language(cells["language"], _line(line))
        if language is None:
            return
        wordings = (_wording(language, cells, silent),)
    elif any(said):
        collector.tell(_line(line), _("The row does not say of which language its forms are."))
        return
    collector.add(
        TermEntry(
            cells["term"],
            forms(cells["forms"].split(BETWEEN.strip())),
            cells["definition"],
            cells["note"],
            cells["domain"],
            wordings,
            silent & OF_TERM,
        ),
        _line(line),
    )


def _wording(language: str, cells: dict[str, str], silent: frozenset[str]) -> Wording:
    allowed, forbidden = (
        forms(cells[name].split(BETWEEN.strip())) for name in ("allowed", "forbidden")
    )
    untold = frozenset(OF_WORDING[name] for name in silent & OF_WORDING.keys())
    note = cells["language_note"]
    return Wording(language, cells["preferred"], allowed, forbidden, note, untold)


def _original(cell: str) -> str:
    """Without the apostrophe that an export puts before what a spreadsheet would take for a formula."""
    if cell.startswith("'") and cell[1:].startswith(FORMULA):
        cell = cell[1:]
    return _NEUTRALISED.sub(r"\1", cell)


def _line(number: int) -> str:
    return _("Line %(line)d") % {"line": number}
