import pytest
from hypothesis import given

from tests.translations.exchange.any_unit import texts_with_marks
from tests.translations.exchange.test_writing import CASES
from translations.machine.masking import mask

FEE = "Mức đóng ⟨1⟩8%⟨/1⟩ từ 01/7/2025, gọi {{hotline}} hoặc 1900 9068⟨2/⟩"


def test_an_engine_sees_no_mark_no_placeholder_and_no_number():
    text = mask(FEE).text
    assert text == "Mức đóng [X0X][X1X]%[X2X] từ [X3X], gọi [X4X] hoặc [X5X][X6X]"


def test_what_the_engine_left_where_it_belongs_comes_back():
    engine = "Rate [X0X][X1X]%[X2X] from [ x3x ], call ［X5X］ or [Х4Х][X6X]"
    assert mask(FEE).restore(engine) == (
        "Rate ⟨1⟩8%⟨/1⟩ from 01/7/2025, call 1900 9068 or {{hotline}}⟨2/⟩"
    )


@pytest.mark.parametrize(
    "engine",
    [
        "Rate [X0X]8%[X2X] from [X3X], call [X4X] or [X5X][X6X]",  # a number of its own
        "Rate [X0X][X1X]%[X2X] from [X3X], call [X4X][X4X] or [X5X][X6X]",  # one twice
        "Rate [X2X][X1X]%[X0X] from [X3X], call [X4X] or [X5X][X6X]",  # closed before opened
        "Rate [X0X][X1X]%[X2X] from [X3X], call [X4X] or [X5X][X6X] [X7X]",  # invented
        "Rate [X0X][X1X]%[X2X] from [X3X], call [X4X] or [X5X][X6X] in 15 days",
        "Rate [X0X][X1X]%[X2X] from [X3X], call [X4X] or [X5X][X6X] {{hotline}}",
        "",
    ],
)
def test_what_loses_doubles_or_invents_anything_is_refused(engine):
    assert mask(FEE).restore(engine) is None


def test_khmer_digits_are_numbers_too():
    assert mask("អត្រា ៨%").hidden == ("៨",)


def test_a_text_that_looks_protected_by_itself_survives():
    masked = mask("mã [X9X] số 5")
    assert masked.hidden == ("[X9X]", "5")
    assert masked.restore("code [X0X] no [X1X]") == "code [X9X] no 5"


@pytest.mark.parametrize(("text", "has"), [("8%", False), ("{{hotline}}", False), ("8 năm", True)])
def test_a_text_without_words_is_nothing_for_an_engine(text, has):
    assert mask(text).has_words is has


@given(texts_with_marks())
@CASES
def test_an_engine_that_changes_nothing_loses_nothing(text):
    source, _target, _marks = text
    masked = mask(source)
    assert masked.restore(masked.text) in (source, None)
