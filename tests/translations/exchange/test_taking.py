import pytest

from translations.exchange.found import Found
from translations.exchange.taking import trouble_with_marks, usable
from translations.unit import State, Unit

SOURCE = "Mức ⟨1⟩8%⟨/1⟩ gọi {{hotline}}⟨2/⟩"


def trouble(target, source=SOURCE):
    return trouble_with_marks(Unit("u1", source, target, State.TRANSLATED))


@pytest.mark.parametrize(
    "target",
    [
        "⟨2/⟩{{hotline}} ⟨1⟩៨%⟨/1⟩",  # moved
        "⟨1⟩{{ hotline }}⟨2/⟩⟨/1⟩",  # one within another, with spaces
        "",  # nothing is translated yet
    ],
)
def test_marks_may_be_moved(target):
    assert trouble(target) == ""


@pytest.mark.parametrize(
    ("target", "named"),
    [
        ("8% {{hotline}}⟨2/⟩", "⟨1⟩, ⟨/1⟩"),
        ("⟨1⟩8% {{hotline}}⟨2/⟩", "⟨/1⟩"),
        ("⟨1⟩8%⟨/1⟩ {{hotlin}}⟨2/⟩", "{{hotline}}"),
        ("⟨1⟩8%⟨/1⟩ hotline⟨2/⟩", "{{hotline}}"),
        ("⟨1⟩8%⟨/1⟩ {{hotline}}⟨2/⟩⟨2/⟩", "⟨2/⟩"),
        ("⟨1⟩8%⟨/1⟩ {{hotline}}⟨2/⟩⟨3⟩x⟨/3⟩", "⟨3⟩"),
        ("⟨/1⟩8%⟨1⟩ {{hotline}}⟨2/⟩", "⟨/1⟩"),
        ("⟨១⟩8%⟨/១⟩ {{hotline}}⟨2/⟩", "⟨1⟩"),
        ("⟨1⟩8%⟨/1⟩ {{hotline}}⟨2/⟩ ⟨", "⟨"),
        ("⟨1⟩8%⟨/1⟩ {{hotline}}⟨2/⟩ {{so dien thoai}}", "{{"),
    ],
)
def test_what_is_wrong_with_them_is_named(target, named):
    assert named in trouble(target)


def test_braces_of_the_text_itself_are_no_rests():
    assert trouble("{{x y}}", "{{a b}}") == ""


def found(name, target, where="Row 1", trouble=""):
    return Found(where, Unit(name, "Có", target, State.TRANSLATED), "", trouble)


def test_each_unit_is_judged_for_itself():
    kept, problems = usable([found("a", "x"), found("b", "", trouble="broken"), found("c", "⟨1⟩")])
    assert [one.unit.id for one in kept] == ["a"]
    assert [(problem.unit, problem.taken) for problem in problems] == [("b", False), ("c", False)]


def test_an_invisible_character_is_taken_and_told():
    kept, problems = usable([found("a", "x\x0by")])
    assert [one.unit.target for one in kept] == ["x\x0by"]
    assert [(problem.taken, "U+000B" in problem.message) for problem in problems] == [(True, True)]


def test_a_file_of_nothing_but_copies_is_read_quickly():
    many = [found("a", f"x{number}", f"Row {number}") for number in range(20_000)]
    kept, problems = usable(many)
    assert kept == []
    assert {len(problem.message) < 300 for problem in problems} == {True}


def test_rows_without_a_code_are_no_copies_of_each_other():
    kept, problems = usable([found("", "x"), found("", "y")])
    assert (len(kept), problems) == (2, [])
