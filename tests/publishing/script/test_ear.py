from dataclasses import replace
from datetime import date

import pytest

from publishing.channel import Block, Content, Correction
from publishing.script.ear import for_the_ear, unspeakable
from publishing.script.model import Role

ITEM = Content(
    title="Tăng lương hưu",
    lead="Từ 01/7, lương hưu tăng.",
    url="http://localhost/x/",
    language="vi",
    kind="article",
    office_code="68",
    office_name="BHXH tỉnh Gia Lai",
)


def paragraph(html):
    return Block("paragraph", {"text_html": html})


def heard(*blocks, closing="", **fields):
    return for_the_ear(replace(ITEM, blocks=blocks, **fields), closing=closing)


def texts(*blocks, **fields):
    return [one.text for one in heard(*blocks, **fields).paragraphs]


def body(*blocks, **fields):
    """Behind greeting, headline and lead."""
    return texts(*blocks, **fields)[3:]


def test_the_office_greets_says_the_headline_and_ends():
    made = heard(paragraph("<p>Hết.</p>"), closing="Xin cảm ơn.")

    assert [(one.role, one.text) for one in made.paragraphs] == [
        (
            Role.GREETING,
            "Kính thưa bà con và các bạn! Sau đây là bản tin của BHXH tỉnh Gia Lai.",
        ),
        (Role.HEADLINE, "Tăng lương hưu."),
        (Role.TEXT, "Từ 01/7, lương hưu tăng."),
        (Role.TEXT, "Hết."),
        (Role.CLOSING, "Xin cảm ơn."),
    ]
    assert texts(title="Ai được tăng?")[1] == "Ai được tăng?"


@pytest.mark.parametrize("language", ["km", "rad", "jra"])
def test_where_nobody_reviewed_phrases_there_are_none(language):
    correction = Correction(date(2026, 11, 21), "A", "B đúng")
    made = texts(
        Block("steps", {"title": "", "steps_html": ["<p>Nộp</p>"]}),
        language=language,
        corrections=(correction,),
    )

    assert made == ["B đúng", "Tăng lương hưu", "Từ 01/7, lương hưu tăng.", "1. Nộp"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            "<p>Xem tại https://baohiemxahoi.gov.vn/tin.</p>",
            "Xem tại https://baohiemxahoi.gov.vn/tin.",
        ),
        ("<p>Tra cứu (dichvucong.gov.vn) ngay.</p>", "Tra cứu (dichvucong.gov.vn) ngay."),
        ('<p>Xem <a href="https://a.vn/x">tại đây</a></p>', "Xem tại đây."),
        ("<p>Mức 1.500.000 đồng, 4,5%.</p>", "Mức 1.500.000 đồng, 4,5%."),
        ("<p>“Thế nào?”</p>", "“Thế nào?”"),
    ],
)
def test_what_is_written_stays_and_every_line_ends(html, text):
    assert body(paragraph(html)) == [text]


def test_of_a_long_address_its_site_is_said_and_a_note_says_so():
    long = "https://dichvucong.gov.vn/p/home/dvc-chi-tiet.html?ma=5"
    made = heard(paragraph(f"<p>Nộp tại {long}.</p>"))

    assert made.paragraphs[-1].text == "Nộp tại dichvucong.gov.vn."
    assert made.notes == (f"Địa chỉ “{long}” dài, chỉ đọc phần đầu.",)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Gửi thư về hoi@bhxh.vn #BHYT nhé.</p>", "Gửi thư về nhé."),
        ("<p>Tra cứu (dichvucong.gov.vn/a) ngay 🎉</p>", "Tra cứu ngay"),
    ],
)
def test_in_other_languages_nobody_knows_how_an_address_is_said(html, text):
    assert texts(paragraph(html), language="km")[-1] == text


def test_a_table_is_said_row_by_row():
    table = {
        "caption": "Mức đóng",
        "rows": [["Mức", "Mức đóng (đồng)"], ["Thấp nhất", "330.000"]],
        "header_row": True,
        "header_column": True,
    }
    assert body(Block("table", table)) == ["Mức đóng.", "Thấp nhất: mức đóng 330.000 đồng."]


def test_what_nobody_can_hear_is_left_out_and_noted():
    big = {"caption": "Lịch chi trả", "rows": [["a", "b"]] * 9}
    made = heard(
        Block("table", big),
        Block("legal_reference", {"number": "41/2024/QH15"}),
        Block("picture", {"caption": "Chú thích"}),
        Block("picture", {"caption": "Chú thích"}),
        paragraph("<p>Hết.</p>"),
    )

    assert made.paragraphs[-1].text == "Hết."
    assert len(made.paragraphs) == 4
    legal, pictures, table = made.notes
    assert (legal, pictures) == ("Không đọc: mục căn cứ pháp lý (1).", "Không đọc: ảnh (2).")
    assert "“Lịch chi trả” có 9 dòng" in table


def test_steps_are_counted_aloud():
    steps = Block("steps", {"title": "Cách làm", "steps_html": ["<p>Nộp</p>", "<p>Chờ</p>"]})
    assert body(steps) == ["Cách làm.", "Bước 1: Nộp.", "Bước 2: Chờ."]


def test_who_said_a_quotation_is_named_first():
    said = {"text": "Rất mừng", "attribution": "Bà Hoa"}
    assert body(Block("quotation", said)) == ["Bà Hoa: “Rất mừng”."]


def test_an_editor_s_own_text_is_the_whole_behind_a_correction():
    correction = Correction(date(2026, 11, 21), "5%", "8%")
    first, *rest = texts(edited_text="Lời riêng\n\nHai", corrections=(correction,), closing="X")

    assert first.startswith("Đính chính, ngày 21 tháng 11 năm 2026.")
    assert rest == ["Lời riêng", "Hai"]


def test_a_correction_comes_behind_the_greeting():
    correction = Correction(date(2026, 11, 21), "5%", "8%")
    roles = [one.role for one in heard(corrections=(correction,)).paragraphs]
    assert roles[:3] == [Role.GREETING, Role.CORRECTION, Role.HEADLINE]


def test_addresses_and_hashtags_are_found_in_an_editor_s_text():
    found = unspeakable("Vào vssid.gov.vn, gọi 19009068, thẻ #BHYT, 8h30.")
    assert found == ["vssid.gov.vn", "#BHYT"]


@pytest.mark.parametrize(
    "text",
    ["Ư" * 100_000, "a." * 50_000, "1" * 100_000, "a-" * 50_000, " " * 100_000],
    ids=["one word", "dots", "digits", "hyphens", "spaces"],
)
def test_a_text_without_end_is_read_once_and_not_once_a_letter(text):
    assert unspeakable(f"{text} gửi tới lo@example.vn hoặc tra-cuu.example.vn.") == [
        "lo@example.vn",
        "tra-cuu.example.vn",
    ]
