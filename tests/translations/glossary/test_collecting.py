import pytest

from translations.glossary.collecting import LONGEST, Collector, forms, prose
from translations.glossary.entries import TermEntry, Wording


def collected(*entries: TermEntry) -> Collector:
    collector = Collector()
    for number, entry in enumerate(entries):
        collector.add(entry, str(number))
    return collector


def test_pieces_of_a_term_are_joined():
    collector = collected(
        TermEntry("lương hưu", ("hưu",), wordings=(Wording("km", "a"),)),
        TermEntry("Lương hưu", ("trí",), "tiền", wordings=(Wording("rad", "b"),)),
    )
    wordings = (Wording("km", "a"), Wording("rad", "b"))
    assert collector.problems == []
    assert collector.entries() == (
        TermEntry("lương hưu", ("hưu", "trí"), "tiền", wordings=wordings),
    )


@pytest.mark.parametrize(
    "second",
    [
        TermEntry("lương hưu", definition="khác"),
        TermEntry("lương hưu", wordings=(Wording("km", "b"),)),
        TermEntry(" … "),
        TermEntry("x" * (LONGEST + 1)),
        TermEntry("y", wordings=(Wording("km", "a", (), ("a",)),)),
        TermEntry("z", definition="x" * 6000),
    ],
)
def test_what_contradicts_or_cannot_be_kept_is_told_with_its_place(second):
    first = TermEntry("lương hưu", definition="tiền", wordings=(Wording("km", "a"),))
    collector = collected(first, second)
    assert [problem.where for problem in collector.problems] == ["1"]
    assert collector.entries() == (first,)


@pytest.mark.parametrize(("code", "found"), [("khm", "km"), ("xx", None), ("vi", None)])
def test_a_language_is_known_by_any_code_or_told(code, found):
    collector = Collector()
    assert collector.language(code, "1") == found
    assert bool(collector.problems) == (found is None)


def test_what_was_not_asked_for_is_passed_over_in_silence():
    collector = Collector(languages=["km"])
    assert [collector.language(code, "1") for code in ("km-VN", "rad", "xx")] == ["km", None, None]
    assert collector.problems == []


def test_forms_are_clean_and_prose_keeps_its_lines():
    assert forms([" a  b", "", "a b"]) == ("a b",)
    assert prose("một  hai\r\nba \x00") == "một hai\nba"
