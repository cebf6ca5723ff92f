import unicodedata

import pytest

from cms.importing.cleaning import clean_html, clean_line, clean_text, safe_address


def test_text_comes_out_composed_with_ordinary_spaces_and_nothing_invisible():
    typed = unicodedata.normalize("NFD", "Bảo\u00a0hiểm\u200b xã\u00adhội\ufeff\u202e")
    assert clean_text(typed) == "Bảo hiểm xãhội"


def test_breaks_of_khmer_lines_survive():
    assert clean_text("ធានា\u200bសង្គម") == "ធានា\u200bសង្គម"


def test_line_breaks_of_every_system_become_one_kind():
    assert clean_text("a\r\nb\rc\u2028d") == "a\nb\nc\nd"
    assert clean_line("a\r\n b") == "a b"


@pytest.mark.parametrize(
    ("source", "cleaned"),
    [
        ("<p>a<script>alert(1)</script></p>", "<p>aalert(1)</p>"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="https://a.vn" target=_blank>a</a>', '<a href="https://a.vn">a</a>'),
        ("<table><tr><td>a</td></tr></table>", "a"),
        ("a<!-- b -->", "a"),
    ],
)
def test_only_the_allow_list_is_left_of_html(source, cleaned):
    assert clean_html(source) == cleaned


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "/van-ban",
        "data:text/html,x",
        "//a.vn/b",
        "https://",
        "http://[",
        "#a",
    ],
)
def test_addresses_that_lead_nowhere_or_run_code_are_dropped(address):
    assert safe_address(address) == ""


@pytest.mark.parametrize("address", ["https://a.vn/b?c=d", "mailto:a@b.vn", "tel:19009068"])
def test_addresses_of_pages_mail_and_telephone_are_kept(address):
    assert safe_address(address) == address
