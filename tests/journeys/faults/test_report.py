"""`docs/faults.md` is what `make faults` writes: no row, column or word of somebody's own."""

import re

from publishing.sandbox.faults import MODES as KNOWN
from publishing.sandbox.faults import parse_faults
from tests.fakes.workers import Pace

from . import report
from .modes import MODES
from .moments import ABSURD, MOMENTS, TABLES
from .scripts import SCRIPTS

PAGE = report.PAGE.read_text(encoding="utf-8")


def cells_of(text: str) -> dict[tuple[str, str], list[str]]:
    """Of the tables as they stand there, whatever their rows and columns are."""
    found, columns = {}, []
    for line in text.splitlines():
        names = [one.strip() for one in line.strip("|").split("|")]
        if line.startswith("| |"):
            columns = names[1:]
        elif line.startswith("| `") and len(names) > 2:
            row = names[0].strip("`")
            found |= {
                (row, one): words.split(" / ")
                for one, words in zip(columns, names[1:], strict=True)
            }
    return found


def test_the_page_has_exactly_the_present_rows_and_columns():
    wanted = {(mode.name, moment.name) for mode in MODES for moment in MOMENTS}
    assert set(cells_of(PAGE)) == wanted


def test_the_page_is_as_generated():
    (seeds,) = re.findall(r"Seeds: (.+)\.$", PAGE, re.MULTILINE)
    assert report.page(seeds.split(", "), cells_of(PAGE)) == PAGE


def test_every_cell_was_played_or_says_that_it_cannot_be():
    absurd = {(row, moment.name) for moment in MOMENTS for row in moment.absurd}
    cells = cells_of(PAGE)
    assert {key for key, words in cells.items() if words == [ABSURD]} == absurd
    said = {word for outcomes in cells.values() for one in outcomes for word in words_of(one)}
    assert said - set(report.WORDS) == set()


def words_of(outcome: str) -> list[str]:
    rest = outcome.replace("not seen", "not_seen").split()
    return [one.replace("_", " ") for one in rest]


def test_at_most_one_post_is_public_in_any_cell():
    outcomes = {one[0] for cell in cells_of(PAGE).values() for one in cell}
    assert outcomes == {"0", "1", ABSURD}


def test_every_column_has_its_script_and_every_script_its_column():
    assert list(SCRIPTS) == [moment.name for moment in MOMENTS]
    assert [moment for moments in TABLES.values() for moment in moments] == list(MOMENTS)


def test_every_fault_of_the_sandbox_is_in_a_row():
    played = {
        fault.mode
        for mode in MODES
        for text in (mode.fault(Pace()), mode.listing)
        for fault in parse_faults(text).chosen
    }
    assert played == KNOWN
