from cms.word_paste import script


def test_the_script_says_in_the_reader_s_language_what_had_to_change():
    assert "bảng đã thành các dòng chữ" in script().lower()


def test_what_it_says_cannot_end_its_attribute():
    assert script().count('"') == 12
