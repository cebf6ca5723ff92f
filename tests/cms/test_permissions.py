"""An office's people work in their own part of the tree, and nobody publishes by hand."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from cms.models import Membership, Office, Role, SectionPage
from cms.permissions import sync_office_permissions
from tests.factories.offices import make_centre, make_province, make_section, section_of
from tests.factories.pages import make_article
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def may(user, page) -> set[str]:
    tester = page.permissions_for_user(type(user).objects.get(pk=user.pk))
    names = (
        "can_edit",
        "can_add_subpage",
        "can_publish",
        "can_delete",
        "can_lock",
        "can_unpublish",
    )
    return {name for name in names if getattr(tester, name)()}


def test_an_editor_edits_items_of_the_own_office_and_publishes_none():
    province = make_province()
    editor = make_user(province, Role.EDITOR)

    assert may(editor, make_article(province)) == {"can_edit", "can_delete"}
    assert may(editor, section_of(province)) >= {"can_edit", "can_add_subpage"}


@pytest.mark.parametrize("role", Role.values)
def test_no_role_reaches_another_offices_pages(role):
    one, other = make_province(), make_province()
    user = make_user(one, role)

    assert may(user, make_article(other)) == set()
    assert may(user, section_of(other)) == set()
    assert may(user, other.home) == set()


@pytest.mark.parametrize("role", Role.values)
def test_the_centre_does_not_reach_the_provinces_below_its_home(role):
    centre, province = make_centre(), make_province()
    user = make_user(centre, role)

    assert may(user, make_article(province)) == set()
    assert may(user, centre.home) == set()


def test_a_new_section_of_a_province_is_its_writers_by_the_page_above():
    province = make_province()
    editor = make_user(province, Role.EDITOR)
    rows = set(GroupPagePermission.objects.values_list("group", "page"))

    new = make_section(province, "Mục mới")

    assert may(editor, new) >= {"can_edit", "can_add_subpage"}
    assert set(GroupPagePermission.objects.values_list("group", "page")) == rows


def test_the_centre_writes_in_its_own_sections_and_in_new_ones():
    centre = make_centre()
    make_province()
    editor = make_user(centre, Role.EDITOR)

    new = make_section(centre, "Mục mới")

    assert "can_edit" in may(editor, make_article(centre))
    assert "can_add_subpage" in may(editor, SectionPage.objects.get(pk=new.pk))


@pytest.mark.parametrize(
    "role", [Role.OBSERVER, Role.GRASSROOTS_OFFICER, Role.POLICY_REVIEWER, Role.CHANNEL_KEEPER]
)
def test_who_does_not_write_changes_no_page(role):
    province = make_province()

    assert may(make_user(province, role), make_article(province)) == set()


def test_everybody_with_a_role_may_enter_the_admin():
    for role in Role.values:
        user = make_user(make_province(), role)
        assert user.has_perm("wagtailadmin.access_admin")


def test_no_group_holds_publish_lock_or_bulk_delete():
    make_province()

    held = set(
        GroupPagePermission.objects.filter(group__name__startswith="Loa ").values_list(
            "permission__codename", flat=True
        )
    )

    assert held == {"add_page", "change_page"}


def test_pictures_belong_to_the_collection_of_the_office():
    one, other = make_province(), make_province()
    user = make_user(one, Role.EDITOR)

    reached = Collection.objects.filter(group_permissions__group__user=user).distinct()

    assert list(reached) == [one.collection]
    assert other.collection not in reached


def test_a_role_that_is_taken_away_takes_its_groups_along():
    province = make_province()
    user = make_user(province, Role.EDITOR, Role.LEADER)

    Membership.objects.filter(user=user, role=Role.EDITOR).delete()

    assert [group.name for group in user.groups.all()] == [f"Loa {province.code} – Lãnh đạo duyệt"]


@pytest.mark.parametrize("role", Role.values)
def test_groups_are_called_as_the_roles_are(role):
    province = make_province()
    user = make_user(province, role)

    with translation.override("vi"):
        assert user.groups.get().name == f"Loa {province.code} – {Role(role).label}"


def test_a_role_that_goes_to_somebody_else_leaves_nothing_behind():
    province = make_province()
    user, successor = make_user(province, Role.EDITOR), make_user()

    membership = Membership.objects.get(user=user)
    membership.user = successor
    membership.save()

    assert not user.groups.exists()
    assert successor.groups.count() == 1


def test_groups_made_by_hand_are_left_alone():
    user = make_user(make_province(), Role.EDITOR)
    other = Group.objects.create(name="Quản trị kỹ thuật")
    user.groups.add(other)

    sync_office_permissions()

    assert other in user.groups.all()


def test_syncing_again_repairs_what_somebody_changed():
    province = make_province()
    user = make_user(province, Role.OBSERVER)
    group = user.groups.get()
    publish = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(group=group, page=province.home, permission=publish)

    sync_office_permissions(province)

    assert not GroupPagePermission.objects.filter(group=group).exists()


def test_syncing_twice_changes_nothing():
    make_province()
    before = (GroupPagePermission.objects.count(), GroupCollectionPermission.objects.count())

    sync_office_permissions()

    assert before == (
        GroupPagePermission.objects.count(),
        GroupCollectionPermission.objects.count(),
    )


def test_the_groups_of_an_office_are_written_at_once():
    with CaptureQueriesContext(connection) as queries:
        Office.objects.create(code="X1", level="grassroots", name="BHXH cơ sở", slug="x1")

    groups = Group.objects.filter(name__startswith="Loa X1")
    held = set(groups.values_list("permissions__codename", flat=True))
    written = [q["sql"] for q in queries if q["sql"].startswith('INSERT INTO "auth_group')]
    assert (groups.count(), held) == (len(Role.values), {"access_admin"})
    assert len(written) == 2  # groups, and what they hold


def test_an_office_without_home_and_collection_gets_no_permissions():
    office = Office.objects.create(code="X1", level="grassroots", name="BHXH cơ sở", slug="x1")
    make_user(office, Role.EDITOR)

    assert not GroupPagePermission.objects.filter(group__name__startswith="Loa X1").exists()


def test_deleting_a_user_needs_no_tidying():
    user = make_user(make_province(), Role.EDITOR)

    user.delete()

    assert not Membership.objects.exists()
