"""An office never sees another's drafts, whichever of Wagtail's addresses is tried."""

import pytest
from django.urls import get_resolver, reverse

from cms.models import Role
from tests.factories.approval import Desk
from tests.factories.offices import make_centre, make_province
from tests.factories.pages import make_article
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]

SECRET = "Chuyen rieng 4711"  # plain letters: choosers answer in escaped JSON


def page_addresses() -> list[str]:
    """Names of all Wagtail page addresses that need nothing but the page's id."""
    resolver = get_resolver().namespace_dict["wagtailadmin_pages"][1]
    found = []
    for name, entries in resolver.reverse_dict.lists():
        takes = [params for possibilities, *_rest in entries for _path, params in possibilities]
        if isinstance(name, str) and any(params in (["page_id"], ["pk"]) for params in takes):
            found.append(name)
    return sorted(found)


def test_wagtail_has_the_addresses_that_this_test_means():
    assert {"edit", "delete", "copy", "unpublish", "view_draft", "history"} <= set(page_addresses())


@pytest.mark.parametrize("where", ["province", "centre"])
def test_no_address_shows_another_offices_draft(client, where):
    desk = Desk(title=SECRET)
    office = make_province() if where == "province" else make_centre()

    assert shown_to(client, make_user(office, *Role.values), desk.page) == set()
    assert shown_to(client, desk.editor, desk.page) >= {"edit", "history"}  # the test can see


def shown_to(client, user, page) -> set[str]:
    client.force_login(user)
    return {
        name
        for name in page_addresses()
        if SECRET in text_of(client, reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
    }


def text_of(client, url: str, **query) -> str:
    return client.get(url, query, follow=True).content.decode()


def test_lists_search_and_choosers_show_no_other_offices_drafts(client):
    desk = Desk(title=SECRET)
    section = desk.page.get_parent().pk
    addresses = {
        reverse("wagtailadmin_explore", args=[section]): {},
        reverse("wagtailadmin_pages:search"): {"q": "4711"},
        reverse("wagtailadmin_choose_page_child", args=[section]): {},
        reverse("wagtailadmin_choose_page_search"): {"q": "4711"},
    }

    client.force_login(desk.editor)
    assert all(SECRET in text_of(client, url, **query) for url, query in addresses.items())
    client.force_login(make_user(make_province(), Role.EDITOR))
    assert not any(SECRET in text_of(client, url, **query) for url, query in addresses.items())


def test_a_live_item_of_another_office_may_be_linked_to(client):
    page = make_article(make_province(), title=SECRET, live=True)
    client.force_login(make_user(make_province(), Role.EDITOR))

    url = reverse("wagtailadmin_choose_page_child", args=[page.get_parent().pk])

    assert SECRET in text_of(client, url)


def test_reports_are_for_administrators(client):
    Desk(title=SECRET).submit()
    client.force_login(make_user(make_province(), *Role.values))

    for name in ("workflow", "workflow_tasks", "site_history", "aging_pages", "locked_pages"):
        assert SECRET not in text_of(client, reverse(f"wagtailadmin_reports:{name}"))
