"""The one workflow of the house."""

import pytest
from wagtail.models import Workflow, WorkflowPage

from cms.approval.workflow import approval_workflow, ensure_workflow
from cms.models import ApprovalTask, Role
from tests.factories.offices import make_centre
from tests.factories.pages import make_article

pytestmark = pytest.mark.django_db


def test_making_it_again_changes_nothing():
    first = ensure_workflow()

    assert ensure_workflow() == first
    assert ApprovalTask.objects.count() == 3


def test_its_steps_stand_in_order():
    roles = [task.specific.role for task in ensure_workflow().tasks]

    assert roles == [Role.SECTION_HEAD, Role.POLICY_REVIEWER, Role.LEADER]


def test_every_item_has_it_whatever_it_is_called():
    page = make_article(make_centre())
    Workflow.objects.filter(pk=approval_workflow().pk).update(name="Tên khác")

    assert page.get_workflow() == approval_workflow()
    assert page.has_workflow


def test_no_other_workflow_is_left_on_the_tree():
    make_centre()

    assert not WorkflowPage.objects.exists()
