"""What changed between two revisions."""

import pytest

from cms.item_texts import texts_of, with_texts
from cms.text_changes import changes_between, share_of
from tests.factories.amendments import written_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def content():
    return written_desk().now().get_latest_revision().content


def reworded(content, before, after):
    text = next(text for text in texts_of(content) if before in text.text)
    return with_texts(content, {text.slot: text.text.replace(before, after)})


def test_the_same_content_has_no_changes_whatever_wagtail_notes_beside_it(content):
    later = {**content, "latest_revision": 99, "live": True, "draft_title": "x"}

    assert not changes_between(content, later)


def test_changed_words_are_shown_at_their_place(content):
    changes = changes_between(content, reworded(content, "ngày 25", "ngày 20"))

    assert changes
    assert changes.only_texts
    (change,) = changes.texts
    assert "25</del>" in change.html
    assert "20</ins>" in change.html


@pytest.mark.parametrize(
    "other",
    [
        {"states_policy": True},
        {"valid_until": "2030-01-01"},
        {"cover": 7},
        {"genre": "notice"},
    ],
)
def test_what_is_no_text_is_noticed(content, other):
    changes = changes_between(content, {**content, **other})

    assert changes
    assert not changes.only_texts
    assert changes.texts == []


def test_a_link_that_leads_elsewhere_is_noticed(content):
    other = {**content, "body": content["body"].replace("example.vn/tra-cuu", "example.vn/khac")}

    assert not changes_between(content, other).only_texts


def test_a_new_and_a_removed_block_are_noticed_with_their_words(content):
    changes = changes_between({**content, "body": "[]"}, content)
    gone = changes_between(content, {**content, "body": "[]"})

    assert not changes.only_texts
    assert {piece.kind for change in changes.texts for piece in change.pieces} == {"inserted"}
    assert {piece.kind for change in gone.texts for piece in change.pieces} == {"deleted"}


def test_the_share_is_of_all_words_of_the_item(content):
    small = share_of(content, reworded(content, "ngày 25", "ngày 20"))

    assert 0 < small < 0.05
    assert share_of(content, content) == 0
    assert share_of(content, {**content, "body": "[]"}) > 0.5
