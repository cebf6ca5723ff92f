"""Whatever a script posts as rich text becomes HTML, and the words of it stay."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from cms.contentstate import LEADS_BY, TYPES, is_text, sound
from cms.markup import rich_html
from cms.models.blocks import TEXT_FEATURES

CONVERTER = ContentstateConverter(features=TEXT_FEATURES)
LINK = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "https://example.vn/"}}


def rich(text: str = "abcdef", entities: dict | None = None, **block) -> dict:
    made = {"key": "a1", "type": "unstyled", "depth": 0, "text": text} | block
    return {"blocks": [made], "entityMap": entities or {"0": LINK}}


def bold(offset=0, length=2, style="BOLD"):
    return {"offset": offset, "length": length, "style": style}


def linked(offset=0, length=2, key=0):
    return {"offset": offset, "length": length, "key": key}


def stored(content: dict) -> str:
    """As the form stores it, the editor is given it again and a reader gets it."""
    html = CONVERTER.to_database_format(json.dumps(sound(content)))
    CONVERTER.from_database_format(html)
    return rich_html(html, {})


def test_what_the_editor_posts_stays_the_very_same():
    content = rich(inlineStyleRanges=[bold()], entityRanges=[linked(2, 3)])

    assert sound(content) is content


UNSOUND = {
    "a type that is none": rich(type=7),
    "an unknown type": rich(type="khong-co"),
    "a key that is none": rich(key={"a": 1}),
    "an endless key": rich(key="k" * 10**6),
    "no key": {"blocks": [{"text": "abcdef"}], "entityMap": {}},
    "a depth that is none": rich(depth="x", type="unordered-list-item"),
    "a depth below": rich(depth=-1, type="unordered-list-item"),
    "no end of depth": rich(depth=10**9, type="unordered-list-item"),
    "ranges that are none": rich(inlineStyleRanges=7, entityRanges="x"),
    "a range that is none": rich(inlineStyleRanges=[7], entityRanges=[None]),
    "a style that is none": rich(inlineStyleRanges=[bold(style=[])]),
    "an unknown style": rich(inlineStyleRanges=[bold(style="KHONG_CO")]),
    "a range before the text": rich(inlineStyleRanges=[bold(-3)], entityRanges=[linked(-3)]),
    "a range behind the text": rich(inlineStyleRanges=[bold(90)], entityRanges=[linked(90)]),
    "a range of less than nothing": rich(
        inlineStyleRanges=[bold(3, -2)], entityRanges=[linked(3, -2)]
    ),
    "a range of no number": rich(inlineStyleRanges=[bold("x")], entityRanges=[linked(0, "x")]),
    "half a range": rich(inlineStyleRanges=[{"style": "BOLD"}], entityRanges=[{"key": 0}]),
    "a link to nothing known": rich(entityRanges=[linked(key=7)]),
    "a link by a list": rich(entityRanges=[linked(key=[])]),
    "links that cross": rich(entityRanges=[linked(0, 4), linked(2, 4)]),
    "a link within a link": rich(entityRanges=[linked(0, 6), linked(1, 2)]),
    "an unknown entity": rich(
        entityRanges=[linked()], entities={"0": {**LINK, "type": "KHONG_CO"}}
    ),
    "an entity without type": rich(entityRanges=[linked()], entities={"0": {"data": {}}}),
    "an entity without data": rich(entityRanges=[linked()], entities={"0": {"type": "LINK"}}),
    "an entity that is none": rich(entityRanges=[linked()], entities={"0": 7}),
    "an address that is none": rich(
        entityRanges=[linked()], entities={"0": {**LINK, "data": {"url": ["x"]}}}
    ),
    "a link to nowhere": rich(entityRanges=[linked()], entities={"0": {**LINK, "data": {}}}),
    "a picture of nothing": rich(
        entityRanges=[linked()], entities={"0": {"type": "IMAGE", "data": {}}}
    ),
    "a file of nothing": rich(
        entityRanges=[linked()], entities={"0": {"type": "DOCUMENT", "data": {}}}
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("content", UNSOUND.values(), ids=UNSOUND)
def test_what_no_editor_posts_costs_no_word(content):
    assert "abcdef" in re.sub("<[^>]*>", "", stored(content))


@pytest.mark.parametrize("content", [7, [], {"blocks": 7}, {"blocks": [{}], "entityMap": {}}])
def test_what_has_no_words_is_no_text(content):
    assert not is_text(content)


numbers = st.integers(-3, 12) | st.sampled_from([10**20, True, None, "1", 1.5])
names = st.sampled_from(["BOLD", "ITALIC", "SUPERSCRIPT", "X", "", None, 7, []])
ranges = st.lists(
    st.fixed_dictionaries(
        {}, optional={"offset": numbers, "length": numbers, "style": names, "key": numbers}
    ),
    max_size=5,
)
blocks = st.fixed_dictionaries(
    {"text": st.text(max_size=9)},
    optional={
        "key": names,
        "type": st.sampled_from(
            ["unstyled", "unordered-list-item", "ordered-list-item", "atomic", "x", None, 7]
        ),
        "depth": numbers,
        "inlineStyleRanges": ranges,
        "entityRanges": ranges,
    },
)
entities = st.dictionaries(
    st.sampled_from("012"),
    st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(["LINK", "X", None, 7]),
            "data": st.fixed_dictionaries({}, optional={"url": names}),
        },
    ),
)


def test_every_kind_that_our_features_make_is_known():
    made = CONVERTER.exporter

    assert set(made.block_options) - {"FALLBACK", "fallback", "atomic"} == TYPES
    assert set(made.entity_options) - {"FALLBACK"} == LEADS_BY.keys()


@given(st.lists(blocks, max_size=4), entities)
def test_no_shape_breaks_the_way_to_html_and_back(made, referred):
    stored({"blocks": made, "entityMap": referred})
