"""Tables that scripts post, and those that stand in old rows."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cms.approval.policy_question import policy_reasons
from cms.models import ArticlePage
from cms.models.text_table import LONGEST, MOST_COLUMNS, MOST_ROWS, TextTableBlock
from tests.factories.offices import make_centre
from tests.factories.pages import make_article

NO_TABLES = [[[1]], "x", 7, {"data": 7}, {"data": ["x"]}]
ODD = [
    {"data": [[5, True, {"a": 1}, ["x"], None]]},
    {"data": 7},
    {"data": [7]},
    {"data": [["a"]], "mergeCells": [7], "cell": 7},
    [[1]],
    "x",
    7,
]


def test_the_database_keeps_the_columns_it_has():
    assert TextTableBlock().deconstruct()[0] == "wagtail.contrib.table_block.blocks.TableBlock"


@pytest.mark.parametrize("posted", NO_TABLES)
def test_what_is_no_table_is_an_error_of_its_field(posted):
    block = TextTableBlock()
    value = block.value_from_datadict({"t": json.dumps(posted)}, {}, "t")

    block.get_form_state(value)
    with pytest.raises(ValidationError):
        block.clean(value)


def test_numbers_are_stored_as_texts():
    block = TextTableBlock()
    posted = {"data": [[5]], "table_header_choice": "row"}

    value = block.clean(block.value_from_datadict({"t": json.dumps(posted)}, {}, "t"))

    assert block.get_prep_value(value)["data"] == [["5"]]


@pytest.mark.django_db
@pytest.mark.parametrize("stored", ODD)
def test_an_item_with_an_odd_table_can_be_looked_at(admin_client, stored):
    page = make_article(make_centre())
    block = {"type": "table", "id": "t", "value": {"caption": "Bảng", "table": stored}}
    page.body = json.dumps([block])
    page.save_revision()
    page = ArticlePage.objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()

    assert admin_client.get(reverse("loa_item", args=[page.pk])).status_code == 200
    assert isinstance(draft.search_text, str)
    assert policy_reasons(draft)


def rows(down: int, right: int, words: str = "Ô") -> dict:
    return {"data": [[words] * right] * down, "table_header_choice": "row"}


@pytest.mark.parametrize(
    "table",
    [
        rows(MOST_ROWS + 1, 1),
        rows(1, MOST_COLUMNS + 1),
        rows(10_000, 10),
        rows(1, 1, "x" * (LONGEST + 1)),
    ],
)
def test_a_table_that_nobody_reads_is_refused_with_what_to_do(table):
    block = TextTableBlock()
    value = block.value_from_datadict({"t": json.dumps(table)}, {}, "t")

    with pytest.raises(ValidationError) as refused:
        block.clean(value)

    assert "tối đa 500 dòng, 40 cột và 100.000 ký tự" in str(refused.value)
    assert "Hãy chia thành nhiều bảng" in str(refused.value)


def test_the_largest_table_is_taken():
    table = rows(MOST_ROWS, MOST_COLUMNS)

    assert TextTableBlock().clean(table)["data"] == table["data"]
