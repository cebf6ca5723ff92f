from dataclasses import replace

from publishing.airing.bulletin import problems_of, script_of
from publishing.channel import Content
from publishing.script.model import Question, plain
from publishing.script.timing import LONGEST_BREATH

ITEM = Content("Tin", "Lời tựa.", "http://localhost/x/", "vi", "article", "VN", "BHXH")
ASKED = (Question("1-7", "ngày một tháng bảy", ("một đến bảy",), "ambiguous", "Từ 1-7."),)


def codes(script):
    return [(one.code, one.blocking) for one in problems_of(script)]


def test_the_script_comes_with_the_content():
    script = plain("Xin chào.", "vi")
    assert script_of(replace(ITEM, script=script)) is script


def test_without_one_it_is_said_as_it_is_written():
    assert script_of(ITEM).said == "Tin.\n\nLời tựa."
    assert script_of(replace(ITEM, edited_text="Lời riêng.")).said == "Lời riêng."


def test_vietnamese_waits_for_a_choice_and_other_languages_get_advice():
    assert codes(replace(plain("Từ 1-7.", "vi"), questions=ASKED)) == [("reading", True)]
    assert codes(replace(plain("Từ 1-7.", "km"), questions=ASKED)) == [("in_digits", False)]
    assert codes(plain("Từ mồng một.", "vi")) == []


def test_a_sentence_for_more_than_one_breath_is_named_by_its_beginning():
    (told,) = problems_of(plain("bà con " * LONGEST_BREATH, "vi"))

    assert (told.code, told.blocking) == ("long_sentence", False)
    assert "“bà con bà con bà con bà con…”" in str(told.message)
