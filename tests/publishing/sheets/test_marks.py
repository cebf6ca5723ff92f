"""Where slots end."""

from publishing.sheets.marks import slot_marks
from tests.factories.announcing import long_script, script_of, sheet_with


def slots_of(sheet):
    return [slot for them in slot_marks(sheet).values() for slot in them]


def test_a_slot_ends_behind_the_last_sentence_that_fits():
    marks = slot_marks(sheet_with(long_script(20, 30)))
    ends = [slot for at in sorted(marks) for slot in marks[at]]
    assert ends == [30, 60, 120, 180]
    assert sorted(marks) == list(dict.fromkeys(sorted(marks)))


def test_a_short_bulletin_has_no_marks_where_everything_fits():
    assert slot_marks(sheet_with(script_of(paragraphs=()))) == {}
    assert 60 not in slots_of(sheet_with())


def test_a_slot_too_short_for_one_sentence_has_no_mark():
    assert 30 not in slots_of(sheet_with(long_script(3, 150)))
