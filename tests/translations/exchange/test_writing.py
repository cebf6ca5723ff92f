from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from tests.translations.exchange.any_unit import unit_files
from tests.translations.exchange.pages import PAGE
from translations.exchange import Format, read, write
from translations.unit import State, Unit

CASES = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FEW = settings(CASES, max_examples=20)  # office files take longer to write
LONG = "Điều kiện hưởng lương hưu 🙂 ⟨U+0041⟩ " * 2500


def carried(unit, format_):
    """What the format keeps of a unit: all of it in XLIFF, less where there is no place for it."""
    if format_ in (Format.XLIFF1, Format.XLIFF2):
        return unit
    if format_ in (Format.PO, Format.XLSX):
        return replace(unit, marks={})
    state = State.TRANSLATED if unit.target else State.EMPTY
    return Unit(unit.id, unit.source, unit.target, state)


@pytest.mark.parametrize("format_", [Format.XLIFF1, Format.XLIFF2, Format.PO])
@given(unit_file=unit_files())
@CASES
def test_whatever_is_written_is_read_again(format_, unit_file):
    assert_lossless(format_, unit_file)


@pytest.mark.parametrize("format_", [Format.XLSX, Format.DOCX])
@given(unit_file=unit_files())
@FEW
def test_whatever_is_written_into_an_office_file_is_read_again(format_, unit_file):
    assert_lossless(format_, unit_file)


def assert_lossless(format_, unit_file):
    again = read(write(unit_file, format_), name="page")
    assert again.format is format_
    assert [problem for problem in again.problems if not problem.taken] == []
    assert replace(again.unit_file, units=()) == replace(unit_file, units=())
    there, wanted = again.unit_file.units, unit_file.units
    assert [carried(unit, format_) for unit in there] == [carried(unit, format_) for unit in wanted]


@pytest.mark.parametrize("format_", Format)
def test_a_text_longer_than_a_cell_is_kept_whole(format_):
    page = replace(PAGE, units=(Unit("u1", LONG, LONG + "x", State.TRANSLATED), Unit("u2", "ngắn")))
    again = read(write(page, format_), name="page")
    assert again.problems == ()
    assert [(unit.source, unit.target) for unit in again.unit_file.units] == [
        (LONG, LONG + "x"),
        ("ngắn", ""),
    ]


@pytest.mark.parametrize("format_", [Format.XLIFF1, Format.XLIFF2])
def test_marks_that_cross_each_other_in_a_draft_are_written_and_reported(format_):
    page = replace(PAGE, units=(Unit("u1", "⟨1⟩a⟨2⟩b⟨/2⟩⟨/1⟩", "⟨1⟩a⟨2⟩b⟨/1⟩⟨/2⟩", State.DRAFT),))
    again = read(write(page, format_), name="page")
    assert [problem.unit for problem in again.problems] == ["u1"]
    assert again.unit_file.units == ()


def test_an_id_that_some_format_cannot_hold_is_refused():
    with pytest.raises(ValueError, match="a b"):
        write(replace(PAGE, units=(Unit("a b", "x"),)), Format.PO)
