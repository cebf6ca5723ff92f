import unicodedata
from datetime import date

import pytest

from publishing.channel import Content, Correction, comparable
from publishing.channels.facebook.text import compose_text, tidy
from publishing.sandbox.faults import normalised

URL = "https://loa.example.vn/tin-tuc/bai-1/"


def content(**fields):
    defaults = {
        "title": "Bảo hiểm y tế hộ gia đình",
        "lead": "Mức đóng giảm dần.",
        "url": URL,
        "language": "vi",
        "kind": "article",
        "office_code": "VN",
        "office_name": "BHXH Việt Nam",
    }
    return Content(**{**defaults, **fields})


def test_title_and_lead_are_the_text():
    text = compose_text(content(), with_link=False)
    assert text == "Bảo hiểm y tế hộ gia đình\n\nMức đóng giảm dần."


def test_what_an_editor_wrote_replaces_them():
    assert compose_text(content(edited_text="Lời khác"), with_link=False) == "Lời khác"


def test_the_address_ends_the_text_where_no_card_shows_it_and_only_once():
    assert compose_text(content(), with_link=True).endswith(f"\n\nXem chi tiết: {URL}")
    written = compose_text(content(edited_text=f"Đọc tại {URL} nhé"), with_link=True)
    assert written == f"Đọc tại {URL} nhé"
    english = compose_text(content(language="en"), with_link=True)
    assert english.endswith(f"Read more: {URL}")
    assert compose_text(content(language="km"), with_link=True).endswith(f"\n\n{URL}")


@pytest.mark.parametrize("edited", ["", "Lời của biên tập viên"])
def test_corrections_stand_first_and_are_dated(edited):
    corrections = (Correction(date(2026, 11, 21), "4,5%", "1,5%"),)
    text = compose_text(content(corrections=corrections, edited_text=edited), with_link=False)
    first = "ĐÍNH CHÍNH ngày 21/11/2026: “4,5%” là chưa đúng; đúng là: “1,5%”."
    assert text.split("\n\n")[0] == first
    again = compose_text(content(corrections=corrections, edited_text=text), with_link=False)
    assert again == text


def test_nothing_is_left_for_the_platform_to_tidy():
    messy = unicodedata.normalize("NFD", " Chào\xa0 bạn \r\n\r\n\r\n\n  thứ\u200b hai \t ")
    text = tidy(messy)
    assert text == "Chào bạn\n\nthứ hai"
    assert comparable(normalised(text, ("trim", "collapse", "nfd"))) == comparable(text)
