from dataclasses import replace
from datetime import date

import pytest

from publishing.airing.bulletin import bulletin_text, tidy, unspeakable
from publishing.channel import Block, Content, Correction

ITEM = Content(
    title="Tăng lương hưu",
    lead="Từ 01/7, lương hưu tăng.",
    url="http://localhost/x/",
    language="vi",
    kind="article",
    office_code="VN",
    office_name="BHXH",
)


def paragraph(html):
    return Block("paragraph", {"text_html": html})


def heard(*blocks, **fields):
    return bulletin_text(replace(ITEM, blocks=blocks, **fields))


def test_the_title_is_the_first_sentence():
    assert heard().startswith("Tăng lương hưu.\n\nTừ 01/7")
    assert heard(title="Ai được tăng?").startswith("Ai được tăng?\n\n")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Xem https://baohiemxahoi.gov.vn/tin.</p>", "Xem."),
        ("<p>Tra cứu (xem dichvucong.gov.vn/a) ngay.</p>", "Tra cứu (xem) ngay."),
        ("<p>Gửi thư về hoi@bhxh.vn nhé.</p>", "Gửi thư về nhé."),
        ("<p>An tâm #BHYT mọi nhà 🎉</p>", "An tâm mọi nhà"),
        ("<p>Mức 1.500.000 đồng, 4,5%.</p>", "Mức 1.500.000 đồng, 4,5%."),
    ],
)
def test_what_nobody_can_hear_is_left_out_and_the_rest_stays_whole(html, text):
    assert heard(paragraph(html)).endswith(f"\n\n{text}")


def test_tables_pictures_and_legal_references_are_left_out():
    text = heard(
        Block("table", {"rows": [["Ô bảng"]], "caption": "Bảng"}),
        Block("legal_reference", {"number": "41/2024/QH15"}),
        Block("picture", {"caption": "Chú thích"}),
        paragraph("<p>Hết.</p>"),
    )
    assert text.endswith("tăng.\n\nHết.")


def test_steps_are_counted_aloud():
    text = heard(Block("steps", {"title": "Cách làm", "steps_html": ["<p>Nộp</p>", "<p>Chờ</p>"]}))
    assert text.endswith("Cách làm\n\nBước 1: Nộp\n\nBước 2: Chờ")


def test_a_correction_comes_before_the_editor_s_own_text():
    correction = Correction(date(2026, 11, 21), "5%", "8%")
    text = heard(edited_text="Lời riêng.", corrections=(correction,))
    first, last = text.split("\n\n")
    assert first.startswith("Đính chính, ngày 21 tháng 11 năm 2026.")
    assert last == "Lời riêng."


def test_addresses_and_hashtags_are_found_in_an_editor_s_text():
    found = unspeakable("Vào vssid.gov.vn, gọi 19009068, thẻ #BHYT, 8h30.")
    assert found == ["vssid.gov.vn", "#BHYT"]


def test_every_line_becomes_a_paragraph():
    assert tidy("Một \n\n\n  Hai\nBa ") == "Một\n\nHai\n\nBa"


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
