"""What a draft may not say, whoever saves it."""

import pytest

from cms import draft_guards
from cms.draft_guards import DraftRefused, Objection
from tests.factories.offices import make_province
from tests.factories.pages import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_maths(monkeypatch):
    def find(page):
        return [Objection("title", "Không viết 2+2.")] if "2+2" in page.title else []

    monkeypatch.setattr(draft_guards, "_finders", [])
    draft_guards.register(find)
    draft_guards.register(find)


def test_a_draft_with_an_objection_is_not_saved(no_maths):
    page = make_article(make_province(), title="Bài")
    page.title = "Bài 2+2"
    with pytest.raises(DraftRefused, match="Không viết"):
        page.save_revision()
    assert page.revisions.count() == 1


def test_each_finder_is_asked_once(no_maths):
    page = make_article(make_province(), title="Bài")
    page.title = "2+2"
    assert draft_guards.objections(page) == [Objection("title", "Không viết 2+2.")]


def test_what_was_shown_is_a_revision_of_the_page(no_maths):
    office = make_province()
    page, other = make_article(office), make_article(office)
    assert draft_guards.shown_revision(page) == page.latest_revision_id
    first = page.latest_revision_id
    page.save_revision()
    draft_guards.shown(page, str(first))
    assert draft_guards.shown_revision(page) == first
    for wrong in (str(other.latest_revision_id), "9" * 18, "9" * 40, "x", "", None):
        again = type(page).objects.get(pk=page.pk)
        draft_guards.shown(again, wrong)
        assert draft_guards.shown_revision(again) == again.latest_revision_id
