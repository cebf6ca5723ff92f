import subprocess
from dataclasses import replace

import polib
import pytest
from django.utils import translation
from hypothesis import given

from deploy import debian
from tests.translations.exchange.any_unit import unit_files
from tests.translations.exchange.pages import FRESH, PAGE, by_id, changed, told
from tests.translations.exchange.test_writing import CASES
from translations.exchange import Format, read, write
from translations.unit import State

FILE = write(PAGE, Format.PO)


def texts(unit_file):
    return [
        (unit.id, unit.source, unit.target, unit.state, unit.previous) for unit in unit_file.units
    ]


def edited(change, **options):
    catalogue = polib.pofile(FILE.decode(), **options)
    change({entry.msgctxt: entry for entry in catalogue})
    return str(catalogue).encode()


@given(unit_file=unit_files())
@CASES
def test_another_wrapping_loses_no_words(unit_file):
    catalogue = polib.pofile(write(unit_file, Format.PO).decode(), wrapwidth=30)
    assert texts(read(str(catalogue).encode(), name="page").unit_file) == texts(unit_file)


@pytest.mark.parametrize(
    "options", [["--width=30"], ["--no-wrap", "--sort-output"], ["--no-location"]]
)
def test_gettext_s_own_programs_lose_no_words(options):
    if reason := debian.unavailable("gettext"):
        pytest.skip(reason)
    again = subprocess.run(
        ["msgcat", "-", *options], input=FILE, capture_output=True, check=True
    ).stdout
    file = read(again, name="page").unit_file
    assert sorted(texts(file)) == sorted(texts(PAGE))
    assert replace(file, units=()) == replace(PAGE, units=())


def test_what_a_program_does_with_the_flag_decides_the_state():
    def change(entries):
        entries["u1"].msgstr = FRESH
        entries["u2"].flags.remove("fuzzy")
        entries["u4"].flags.append("fuzzy")

    units = by_id(read(edited(change), name="page").unit_file)
    assert [units[name].state for name in ("u1", "u2", "u3", "u4")] == [
        *(State.TRANSLATED, State.TRANSLATED, State.STALE, State.DRAFT)
    ]


def test_equal_texts_of_two_places_stay_apart():
    again = read(write(changed(u5="teah", u6="mien"), Format.PO), name="page")
    assert [by_id(again.unit_file)[name].target for name in ("u5", "u6")] == ["teah", "mien"]


def test_a_lost_placeholder_is_reported_with_its_line():
    def change(entries):
        entries["u2"].msgstr = "ទូរស័ព្ទ ⟨1/⟩"

    again = read(edited(change), name="page")
    assert "{{hotline}}" in told(again)["u2"]
    assert again.problems[0].where.startswith("Line ")


def test_plural_forms_are_reported():
    entry = '\nmsgctxt "u9"\nmsgid "năm"\nmsgid_plural "năm"\nmsgstr[0] "chhnam"\n'
    assert "u9" in told(read(FILE + entry.encode(), name="page"))


def test_what_is_struck_out_is_left_out():
    again = read(edited(lambda entries: setattr(entries["u6"], "obsolete", True)), name="page")
    assert by_id(again.unit_file).keys() == {"u1", "u2", "u3", "u4", "u5"}


def test_a_file_that_is_cut_off_says_where_in_the_reader_s_language():
    whole = {"": "", **{unit.id: unit.target for unit in read(FILE, name="page").unit_file.units}}
    with translation.override("vi"):
        for end in range(len(FILE) // 3, len(FILE), 7):
            again = read(FILE[:end], name="trang.po")
            said = " ".join(map(str, again.problems))
            assert "Syntax" not in said
            assert again.unit_file or "Dòng" in said
            for unit in again.unit_file.units if again.unit_file else ():
                assert unit.target in ("", whole[unit.id]) or unit.id in told(again)
