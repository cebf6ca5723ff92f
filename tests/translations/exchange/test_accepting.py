from dataclasses import replace

import pytest

from tests.translations.exchange.pages import FRESH, PAGE, by_id, changed
from translations.exchange import Format, accept, belongs, read, write
from translations.unit import State, Unit


def brought_back(page, expected=PAGE, format_=Format.XLIFF2):
    """What is taken of the file of `page` into `expected`."""
    return accept(read(write(page, format_), name="x"), expected)


def edited(format_=Format.XLIFF2, *, page=PAGE, **targets):
    """The file of the page with translations typed into it, as a translator returns it."""
    given = read(write(page, format_), name="x")
    units = [
        replace(unit, target=targets[unit.id], state=State.TRANSLATED)
        if unit.id in targets
        else unit
        for unit in given.unit_file.units
    ]
    return replace(given, unit_file=replace(given.unit_file, units=tuple(units)))


def said(accepted, *, taken=False):
    return [problem for problem in accepted.problems if problem.taken is taken]


@pytest.mark.parametrize("format_", Format)
def test_a_file_that_nobody_touched_changes_nothing(format_):
    assert brought_back(PAGE, format_=format_) == accept(read(write(PAGE, format_), name="x"), PAGE)
    assert brought_back(PAGE, format_=format_).units == ()
    assert brought_back(PAGE, format_=format_).problems == ()


@pytest.mark.parametrize("format_", Format)
def test_what_was_translated_is_taken_and_nothing_else(format_):
    accepted = accept(edited(format_, u1=FRESH, u5="teah"), PAGE)
    assert [(unit.id, unit.target, unit.state) for unit in accepted.units] == [
        ("u1", FRESH, State.TRANSLATED),
        ("u5", "teah", State.TRANSLATED),
    ]
    assert accepted.problems == ()


def test_nothing_that_comes_out_of_a_file_is_reviewed_or_approved():
    units = tuple(replace(unit, target="x", state=State.APPROVED) for unit in PAGE.units[4:])
    given = replace(read(write(PAGE, Format.PO), name="x"), unit_file=replace(PAGE, units=units))
    assert {unit.state for unit in accept(given, PAGE).units} == {State.TRANSLATED}


def test_marks_kind_and_length_are_those_of_the_page():
    given = edited(u4="46,800,001")
    forged = tuple(replace(unit, longest=9999, marks={}) for unit in given.unit_file.units)
    (unit,) = accept(replace(given, unit_file=replace(given.unit_file, units=forged)), PAGE).units
    assert unit == replace(by_id(PAGE)["u4"], target="46,800,001", state=State.TRANSLATED)


def test_a_translator_s_word_that_an_old_translation_is_right_counts():
    given = edited(u3=by_id(PAGE)["u3"].target)
    assert [(unit.id, unit.state) for unit in accept(given, PAGE).units] == [
        ("u3", State.TRANSLATED)
    ]
    assert accept(replace(given, format=Format.DOCX), PAGE).units == ()


def test_a_translation_that_a_program_calls_unfinished_is_a_draft():
    given = edited(u5="teah")
    unfinished = [
        replace(unit, state=State.DRAFT) if unit.id == "u5" else unit
        for unit in given.unit_file.units
    ]
    given = replace(given, unit_file=replace(given.unit_file, units=tuple(unfinished)))
    assert [unit.state for unit in accept(given, PAGE).units] == [State.DRAFT]
    assert [unit.state for unit in accept(replace(given, format=Format.XLSX), PAGE).units] == [
        State.TRANSLATED
    ]


# --- the wrong file -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "word"),
    [
        (replace(PAGE, item="77aa:VSS", title="Lương hưu"), "Lương hưu"),
        (replace(PAGE, target_language="rad"), "Ê-đê"),
    ],
)
@pytest.mark.parametrize("format_", Format)
def test_a_file_of_another_page_or_language_gives_nothing(format_, other, word):
    accepted = brought_back(changed(other, u5="teah"), format_=format_)
    assert accepted.units == ()
    (problem,) = accepted.problems
    assert word in problem.message
    assert not problem.taken


def test_a_refused_file_gives_nothing_and_its_reason():
    given = read(b"", name="x")
    assert accept(given, PAGE).problems == belongs(given, PAGE) == given.problems
    assert accept(given, PAGE).units == ()


def test_a_file_that_lost_its_head_is_recognised_by_its_codes():
    given = edited(u5="teah")
    given = replace(
        given, unit_file=replace(given.unit_file, item="", version="", target_language="")
    )
    accepted = accept(given, PAGE)
    assert [unit.id for unit in accepted.units] == ["u5"]
    assert ["which page" in problem.message for problem in said(accepted, taken=True)] == [True]


