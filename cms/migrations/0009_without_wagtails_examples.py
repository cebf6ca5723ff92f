"""Wagtail's example groups and their workflow go: they may write and publish on the whole tree.

What somebody uses stays, and is named in the log: a group with people in it, a workflow that items
went through (switched off, so that their history stays). Going back gives no such rights again.
"""

import logging

from django.db import migrations

GROUPS = ("Editors", "Moderators")
WORKFLOW = "Moderators approval"  # and so is its only step called

logger = logging.getLogger(__name__)


def remove_examples(apps, schema_editor):
    _end_workflows(apps)
    _remove_groups(apps)


def _end_workflows(apps):
    task_model = apps.get_model("wagtailcore", "GroupApprovalTask")
    examples = task_model.objects.filter(name=WORKFLOW, groups__name="Moderators")
    for task in examples.distinct():
        for row in task.workflow_tasks.filter(workflow__name=WORKFLOW).select_related("workflow"):
            _end(apps, row.workflow)
        if not task.workflow_tasks.exists() and not task.task_states.exists():
            task.delete()


def _end(apps, workflow):
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(workflow=workflow).delete()
    if apps.get_model("wagtailcore", "WorkflowState").objects.filter(workflow=workflow).exists():
        logger.warning("The workflow “%s” was used: it is switched off and stays", workflow.name)
        workflow.active = False
        workflow.save()
    else:
        workflow.delete()


def _remove_groups(apps):
    users = apps.get_model("cms", "User").objects
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        if users.filter(groups=group).exists():
            logger.warning("People are in the group “%s”: it stays, take them out", group.name)
        else:
            group.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0008_shared_cache"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(remove_examples, migrations.RunPython.noop)]
