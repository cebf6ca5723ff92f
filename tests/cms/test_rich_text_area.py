"""A text of many lines takes four times as long when it is four times as long, not sixteen."""

import json
from time import process_time

import pytest
from django.core.exceptions import ValidationError
from wagtail.rich_text import RichText

from cms.models.blocks import TEXT_FEATURES
from cms.models.rich_text import (
    LONGEST,
    LONGEST_QUOTATION,
    MOST_PARAGRAPHS,
    QuotationTextBlock,
    RichTextBlock,
)
from cms.rich_text_area import RichTextArea

AREA = RichTextArea(features=TEXT_FEATURES)


def seconds(lines: int) -> float:
    block = {"key": "a", "type": "unstyled", "depth": 0, "text": "a\n" * lines}
    posted = json.dumps({"blocks": [block], "entityMap": {}})
    began = process_time()
    AREA.converter.to_database_format(posted)
    return process_time() - began


def test_lines_cost_no_more_than_their_share():
    assert min(seconds(32_000) for _n in range(3)) < 12 * min(seconds(8_000) for _n in range(3))


def test_lists_stand_once_and_in_each_other():
    blocks = [
        {"key": str(n), "type": "unordered-list-item", "depth": depth, "text": str(n)}
        for n, depth in enumerate((0, 0, 1, 1, 0))
    ]
    made = AREA.converter.to_database_format(json.dumps({"blocks": blocks, "entityMap": {}}))

    assert made.count("<ul>") == 2
    assert [made.count(f">{n}<") for n in range(5)] == [1] * 5


@pytest.mark.parametrize("source", ["a" * (LONGEST + 1), "<p>a</p>" * (MOST_PARAGRAPHS + 1)])
def test_what_no_article_reaches_is_refused_with_what_to_do(source):
    with pytest.raises(ValidationError) as refused:
        RichTextBlock().clean(RichText(source))

    assert "Hãy chia thành nhiều khối" in str(refused.value)


def test_a_quotation_that_is_a_text_of_its_own_is_refused_with_what_to_do():
    block = QuotationTextBlock()
    assert block.clean("ạ" * LONGEST_QUOTATION)
    assert block.deconstruct()[0] == "wagtail.blocks.TextBlock"

    with pytest.raises(ValidationError) as refused:
        block.clean("ạ" * 1_000_000)

    assert "tối đa 3.000 ký tự" in str(refused.value)
