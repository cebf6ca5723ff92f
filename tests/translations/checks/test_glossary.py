from dataclasses import dataclass

from translations.checks import check


@dataclass(frozen=True)
class Entry:
    source: str
    forms: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()


PENSION = Entry("lương hưu", ("prăk ƀiă", "prăk hưu trí"), ("prăk mlan",))
KHMER = Entry("thẻ BHYT", ("ប័ណ្ណធានារ៉ាប់រងសុខភាព",), ("កាតពេទ្យ",))


def ids(target: str, term: Entry, language: str = "rad") -> list[str]:
    found = check(term.source, target, language, terms=[term])
    return [one.id for one in found if one.id in ("glossary", "forbidden_term")]


def test_any_of_the_agreed_forms_will_do_in_any_case_and_normal_form():
    assert ids("Prăk Ƀiă hlăm grăp mlan", PENSION) == []
    assert ids("prăk hưu trí", PENSION) == []


def test_a_word_that_only_begins_like_the_form_is_not_the_form():
    assert ids("prăk ƀiăn", PENSION) == ["glossary"]
    assert ids("prăk ƀiă\u0306", PENSION) == ["glossary"]


def test_a_forbidden_form_is_an_error_unless_it_is_part_of_an_agreed_one():
    assert ids("prăk ƀiă, prăk mlan", PENSION) == ["forbidden_term"]
    within = Entry("lương hưu", ("prăk mlan hưu",), ("prăk mlan",))
    assert ids("Prăk mlan hưu", within) == []


def test_khmer_terms_are_found_within_a_text_without_spaces():
    assert ids("យកប័ណ្ណ\u200bធានារ៉ាប់រងសុខភាពមក", KHMER, "km") == []
    assert ids("យកកាតពេទ្យមក", KHMER, "km") == ["forbidden_term", "glossary"]


def test_a_term_without_forms_asks_for_none():
    assert ids("Zalo", Entry("Zalo")) == []


def test_a_word_of_two_domains_may_take_the_form_of_either():
    other = Entry("lương hưu", ("prăk mlan",), ("prăk ƀiă",))
    for target in ("prăk ƀiă", "prăk mlan"):
        assert check("lương hưu", target, "rad", terms=[PENSION, other]) == ()


def test_a_term_that_stands_twice_is_told_once():
    found = check("lương hưu", "prăk", "rad", terms=[PENSION, PENSION])
    assert [one.id for one in found] == ["glossary"]


def test_an_answer_names_the_forms():
    (found,) = check("lương hưu", "prăk", "rad", terms=[PENSION])
    assert "“prăk ƀiă”" in found.message
