"""Groups get names that administrators can read, and keep their people."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group

from cms.models import Role
from cms.permissions import NAMES, group_name, sync_office_permissions
from tests.factories.offices import make_province
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
MIGRATION = import_module("cms.migrations.0010_readable_group_names")


def names_of(user) -> list[str]:
    return [group.name for group in user.groups.all()]


def test_there_and_back_everybody_stays_in_the_same_group():
    province = make_province()
    user = make_user(province, Role.LEADER)
    new, old = group_name(province, Role.LEADER), f"Loa {province.code} leader"

    MIGRATION.rename_back(apps, None)
    assert names_of(user) == [old]

    MIGRATION.rename(apps, None)
    assert names_of(user) == [new]


def test_the_names_are_those_that_the_synchronisation_looks_for():
    province = make_province()
    groups = set(Group.objects.values_list("pk", flat=True))
    MIGRATION.rename_back(apps, None)
    MIGRATION.rename(apps, None)

    sync_office_permissions()

    assert set(Group.objects.values_list("pk", flat=True)) == groups
    assert Group.objects.filter(name=group_name(province, Role.EDITOR)).exists()
    assert {str(role): name for role, name in NAMES.items()} == MIGRATION.NAMES


def test_a_name_that_is_taken_is_left_alone():
    province = make_province()
    Group.objects.create(name=f"Loa {province.code} leader")

    MIGRATION.rename(apps, None)

    assert Group.objects.filter(name=f"Loa {province.code} leader").exists()
