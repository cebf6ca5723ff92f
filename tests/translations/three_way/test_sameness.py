import unicodedata

import pytest

from tests.factories.merging import item, p
from translations.three_way.sameness import same, signature
from translations.three_way.versions import ABSENT


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ('<p data-block-key="a1">Mức đóng</p>', '<p data-block-key="z9">Mức đóng</p>'),
        (unicodedata.normalize("NFD", "Bảo hiểm y tế"), "Bảo hiểm y tế"),
        ("Dòng một\r\nDòng hai", "Dòng một\nDòng hai"),
        ("", None),
        ({"caption": "", "url": "x"}, {"url": "x"}),
        ({"title": None}, {"title": ""}),
        ([], ABSENT),
        ([item("a", "Bước")], [item("b", "Bước")]),
        (p("a", "Mức đóng"), {"type": "paragraph", "value": "<p>Mức đóng</p>"}),
    ],
)
def test_what_is_only_stored_in_another_way_is_the_same(one, two):
    assert same(one, two)
    assert signature(one) == signature(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Mức đóng 4,5%", "Mức đóng 4.5%"),
        ("một  hai", "một hai"),
        ("<p><b>Mức</b></p>", "<p>Mức</p>"),
        (0, None),
        (False, None),
        ([1, 2], [2, 1]),
        (p("a", ""), ABSENT),
        (p("a", "Mức"), {**p("a", "Mức"), "type": "quotation"}),
        ({"id": 3}, {"id": 4}),
    ],
)
def test_what_a_reader_or_the_page_would_notice_is_not(one, two):
    assert not same(one, two)
    assert signature(one) != signature(two)
