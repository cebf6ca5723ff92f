import pytest
from wagtail.models import ReferenceIndex

from cms.going_live import allow
from cms.models import ArticlePage
from cms.search import words_of
from cms.unindexed import unindexed
from tests.factories.offices import make_province
from tests.factories.pages import make_article, publish
from tests.factories.pictures import make_picture

pytestmark = pytest.mark.django_db


def found(words: str) -> list[ArticlePage]:
    return list(ArticlePage.objects.search(words_of(words)))


def test_a_draft_that_is_saved_so_changes_nothing_that_search_and_uses_know():
    page, picture = publish(make_article(make_province(), lead="Mức đóng cũ.")), make_picture()
    page.lead, page.cover, page.cover_alt = "Giọng hát.", picture, "Ảnh"
    with unindexed():
        page.save_revision()
    assert found("đóng cũ") == [page]
    assert found("giọng hát") == []
    assert not ReferenceIndex.get_references_to(picture).exists()


def test_saving_it_so_tells_no_index(django_assert_max_num_queries):
    page = publish(make_article(make_province()))
    asked = "wagtailsearch_indexentry", "wagtailcore_referenceindex"
    with django_assert_max_num_queries(1_000) as queries, unindexed():
        page.save_revision()
    assert not [q for q in queries if any(name in q["sql"] for name in asked)]


def test_what_goes_live_afterwards_is_found():
    page = publish(make_article(make_province(), lead="Mức đóng cũ."))
    page.lead = "Giọng hát."
    with unindexed():
        revision = page.save_revision()
    with allow(page):
        revision.publish(skip_permission_checks=True)
    assert found("giọng hát") == [page]
