import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.channel import Block
from publishing.plain_text import block_text, text_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Một</p><p>Hai</p>", "Một\nHai"),
        ("<p>Một<br>Hai<br/>Ba</p>", "Một\nHai\nBa"),
        ("<ul><li>Một</li><li>Hai</li></ul>", "Một\nHai"),
        ("<ul><li>Một<ul><li>Hai</li></ul></li></ul>", "Một\nHai"),
        ("Trước<p>Sau</p>", "Trước\nSau"),
        ("<p>Rất <b>quan</b> trọng</p>", "Rất quan trọng"),
        ("<p>Dòng\n  nguồn</p>", "Dòng nguồn"),
        ("<p>Bảo&nbsp;hiểm &amp; y tế</p>", "Bảo hiểm & y tế"),
        ("<p>nếu a &lt; b</p>", "nếu a < b"),
        ("<p>Chữ</p><script>alert(1)</script><style>p{}</style>", "Chữ"),
        ("<tr><td>Ô một</td><td>Ô hai</td></tr>", "Ô một Ô hai"),
        ('<p>Xem <a href="https://a.vn/?x=1">tại đây</a>.</p>', "Xem tại đây."),
        ("", ""),
        ("<p>  </p>", ""),
    ],
)
def test_html_becomes_lines_of_text(html, text):
    assert text_of(html) == text


@given(st.text())
def test_any_input_becomes_text_without_empty_lines(html):
    text = text_of(html)
    assert "\n\n" not in text
    assert text == text.strip()


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Block("heading", {"text": "Ai được hưởng"}), "Ai được hưởng"),
        (Block("paragraph", {"text_html": "<p>Chữ</p>"}), "Chữ"),
        (Block("fact_box", {"title": "Lưu ý", "text_html": "<p>Chữ</p>"}), "Lưu ý\nChữ"),
        (
            Block("steps", {"title": "", "steps_html": ["<p>Nộp</p>", "<p>Chờ</p>"]}),
            "1. Nộp\n2. Chờ",
        ),
        (Block("quotation", {"text": "Mừng", "attribution": "Bà A"}), "“Mừng” – Bà A"),
        (Block("quotation", {"text": "Mừng", "attribution": ""}), "“Mừng”"),
        (
            Block("question_answer", {"question": "Bao giờ?", "answer_html": "<p>Mai.</p>"}),
            "Bao giờ?\nMai.",
        ),
        (Block("table", {"rows": [["a"]]}), ""),
        (Block("picture", {"caption": "Chú thích"}), ""),
        (Block("legal_reference", {"number": "1/2026"}), ""),
        (Block("video", {"url": "https://a.vn", "title": "Phim"}), ""),
    ],
)
def test_each_block_says_its_words(block, text):
    assert block_text(block) == text
