"""Wagtail's example groups and workflow are gone, unless somebody uses them."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    GroupApprovalTask,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from tests.factories.offices import make_centre
from tests.factories.pages import make_article
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
MIGRATION = import_module("cms.migrations.0009_without_wagtails_examples")


@pytest.fixture
def examples():
    """As Wagtail makes them."""
    groups = [Group.objects.create(name=name) for name in MIGRATION.GROUPS]
    workflow = Workflow.objects.create(name=MIGRATION.WORKFLOW)
    task = GroupApprovalTask.objects.create(name=MIGRATION.WORKFLOW)
    task.groups.add(groups[1])
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow


def migrate() -> None:
    MIGRATION.remove_examples(apps, None)


def test_a_fresh_database_has_none_of_them():
    assert not Group.objects.filter(name__in=MIGRATION.GROUPS).exists()
    assert not Workflow.objects.filter(name=MIGRATION.WORKFLOW).exists()
    assert not GroupApprovalTask.objects.exists()


def test_what_nobody_uses_goes(examples):
    own = Group.objects.create(name="Quản trị kỹ thuật")

    migrate()

    test_a_fresh_database_has_none_of_them()
    assert Group.objects.filter(pk=own.pk).exists()


def test_a_group_with_people_stays_and_is_named(examples, caplog):
    user = make_user()
    user.groups.add(Group.objects.get(name="Editors"))

    migrate()

    assert [group.name for group in user.groups.all()] == ["Editors"]
    assert not Group.objects.filter(name="Moderators").exists()
    assert "Editors" in caplog.text


def test_a_workflow_that_was_used_is_switched_off_and_keeps_its_history(examples, caplog):
    page = make_article(make_centre())
    WorkflowPage.objects.create(workflow=examples, page=page)
    state = WorkflowState.objects.create(
        workflow=examples,
        content_type=ContentType.objects.get_for_model(page),
        base_content_type=ContentType.objects.get_for_model(page),
        object_id=str(page.pk),
        status=WorkflowState.STATUS_APPROVED,
    )

    migrate()

    examples.refresh_from_db()
    assert not examples.active
    assert not WorkflowPage.objects.exists()
    assert WorkflowState.objects.filter(pk=state.pk).exists()
    assert MIGRATION.WORKFLOW in caplog.text


def test_a_workflow_of_that_name_with_other_steps_stays(examples):
    GroupApprovalTask.objects.get().groups.set([])

    migrate()

    assert Workflow.objects.filter(pk=examples.pk, active=True).exists()
