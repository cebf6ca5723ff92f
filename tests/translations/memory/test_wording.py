import unicodedata

from translations.memory.wording import composed, wording


def test_numbers_are_masked_whatever_digits_and_separators_they_have():
    there = wording("Từ 01/7/2025 đóng 46.800.000 đồng, 8,5% hay ៨%")
    assert there.masked == "Từ 0/0/0 đóng 0 đồng, 0% hay 0%"
    assert there.numbers == ("01", "7", "2025", "46.800.000", "8,5", "៨")


def test_marks_and_placeholders_are_words_and_keep_their_digits():
    there = wording("Gọi ⟨12⟩{{figure:bhyt_2026}}⟨/12⟩ trong 3 ngày⟨2/⟩")
    assert there.masked == "Gọi ⟨12⟩{{figure:bhyt_2026}}⟨/12⟩ trong 0 ngày⟨2/⟩"
    assert there.numbers == ("3",)
    assert there.words == (
        *("gọi", "⟨12⟩", "{{figure:bhyt_2026}}", "⟨/12⟩", "trong", "0", "ngày", "⟨2/⟩"),
    )


def test_a_nought_that_stands_there_is_a_number_like_others():
    assert wording("0 đồng").masked == wording("15 đồng").masked
    assert wording("0 đồng").numbers == ("0",)


def test_the_same_text_in_another_composition_and_spacing_is_the_same():
    text = "Bảo hiểm xã hội"
    assert composed(f"  {unicodedata.normalize('NFD', text)}\n\t ") == text
    assert composed("Bảo\u00a0hiểm \x00xã  hội") == text


def test_a_mark_that_no_composed_letter_has_stays_with_its_word():
    assert wording("sô̆ bỗ").words == ("sô̆", "bỗ")
