"""Nothing becomes or changes live except within a release."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.going_live import NotApproved, allow
from cms.models import ArticlePage
from tests.factories.offices import make_centre, make_section, section_of
from tests.factories.pages import editor_form, make_article, publish
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def test_publishing_a_revision_outside_a_release_is_refused():
    page = make_article(make_centre())

    with pytest.raises(NotApproved):
        page.get_latest_revision().publish(skip_permission_checks=True)

    page.refresh_from_db()
    assert not page.live


def test_a_release_makes_exactly_its_own_page_live():
    page, other = make_article(make_centre()), make_article(make_centre())

    with allow(page):
        page.get_latest_revision().publish()
        with pytest.raises(NotApproved):
            other.get_latest_revision().publish()

    assert ArticlePage.objects.get(pk=page.pk).live


def test_the_permission_ends_with_the_release():
    page = make_article(make_centre())
    with allow(page):
        pass

    with pytest.raises(NotApproved):
        page.get_latest_revision().publish()


def test_a_page_made_live_at_once_is_refused():
    with pytest.raises(NotApproved):
        section_of(make_centre()).add_child(instance=ArticlePage(title="Lên thẳng", live=True))


def test_saving_changed_content_of_a_live_page_is_refused():
    page = make_article(make_centre(), live=True)
    page.title = "Lẳng lặng đổi"

    with pytest.raises(NotApproved):
        page.save()


def test_a_draft_of_a_live_page_may_be_saved():
    page = make_article(make_centre(), live=True)
    page.title = "Bản nháp mới"

    page.save_revision()

    stored = ArticlePage.objects.get(pk=page.pk)
    assert stored.has_unpublished_changes
    assert stored.title != "Bản nháp mới"


def test_saving_a_live_page_unchanged_does_no_harm():
    page = publish(make_article(make_centre()))

    ArticlePage.objects.get(pk=page.pk).save()

    assert ArticlePage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("model", [Page, ArticlePage])
def test_taking_down_outside_a_release_is_refused(model):
    page = make_article(make_centre(), live=True)

    with pytest.raises(NotApproved):
        model.objects.get(pk=page.pk).unpublish()

    with allow(page):
        page.unpublish(user=make_user(), skip_permission_checks=True)
    assert not Page.objects.get(pk=page.pk).live


def test_a_live_copy_is_refused():
    page = make_article(make_centre(), live=True)

    with pytest.raises(NotApproved):
        page.copy(update_attrs={"slug": "ban-sao"}, keep_live=True)
    with pytest.raises(NotApproved):
        page.create_alias(update_slug="bi-danh")


@pytest.mark.parametrize("live", [False, True])
def test_an_alias_of_an_item_is_refused_with_what_to_do_instead(live):
    page = make_article(make_centre(), title="Bài gốc", live=live)

    with pytest.raises(NotApproved, match=r"“Bài gốc” không có trang bí danh.*sao chép"):
        page.create_alias(update_slug="bi-danh")

    assert not Page.objects.filter(alias_of=page).exists()


def test_no_item_becomes_an_alias_later():
    page, other = make_article(make_centre()), make_article(make_centre())
    page.alias_of = Page.objects.get(pk=other.pk)

    with pytest.raises(NotApproved, match="bí danh"):
        page.save()


def test_the_api_of_the_admin_makes_no_alias_and_the_draft_is_approved_as_ever(client):
    page = make_article(make_centre())
    client.force_login(make_user(is_superuser=True))

    address = f"/admin/api/main/pages/{page.pk}/action/create_alias/"
    answer = client.post(address, {"update_slug": "bi-danh"})

    assert answer.status_code == 409
    assert "bí danh" in answer.json()["error_message"]
    assert publish(page).live


def test_moving_a_live_page_to_another_address_is_refused():
    page = make_article(make_centre(), live=True)
    other = make_article(make_centre()).get_parent().get_parent()

    with pytest.raises(NotApproved):
        page.move(other, pos="last-child")


def test_wagtails_schedule_makes_nothing_live():
    page = make_article(make_centre())
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now()
    revision.save()

    with pytest.raises(NotApproved):
        call_command("publish_scheduled")

    page.refresh_from_db()
    assert not page.live


# --- Wagtail's screens, tried by an administrator, who is refused nothing by Django -----------


@pytest.fixture
def admin(client):
    client.force_login(make_user(is_superuser=True))
    return client


def test_an_administrator_cannot_publish_from_the_editor(admin):
    page = make_article(make_centre())
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    assert b"action-publish" not in admin.get(url).content
    admin.post(url, editor_form("Lên thẳng") | {"action-publish": "1"})

    page.refresh_from_db()
    assert page.draft_title == "Lên thẳng"
    assert not page.live


def test_an_administrator_cannot_publish_while_creating(admin):
    section = section_of(make_centre())
    url = reverse("wagtailadmin_pages:add", args=["cms", "articlepage", section.pk])

    assert b"action-publish" not in admin.get(url).content
    admin.post(url, editor_form("Lên thẳng") | {"action-publish": "1"})

    assert not ArticlePage.objects.live().exists()


def test_an_administrator_cannot_unpublish(admin):
    page = make_article(make_centre(), live=True)

    admin.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))

    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize(("action", "live"), [("publish", False), ("unpublish", True)])
def test_an_administrator_cannot_publish_in_bulk(admin, action, live):
    page = make_article(make_centre(), live=live)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])

    admin.post(f"{url}?id={page.pk}", {"include_descendants": "on"})
    admin.post(f"{url}?id={page.get_parent().pk}", {"include_descendants": "on"})

    page.refresh_from_db()
    assert page.live is live


def test_a_live_item_is_not_deleted_nor_the_section_around_it(admin):
    page = make_article(make_centre(), live=True)

    for pk in (page.pk, page.get_parent().pk):
        admin.post(reverse("wagtailadmin_pages:delete", args=[pk]))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    admin.post(f"{bulk}?id={page.get_parent().pk}")

    assert ArticlePage.objects.filter(pk=page.pk).exists()


def test_a_section_with_live_items_is_not_moved(admin):
    centre = make_centre()
    page = make_article(centre, live=True)
    section = page.get_parent()
    other = make_section(centre, "Khác")

    admin.post(reverse("wagtailadmin_pages:move_confirm", args=[section.pk, other.pk]))

    section.refresh_from_db()
    assert section.get_parent().pk == centre.home.pk


def test_copies_made_in_the_admin_are_drafts(admin):
    page = make_article(make_centre(), live=True)
    form = {
        "new_title": "Bản sao",
        "new_slug": "ban-sao",
        "new_parent_page": str(page.get_parent().pk),
        "publish_copies": "on",
        "alias": "on",
    }

    admin.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)

    copy = ArticlePage.objects.get(slug="ban-sao")
    assert not copy.live
    assert copy.alias_of is None


def test_an_item_in_review_is_neither_deleted_nor_moved(admin, fake_package):
    from tests.factories.approval import Desk

    desk = Desk()
    desk.submit()

    admin.post(reverse("wagtailadmin_pages:delete", args=[desk.page.pk]))

    assert desk.now().workflow_in_progress


def test_a_refusal_names_the_item_as_readers_know_it():
    page = make_article(make_centre(), live=True, title="Bài đang đăng")
    page.title = "Lẳng lặng đổi"

    with pytest.raises(NotApproved, match="“Bài đang đăng”"):
        page.save()
