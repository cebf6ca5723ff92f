"""Every text of an item that readers get can be corrected by an approver."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import models
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.filters import ITEM_MODELS
from cms.item_texts import texts_of, with_texts, without_texts
from cms.models import CampaignPage, DocumentPage, InfographicPage
from cms.text_changes import changes_between
from cms.text_checks import reasons_against
from cms.text_places import FIELDS, STREAMS
from tests.factories.infographics import EVERY_BLOCK
from tests.factories.offices import make_province, section_of

TEXTS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock, TableBlock)


@pytest.mark.parametrize("model", ITEM_MODELS)
def test_every_field_of_text_can_be_corrected(model):
    texts = {
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, StreamField)
        and not field.choices
        and field.name not in {each.name for each in Page._meta.get_fields()}
    }
    streams = {field.name for field in model._meta.fields if isinstance(field, StreamField)}

    assert "lead" in texts
    assert texts <= FIELDS.keys()
    assert "body" in streams
    assert streams <= STREAMS.keys()


@pytest.mark.parametrize("model", ITEM_MODELS)
def test_every_block_of_text_can_be_corrected(model):
    for field in model._meta.fields:
        if isinstance(field, StreamField):
            for kind, block in field.stream_block.child_blocks.items():
                told = STREAMS[field.name].get(kind, {})
                assert set(texts_in(block)) == set(told_of(told)), f"{field.name}: {kind}"


def texts_in(block, at="") -> Iterator[str]:
    if isinstance(block, TEXTS):
        yield at
    elif isinstance(block, blocks.ListBlock):
        yield from texts_in(block.child_block, at)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from texts_in(child, f"{at}.{name}".strip("."))


def told_of(places, at="") -> Iterator[str]:
    for name, place in places.items():
        path = f"{at}.{name}".strip(".")
        if isinstance(place, dict):
            yield from told_of(place, path)
        else:
            yield path


CORRECTION = ("correction", {"date": date(2027, 1, 2), "wrong": "Mức cũ", "right": "Mức mới"})
REFERENCE = ("reference", {"number": "58/2014/QH13", "issuer": "Quốc hội", "note": "Sửa năm 2024"})
BODY = [
    ("picture", {"picture": None, "alt": "Quầy", "caption": "Chú thích", "credit": "Nguồn ảnh"}),
    ("sound", {"recording": None, "caption": "Chú thích tiếng"}),
    ("legal_reference", {"number": "41/2024/QH15", "issuer": "Quốc hội khoá 15"}),
]
MORE = {
    CampaignPage: {
        "starts_on": date(2027, 5, 1),
        "ends_on": date(2027, 5, 31),
        "goals": [("goal", "Thêm 2.000 người")],
    },
    DocumentPage: {
        "number": "13/QĐ",
        "issued_on": date(2027, 1, 1),
        "issuer": "BHXH tỉnh Thử",
        "signer": "Người ký",
    },
    InfographicPage: {
        "piece": EVERY_BLOCK,
        "source_line": "Nguồn số liệu",
        "long_description": "Lời mô tả",
    },
}


@pytest.mark.django_db
@pytest.mark.parametrize("model", ITEM_MODELS)
def test_each_is_corrected_alone_and_seen_as_a_change_of_words(model):
    content = stored(model)
    page = model.objects.get()
    texts = texts_of(content)
    words = {text.text for text in texts}

    assert {"Nguồn ảnh", "Chú thích tiếng", "Sửa năm 2024", "Mức cũ", "Người viết"} <= words
    assert len({text.slot for text in texts}) == len(texts)
    for text in texts:
        corrected = with_texts(content, {text.slot: new(text.text)})
        changes = changes_between(content, corrected)
        assert changes.only_texts, text
        assert [change.slot for change in changes.texts] == [text.slot.partition("#")[0]]
        assert without_texts(corrected) == without_texts(content)
    assert reasons_against(page, content, [texts[0].slot]) == {}


def new(text: str) -> str:
    return text.translate(str.maketrans("123456789", "234567891")) + " ạ"


def stored(model):
    fields = {"body": BODY, "legal_basis": [REFERENCE], "corrections": [CORRECTION]}
    page = model(
        title="Bài thử", lead="Tóm tắt.", cover_alt="Bìa", author_name="Người viết",
        source_name="Nguồn", live=False, **fields, **MORE.get(model, {}),
    )  # fmt: skip
    section_of(make_province()).add_child(instance=page)
    return page.save_revision().content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "text"),
    [("13/QĐ", "x" * 61), ("BHXH tỉnh Thử", ""), ("58/2014/QH13", ""), ("Mức mới", "x" * 501)],
)
def test_they_are_held_to_the_rules_of_the_editor_s_form(words, text):
    content = stored(DocumentPage)
    slot = next(each.slot for each in texts_of(content) if each.text == words)

    (reason,) = reasons_against(
        DocumentPage.objects.get(), with_texts(content, {slot: text}), [slot]
    ).values()

    assert len(reason) > 5


@pytest.mark.django_db
def test_a_number_of_a_chart_stays_a_number():
    content = stored(InfographicPage)
    slot = next(each.slot for each in texts_of(content) if each.text == "1,46")
    page = InfographicPage.objects.get()

    assert reasons_against(page, with_texts(content, {slot: "1,47"}), [slot]) == {}
    (reason,) = reasons_against(page, with_texts(content, {slot: "nhiều"}), [slot]).values()
    assert "1.234,5" in reason