def test_a_file_without_head_and_known_codes_belongs_to_no_page():
    stranger = replace(PAGE, item="", units=(Unit("z", "Có", "teah"),))
    given = replace(read(write(PAGE, Format.PO), name="x"), unit_file=stranger)
    assert accept(given, PAGE).units == ()


# --- the page of another day --------------------------------------------------------------------


def test_after_a_change_of_the_page_what_is_unchanged_is_taken_and_the_rest_named():
    now = replace(
        PAGE,
        version="b" * 64,
        units=(replace(PAGE.units[0], source="Mức đóng ⟨1⟩9%⟨/1⟩ mỗi tháng"), *PAGE.units[1:]),
    )
    accepted = accept(edited(u1=FRESH, u5="teah"), now)
    assert [unit.id for unit in accepted.units] == ["u5"]
    (problem,) = said(accepted)
    assert (problem.unit, "Bước 1" in problem.where) == ("u1", True)
    assert ["has changed since" in problem.message for problem in said(accepted, taken=True)] == [
        True
    ]


def test_a_source_that_was_edited_in_the_file_takes_its_translation_with_it():
    given = edited(u4="46,800,001")
    units = tuple(
        replace(unit, source="48.600.000") if unit.id == "u4" else unit
        for unit in given.unit_file.units
    )
    accepted = accept(replace(given, unit_file=replace(given.unit_file, units=units)), PAGE)
    assert accepted.units == ()
    assert [problem.unit for problem in said(accepted)] == ["u4"]


def test_other_spaces_and_other_forms_of_the_same_letters_are_no_other_source():
    given = edited(u1=FRESH)
    odd = "Mư\u0301c đo\u0301ng  ⟨1⟩8%⟨/1⟩\u00a0mỗi tháng\n"
    units = tuple(
        replace(unit, source=odd) if unit.id == "u1" else unit for unit in given.unit_file.units
    )
    accepted = accept(replace(given, unit_file=replace(given.unit_file, units=units)), PAGE)
    assert [unit.id for unit in accepted.units] == ["u1"]


def test_what_the_page_has_no_more_is_named_and_what_the_file_lacks_stays():
    now = replace(PAGE, units=(*PAGE.units[1:], Unit("new", "Mới", label="Bước 9")))
    accepted = accept(edited(u1=FRESH), now)
    assert [problem.unit for problem in said(accepted)] == ["u1"]
    (missing,) = said(accepted, taken=True)
    assert "Bước 9" in missing.message


# --- what happened in Loa meanwhile -------------------------------------------------------------


def test_an_older_translation_in_the_file_does_not_come_back():
    now = changed(u2="ថ្មី {{hotline}}⟨1/⟩")
    assert accept(edited(u5="teah"), now) == accept(edited(u5="teah"), PAGE)
    assert [unit.id for unit in accept(edited(u5="teah"), now).units] == ["u5"]


@pytest.mark.parametrize("format_", Format)
def test_what_was_changed_on_both_sides_is_shown_and_kept(format_):
    accepted = accept(edited(format_, u5="teah"), changed(u5="mien"))
    assert accepted.units == ()
    (problem,) = said(accepted)
    assert "teah" in problem.message


def test_an_emptied_translation_deletes_nothing():
    accepted = accept(edited(u2=""), PAGE)
    assert accepted.units == ()
    assert [problem.unit for problem in said(accepted, taken=True)] == ["u2"]


def test_spaces_that_typing_leaves_behind_are_taken_off():
    assert [unit.target for unit in accept(edited(u5=" teah\n\n"), PAGE).units] == ["teah"]


# --- lost codes ---------------------------------------------------------------------------------


def without_id(name, **targets):
    given = edited(**targets)
    units = tuple(
        replace(unit, id="") if unit.id == name else unit for unit in given.unit_file.units
    )
    return replace(given, unit_file=replace(given.unit_file, units=units))


def test_a_text_that_lost_its_code_is_found_by_its_words():
    accepted = accept(without_id("u1", u1=FRESH), PAGE)
    assert [(unit.id, unit.target) for unit in accepted.units] == [("u1", FRESH)]
    assert accepted.problems == ()


def test_a_text_that_stands_at_two_places_is_not_guessed():
    accepted = accept(without_id("u5", u5="teah"), PAGE)
    assert accepted.units == ()
    assert [problem.where for problem in said(accepted)] == ["Without code"]


def test_a_copy_without_code_does_not_replace_the_row_that_has_one():
    given = edited(u1=FRESH)
    copy = replace(by_id(given.unit_file)["u1"], id="", target=FRESH + "!")
    given = replace(given, unit_file=replace(given.unit_file, units=(copy, *given.unit_file.units)))
    accepted = accept(given, PAGE)
    assert [(unit.id, unit.target) for unit in accepted.units] == [("u1", FRESH)]
    assert len(said(accepted)) == 1
