"""No text and no value of an item is forgotten."""

from collections.abc import Iterator

import pytest
from django.db import models
from wagtail import blocks
from wagtail.models import Page

from cms.filters import ITEM_MODELS
from translations.places import ALL_FIELDS, ALL_STREAMS, FIXED, KINDS, limits_of
from translations.unit import Kind

OF_WAGTAIL = {field.name for field in Page._meta.get_fields()}
VALUES = (
    *(blocks.ChoiceBlock, blocks.DateBlock, blocks.DateTimeBlock, blocks.TimeBlock),
    *(blocks.IntegerBlock, blocks.DecimalBlock, blocks.FloatBlock, blocks.URLBlock),
)


@pytest.mark.parametrize("model", ITEM_MODELS)
def test_every_field_with_a_value_is_offered_or_fixed(model):
    values = {
        field.name
        for field in model._meta.fields
        if isinstance(field, models.DateField | models.IntegerField | models.DecimalField)
        or field.choices
    }

    assert values - OF_WAGTAIL - {"page_ptr"} <= ALL_FIELDS.keys() | FIXED


@pytest.mark.parametrize("model", ITEM_MODELS)
def test_every_block_with_a_value_is_offered_or_fixed(model):
    told = {path for stream, kinds in ALL_STREAMS.items() for path in told_of(kinds, stream)}
    values = {
        path
        for field in model._meta.fields
        if getattr(field, "stream_block", None)
        for path in values_in(field.stream_block, field.name)
    }

    assert "body.heading.level" in values
    assert values <= told | FIXED
    assert values - FIXED <= KINDS.keys()


def values_in(block, path: str) -> Iterator[str]:
    if isinstance(block, VALUES):
        yield path
    elif isinstance(block, blocks.ListBlock):
        yield from values_in(block.child_block, path)
    for name, child in getattr(block, "child_blocks", {}).items():
        yield from values_in(child, f"{path}.{name}")


def told_of(places, path: str) -> Iterator[str]:
    for name, place in places.items():
        if isinstance(place, dict):
            yield from told_of(place, f"{path}.{name}")
        else:
            yield f"{path}.{name or 'value'}"


def test_every_kind_is_said_of_a_place_that_there_is():
    told = {path for stream, kinds in ALL_STREAMS.items() for path in told_of(kinds, stream)}

    assert KINDS.keys() <= told | ALL_FIELDS.keys()
    assert Kind.TEXT not in KINDS.values()


@pytest.mark.parametrize(
    ("path", "longest", "may_be_blank"),
    [
        ("title", 255, False),
        ("lead", 700, True),
        ("cover_alt", 250, False),
        ("body.heading.text", 200, False),
        ("body.picture.alt", 250, False),
        ("body.picture.caption", 250, True),
        ("goals.goal.value", 250, False),
        ("body.paragraph.value", None, False),
        ("piece.steps.steps.title", 80, True),
        ("piece.figures.figures.value", 40, False),
    ],
)
def test_limits_are_those_of_the_editor_s_form(path, longest, may_be_blank):
    assert limits_of(path).longest == longest
    assert limits_of(path).may_be_blank is may_be_blank
