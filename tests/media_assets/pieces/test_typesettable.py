from media_assets.pieces.typesettable import MAY_BREAK, typesettable


def test_control_characters_are_left_out_and_lines_stay():
    assert typesettable("a\x00b\u2028c\r\nd\te") == "abc\nd e"


def test_a_long_word_may_break_and_loses_nothing():
    word = "https://portal.example/bảo-hiểm-xã-hội"
    assert MAY_BREAK in typesettable(word)
    assert typesettable(word).replace(MAY_BREAK, "") == word


def test_ordinary_words_and_scripts_without_spaces_stay_as_they_are():
    for text in (
        "Bảo hiểm xã hội tự nguyện",
        "ធានារ៉ាប់រងសង្គមវៀតណាម",
        "社會保險機關社會保險機關社會保險",
    ):
        assert typesettable(text) == text


def test_it_reaches_into_lists_and_mappings():
    assert typesettable({"a": ("x\x01", [1, None])}) == {"a": ["x", [1, None]]}


def test_names_that_are_looked_up_stay_as_they_are():
    data = {"id": "0123456789abcdef0123", "icon": "calendar-check", "text": "calendar-check"}
    made = typesettable(data)
    assert (made["id"], made["icon"]) == (data["id"], data["icon"])
    assert made["text"] != data["text"]
