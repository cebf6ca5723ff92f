from hypothesis import given
from hypothesis import strategies as st

from media_assets.marked_excerpts import excerpt, without_digits


def test_the_number_is_marked_and_only_its_last_digits_stay():
    text = "Gọi 0912 345 678 nhé"

    assert excerpt(text, 4, 16) == "Gọi ⟦•••• ••• •78⟧ nhé"


def test_of_a_long_text_only_what_is_near_is_shown():
    text = "đầu " * 50 + "0912345678" + " cuối" * 50
    shown = excerpt(text, 200, 210)

    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 90


def test_of_a_short_number_nothing_stays():
    assert without_digits("1234567") == "•••••••"


@given(st.text(alphabet="0123456789 .abc\n", max_size=80), st.integers(8, 16))
def test_an_excerpt_never_shows_a_long_number(around, digits):
    number = "7" * digits
    shown = excerpt(f"{around} {number} {around}", len(around) + 1, len(around) + 1 + digits)

    assert "7" * 3 not in shown.split("⟦")[1].split("⟧")[0]
    assert "\n" not in shown
