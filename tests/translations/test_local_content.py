"""What an item says, as data on both sides of a merge."""

import json

import pytest
from wagtail.models import Revision

from cms.models import ArticlePage, CampaignPage, DocumentPage, InfographicPage, Topic
from tests.factories.following import BODY, make_national
from tests.factories.offices import make_centre, section_of
from tests.factories.pages import make_article
from translations.local_content import (
    content_in,
    content_of,
    content_of_page,
    fields_of,
    streams_of,
    with_content,
)

KINDS = [ArticlePage, CampaignPage, DocumentPage, InfographicPage]
OWN = {"slug", "live", "owner", "path", "translation_key", "go_live_at", "locked", "draft_title"}


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_an_editor_may_write_is_content_and_what_the_page_is_not(kind):
    forms = set(kind.get_edit_handler().get_form_class().base_fields)
    own = {"go_live_at", "expire_at", "comment_notifications"}
    assert forms - own <= set(fields_of(kind))
    assert not OWN & set(fields_of(kind))
    assert streams_of(kind) <= set(fields_of(kind))


@pytest.mark.django_db
def test_blocks_are_data_with_their_ids():
    page = make_national()
    content = content_of(page.live_revision)
    assert content["body"] == BODY
    assert content["title"] == "Mức đóng mới"
    assert json.loads(json.dumps(content)) == content


@pytest.mark.django_db
def test_reading_a_revision_asks_the_database_nothing(django_assert_num_queries):
    page = make_national()
    content_of(page.live_revision)  # kinds of pages are remembered from then on
    revision = Revision.objects.get(pk=page.live_revision_id)

    with django_assert_num_queries(0):
        content_of(revision)


@pytest.mark.django_db
def test_a_revision_says_what_its_page_says():
    topics = [Topic.objects.create(name=name, slug=name) for name in ("b", "a")]
    page = make_article(make_centre(), topics=topics[::-1])
    assert content_of(page.get_latest_revision()) == content_of_page(page)
    assert content_of_page(page)["topics"] == sorted(topic.pk for topic in topics)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_what_was_put_in_is_what_it_says(kind):
    extra = {
        DocumentPage: {"number": "1", "issued_on": "2026-01-02", "issuer": "BHXH"},
        CampaignPage: {"starts_on": "2026-01-02", "ends_on": "2026-02-02"},
    }.get(kind, {})
    page = kind(title="Một", lead="Hai", live=False, **extra)
    section_of(make_centre()).add_child(instance=page)
    page.save_revision()
    wanted = {"title": "Khác", "lead": "Khác nữa", "body": BODY, "effective_from": "2026-03-04"}
    draft = with_content(page, wanted)
    assert draft.pk == page.pk
    assert draft.slug == page.slug
    assert content_of(draft.save_revision()) == content_of_page(page) | wanted


@pytest.mark.django_db
def test_a_page_is_not_saved_by_it():
    page = make_national()
    with_content(page, {"title": "Khác"})
    assert ArticlePage.objects.get(pk=page.pk).title == "Mức đóng mới"


@pytest.mark.django_db
def test_fields_that_no_item_has_are_left_out():
    page = make_national()
    assert with_content(page, {"slug": "khac", "bay": 1}).slug == page.slug


@pytest.mark.django_db
def test_a_block_that_stayed_the_same_is_stored_as_it_was():
    """Comments of the editor hold on to the keys of paragraphs."""
    page = make_national()
    stored = [{"type": "paragraph", "value": '<p data-block-key="a1">Một</p>', "id": "x"}]
    page.body = json.dumps(stored)
    content = content_of_page(page)
    assert content["body"][0]["value"] == "<p>Một</p>"
    kept = with_content(page, content)
    assert kept.body.raw_data[0]["value"] == '<p data-block-key="a1">Một</p>'


def test_what_the_editor_writes_anew_says_the_same():
    with_key = {"body": json.dumps([{"type": "paragraph", "value": '<p data-block-key="q">A</p>'}])}
    without = {"body": json.dumps([{"type": "paragraph", "value": "<p>A</p>"}])}
    assert content_in(ArticlePage, with_key) == content_in(ArticlePage, without)
