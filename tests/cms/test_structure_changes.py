"""What readers see around the items changes through the commands only."""

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale

from cms.going_live import NotApproved
from cms.models import SectionPage
from cms.structure_changes import changing
from tests.factories.offices import make_centre, make_province, section_of
from tests.factories.pages import make_article, publish

pytestmark = pytest.mark.django_db

COMMENTS = {
    f"comments-{name}": "0"
    for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
}


def refused(act):
    with override("vi"), pytest.raises(NotApproved) as refusal, transaction.atomic():
        act()
    assert "Trang, chuyên mục" in str(refusal.value)
    assert "lãnh đạo" in str(refusal.value).lower()


@pytest.mark.parametrize("field", ["title", "intro", "seo_title", "search_description"])
def test_what_readers_see_of_an_office_stays(field):
    page = make_province().home.specific
    setattr(page, field, "Chưa ai duyệt")

    refused(page.save)


def test_a_plain_page_is_guarded_too():
    page = make_province().home
    page.title = "Chưa ai duyệt"

    refused(page.save)


def test_a_new_section_does_not_go_live():
    home = make_centre().home.specific

    refused(lambda: home.add_child(instance=SectionPage(title="Tin giả", slug="tin-gia")))


def test_a_draft_does_not_go_live():
    home = make_centre().home.specific
    draft = home.add_child(instance=SectionPage(title="Tin giả", slug="tin-gia", live=False))

    refused(draft.save_revision().publish)


def test_the_editor_saves_a_draft_and_publishes_nothing(admin_client):
    page = make_province().home.specific
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = {"title": page.title, "intro": "Chưa ai duyệt"} | COMMENTS

    admin_client.post(address, form)
    admin_client.post(address, form | {"action-publish": "1"})

    page.refresh_from_db()
    assert page.intro == ""
    assert page.get_latest_revision_as_object().intro == "Chưa ai duyệt"


def test_commands_change_it():
    page = make_province().home.specific
    page.intro = "Đã thống nhất"

    with changing():
        page.save()

    page.refresh_from_db()
    assert page.intro == "Đã thống nhất"


def test_a_translated_item_brings_its_section_along():
    centre = make_centre()
    item = publish(make_article(centre))
    english = Locale.objects.create(language_code="en")

    item.copy_for_translation(english, copy_parents=True)

    assert section_of(centre).get_translation(english).live
