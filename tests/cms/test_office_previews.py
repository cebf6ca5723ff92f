"""A national draft can be looked at as each office's readers would see it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cms.models import Role
from cms.office_previews import office_in, offices_for
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import set_fact
from tests.factories.pages import make_article
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def national(**fields):
    return make_article(make_centre(), **fields)


def test_a_national_item_is_shown_as_any_provincial_office_shows_it(client):
    page, province = national(lead="Gọi {{hotline}}."), make_province()
    set_fact(province, "hotline", "0207 000 0000")
    client.force_login(make_user(page.office, Role.EDITOR))

    view = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    shown = client.get(view, {"mode": f"don-vi-{province.code}"}).content.decode()

    assert "Gọi 0207 000 0000." in shown
    assert "0207" not in client.get(view).content.decode()


def test_the_choice_names_the_provinces_after_the_office_itself():
    page, province = national(), make_province()

    assert list(page.preview_modes)[1:] == [(f"don-vi-{province.code}", province.name)]
    assert page.default_preview_mode == ""


def test_an_office_looks_at_its_own_item_as_itself_alone(client):
    office, other = make_province(), make_province()
    page = make_article(office)
    client.force_login(make_user(office, Role.EDITOR))

    assert offices_for(page) == []
    assert len(page.preview_modes) == 1
    with pytest.raises(PermissionDenied):
        office_in(page, f"don-vi-{other.code}")
    view = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    answer = client.get(view, {"mode": f"don-vi-{other.code}"})
    assert other.name not in answer.content.decode()


def test_lists_of_pages_ask_without_a_query(django_assert_num_queries):
    page = national()
    page.office  # noqa: B018  loaded

    with django_assert_num_queries(0):
        assert page.is_previewable()
        assert page.default_preview_mode == ""
