from datetime import date

from publishing.channel import Correction
from publishing.correction_wording import spoken, written

ONE = Correction(date(2026, 5, 3), "mức đóng là 4,5%.", "mức đóng là 8%.")


def test_a_written_correction_is_dated_and_quotes_both():
    assert written(ONE, "vi") == (
        "ĐÍNH CHÍNH ngày 03/05/2026: “mức đóng là 4,5%” là chưa đúng; đúng là: “mức đóng là 8%”."
    )


def test_a_spoken_correction_says_the_date_and_ends_each_sentence_once():
    assert spoken(ONE, "vi") == (
        "Đính chính, ngày 3 tháng 5 năm 2026. Bản tin trước nói: mức đóng là 4,5%. "
        "Nay xin sửa lại là: mức đóng là 8%."
    )


def test_a_language_without_wording_of_its_own_keeps_both_sentences():
    for say in (written, spoken):
        assert "8%" in say(ONE, "rad")
        assert "4,5%" in say(ONE, "rad")


def test_no_vietnamese_stands_around_a_written_correction_in_a_language_without_wording():
    assert written(ONE, "km") == "03/05/2026: ✗ “mức đóng là 4,5%” → ✓ “mức đóng là 8%”."


def test_english_has_its_own_words():
    assert spoken(ONE, "en").startswith("Correction, 03 May 2026.")
