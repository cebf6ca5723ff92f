"""Data of the house is kept by administrators."""

import pytest
from django.urls import reverse
from wagtail.admin.menu import admin_menu

from cms.models import ApprovalRule, Membership, Office, Role
from cms.permissions import group_name
from tests.factories.logos import make_logo
from tests.factories.offices import make_province
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
MODELS = ("office", "membership", "approvalrule", "topic", "audience")


@pytest.fixture
def admin(client):
    client.force_login(make_user(is_superuser=True))
    return client


@pytest.mark.parametrize("model", MODELS)
def test_an_administrator_lists_and_adds(admin, model):
    for action in ("index", "add"):
        assert admin.get(reverse(f"{model}:{action}")).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_nobody_else_does(client, model):
    client.force_login(make_user(make_province(), *Role.values))

    assert client.get(reverse(f"{model}:index")).status_code == 302
    assert client.post(reverse(f"{model}:add"), {}).status_code == 302


def test_a_role_given_in_the_admin_works_at_once(admin):
    office, user = make_province(), make_user()

    admin.post(
        reverse("membership:add"),
        {"user": user.pk, "office": office.pk, "role": "editor", "languages": "[]"},
    )

    assert Membership.objects.filter(user=user, role=Role.EDITOR).exists()
    assert user.groups.get().name == group_name(office, Role.EDITOR)


def test_a_deputy_is_named_where_roles_are_given(admin):
    office, user = make_province(), make_user()
    given = {"user": user.pk, "office": office.pk, "role": "leader", "languages": "[]"}

    admin.post(reverse("membership:add"), given | {"is_deputy": "on"})
    held = Membership.objects.get(user=user)
    assert held.is_deputy

    admin.post(reverse("membership:edit", args=[held.pk]), given)
    held.refresh_from_db()
    assert not held.is_deputy


def test_a_rule_for_every_office_and_kind_can_be_made(admin):
    admin.post(
        reverse("approvalrule:add"),
        {"office": "", "kind": "", "role": "section_head", "condition": "always"},
    )

    assert ApprovalRule.objects.get().office is None


def test_the_menu_has_only_what_its_user_needs(client):
    client.force_login(make_user(make_province(), Role.EDITOR))

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    for absent in ("/admin/reports/", "/admin/office/", "whats-new", "/admin/workflows/"):
        assert absent not in page
    assert reverse("loa_fact_offices") in page


def test_the_menu_marks_one_entry_only():
    """Wagtail marks every entry whose name the name of the open one begins with."""
    names = [item.name for item in admin_menu.registered_menu_items]
    assert [(a, b) for a in names for b in names if a != b and b.startswith(a)] == []


def test_an_office_made_in_the_admin_gets_its_groups(admin):
    admin.post(
        reverse("office:add"),
        {"code": "X9", "level": "grassroots", "name": "BHXH cơ sở Số 9", "slug": "so-9"},
    )

    assert Office.objects.get(code="X9").pk


def of_office(office, **changes) -> dict[str, object]:
    names = ("code", "level", "name", "slug")
    fields = {name: getattr(office, name) for name in names}
    own = {"home": office.home_id, "collection": office.collection_id, "parent": office.parent_id}
    return fields | own | changes


def test_an_administrator_chooses_the_logo_of_an_office(admin):
    office, logo = make_province(), make_logo()
    edit = reverse("office:edit", args=[office.pk])
    form = admin.get(edit).content.decode()
    assert "Biểu trưng" in form
    assert "data-chooser-url" in form
    assert "image-chooser-modal.js" in form  # without which its button does nothing

    admin.post(edit, of_office(office, logo=logo.pk))
    office.refresh_from_db()
    assert office.logo == logo

    admin.post(edit, of_office(office, logo=""))
    office.refresh_from_db()
    assert office.logo is None


def test_a_picture_without_stated_rights_is_refused_as_a_logo_when_it_is_chosen(admin):
    office, logo = make_province(), make_logo(licence="")
    edit = reverse("office:edit", args=[office.pk])

    answer = admin.post(edit, of_office(office, logo=logo.pk))
    office.refresh_from_db()
    assert office.logo is None
    assert "“Biểu trưng”" in answer.content.decode()

    Office.objects.filter(pk=office.pk).update(logo=logo)  # rights that ended since then
    admin.post(edit, of_office(office, logo=logo.pk, name="Tên mới"))
    office.refresh_from_db()
    assert office.name == "Tên mới"
