import pytest

from tests.factories.sentences import sentences
from translations.memory.keys import MOST_LOOKED_UP, kept_under, looked_up, shelf
from translations.memory.wording import wording

HERE = shelf("km", None, approved=True)


def found(kept: str, asked: str, place: str = HERE) -> bool:
    keys = {lookup.key for lookup in looked_up(wording(asked), [place])}
    return bool(kept_under(wording(kept), HERE) & keys)


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("Lương hưu", "Lương hưu"),
        ("Hồ sơ", "hồ sơ:"),
        ("Mức đóng 8%", "Mức đóng 10%"),
        ("Mức hưởng trợ cấp thai sản", "Mức hưởng trợ cấp ốm sản"),
        ("Nhà nước hỗ trợ", "Nhà nước hỗ trợ đóng"),
        ("Nhà nước hỗ trợ đóng", "Nhà nước hỗ trợ"),
    ],
)
def test_short_texts_are_found_with_a_word_changed(kept, asked):
    assert found(kept, asked)


def test_texts_that_share_five_words_in_a_row_always_find_each_other():
    for text in sentences(300):
        words = wording(text).words
        if len(words) > 12:
            shared = " ".join(words[4:9])
            assert found(text, f"một hai ba {shared} bốn năm sáu"), text


def test_a_text_has_a_row_for_every_word_or_fewer():
    rows = [len(kept_under(wording(text), HERE)) for text in sentences(500)]
    words = [len(wording(text).words) for text in sentences(500)]
    assert sum(rows) / sum(words) < 1.2


def test_another_language_office_or_approval_shares_nothing():
    text = "Người lao động đóng bảo hiểm xã hội"
    for other in (
        shelf("rad", None, approved=True),
        shelf("km", 7, approved=True),
        shelf("km", None, approved=False),
    ):
        assert not found(text, text, other)
        assert found(text, text)


def test_a_very_long_text_is_looked_up_no_longer_than_others():
    lookups = looked_up(wording(" ".join(sentences(40))), [HERE, HERE])
    assert len(lookups) <= 2 * (2 * MOST_LOOKED_UP + 4)


def test_keys_fit_into_a_column_of_eight_bytes():
    keys = kept_under(wording("Người lao động đóng bảo hiểm xã hội"), HERE)
    assert all(-(1 << 63) <= key < 1 << 63 for key in keys)


def test_keys_stay_what_they_are_since_they_are_kept():
    assert min(kept_under(wording("Lương hưu"), HERE)) == -8794607920906526092
