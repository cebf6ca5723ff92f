"""What there is to translate in items of every kind, and translations put back."""

import json
from copy import deepcopy
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Revision

from cms.filters import ITEM_MODELS
from cms.item_texts import texts_of
from cms.models import ArticlePage, DocumentPage, InfographicPage
from tests.cms.test_text_places import BODY as SMALL_BLOCKS
from tests.cms.test_text_places import CORRECTION, MORE, REFERENCE
from tests.factories.amendments import BODY as TEXT_BLOCKS
from tests.factories.offices import make_province, section_of
from tests.factories.rich_text import rich_texts
from translations.marked import MarksBroken
from translations.segments import CannotLeaveOut, extract, put_back
from translations.unit import Kind

pytestmark = pytest.mark.django_db

BODY = [
    *TEXT_BLOCKS,
    *SMALL_BLOCKS,
    ("document", {"document": None, "title": "Mẫu TK1-TS"}),
    ("video", {"url": "https://www.youtube.com/watch?v=abcdefghijk", "title": "Xem cách làm"}),
    ("video_file", {"recording": None, "caption": "Chú thích hình"}),
]


def stored(model, **fields):
    more = MORE.get(model, {})
    page = model(
        title="Bài thử. Có hai câu", lead="Câu một. Câu hai.", cover_alt="Bìa",
        author_name="Người viết", source_name="Nguồn", live=False,
        seo_title="Cho máy tìm", search_description="Mô tả. Thêm.",
        effective_from=date(2025, 7, 1),
        **{"body": BODY, "legal_basis": [REFERENCE], "corrections": [CORRECTION], **more, **fields},
    )  # fmt: skip
    section_of(make_province()).add_child(instance=page)
    return Revision.objects.get(pk=page.save_revision().pk).content


def sources(content) -> list[str]:
    return [each.source for each in extract(content)]


@pytest.mark.parametrize("model", ITEM_MODELS)
def test_its_own_texts_put_back_give_the_same_bytes(model):
    content = stored(model)
    before = json.dumps(content)

    made = put_back(content, dict(enumerate(sources(content))))

    assert made == content
    assert json.dumps(made) == before == json.dumps(content)


@pytest.mark.parametrize("model", ITEM_MODELS)
def test_every_text_that_can_be_corrected_can_be_translated(model):
    content = stored(model)
    found = extract(content)

    assert {each.slot for each in found} >= {
        text.slot.partition("#")[0] for text in texts_of(content)
    }
    assert all(each.label and each.source.strip() for each in found)


@pytest.mark.parametrize("model", ITEM_MODELS)
def test_every_translation_comes_into_its_own_place(model):
    content = stored(model)
    found = extract(content)
    words = {n: f"X{n} {each.source}" for n, each in enumerate(found) if each.kind == Kind.TEXT}

    made = put_back(content, words)

    assert sources(made) == [words.get(n, each.source) for n, each in enumerate(found)]
    shape = [(each.slot, each.kind, each.label, each.marks) for each in found]
    assert [(each.slot, each.kind, each.label, each.marks) for each in extract(made)] == shape


@pytest.mark.parametrize("model", ITEM_MODELS)
def test_one_translation_changes_one_place(model):
    content = stored(model)
    for number, each in enumerate(extract(content)):
        if each.kind == Kind.TEXT:
            made = put_back(content, {number: f"Ạ {each.source}"})
            one, other = sources(content), sources(made)
            changed = [
                n for n, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]
            ]
            assert changed == [number]


def test_values_are_units_of_their_kind():
    kinds = {
        (each.kind, each.source)
        for model in (ArticlePage, DocumentPage, InfographicPage)
        for each in extract(stored(model))
    }

    assert {
        (Kind.DATE, "2025-07-01"), (Kind.DATE, "2027-01-01"), (Kind.DATE, "2027-01-02"),
        (Kind.NUMBER, "1,46"), (Kind.NUMBER, "13/QĐ"), (Kind.NUMBER, "41/2024/QH15"),
        (Kind.CHOICE, "bar"), (Kind.CHOICE, "2"), (Kind.CHOICE, "classic"), (Kind.CHOICE, "cash"),
    } <= kinds  # fmt: skip


def test_the_limit_of_the_form_goes_with_a_text_that_is_one_segment():
    found = {each.source: each for each in extract(stored(ArticlePage))}

    assert found["Bài thử. Có hai câu"].longest == 255
    assert found["Ai được hỗ trợ"].longest == 200
    assert found["Câu một."].longest is None


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_random_rich_text_in_every_block_comes_back_byte_for_byte(shapes, data):
    content = deepcopy(data.draw(st.sampled_from(shapes)))
    body = json.loads(content["body"])
    for block in body:
        _fill(block, data)
    content["body"] = json.dumps(body)

    made = put_back(content, dict(enumerate(sources(content))))

    assert made == content


@pytest.fixture
def shapes():
    return [stored(model) for model in ITEM_MODELS]


def _fill(block, data):
    value = block["value"]
    match block["type"]:
        case "paragraph":
            block["value"] = data.draw(rich_texts)
        case "fact_box":
            value["text"] = data.draw(rich_texts)
        case "question_answer":
            value["answer"] = data.draw(rich_texts)
        case "steps":
            for item in value["steps"]:
                item["value"] = data.draw(rich_texts)
        case "table":
            cells = st.one_of(st.none(), st.text(alphabet="a1.\n ⟨⟩đ", max_size=9))
            rows = [[data.draw(cells) for _cell in row] for row in value["table"]["data"]]
            value["table"]["data"] = rows
        case "quotation":
            value["text"] = data.draw(st.text(alphabet="aB. \r\n⟨⟩", max_size=20))


# --- leaving out ---------------------------------------------------------------------------------


def number_of(content, words: str) -> int:
    return next(n for n, source in enumerate(sources(content)) if words in source)


def test_a_block_with_a_part_that_nobody_translated_is_left_out_whole():
    content = stored(ArticlePage)
    for words, kind in (("4,5%", "table"), ("Mang theo sổ", "paragraph"), ("Bấm nộp", "steps")):
        made = put_back(content, {number_of(content, words): None})

        kinds = [block["type"] for block in json.loads(content["body"])]
        kinds.remove(kind)
        assert [block["type"] for block in json.loads(made["body"])] == kinds


def test_an_optional_text_is_left_out_alone():
    content = stored(ArticlePage)
    made = put_back(content, {number_of(content, "Nguồn ảnh"): None})

    assert [b["type"] for b in json.loads(made["body"])] == [
        b["type"] for b in json.loads(content["body"])
    ]
    assert "Nguồn ảnh" not in sources(made)
    assert len(sources(made)) == len(sources(content)) - 1


def test_a_picture_goes_with_the_words_for_those_who_cannot_see_it():
    content = stored(ArticlePage)
    made = put_back(content, {number_of(content, "Quầy"): None})

    assert "picture" not in [block["type"] for block in json.loads(made["body"])]


def test_half_a_lead_is_no_lead():
    content = stored(ArticlePage)

    assert put_back(content, {number_of(content, "Câu hai."): None})["lead"] == ""


def test_without_a_title_there_is_no_page():
    content = stored(ArticlePage)

    with pytest.raises(CannotLeaveOut) as refusal:
        put_back(content, {number_of(content, "Bài thử"): None})

    assert len(refusal.value.labels) == 1


def test_marks_that_do_not_fit_are_refused():
    content = stored(ArticlePage)

    with pytest.raises(MarksBroken):
        put_back(content, {number_of(content, "tra cứu"): "no marks"})
