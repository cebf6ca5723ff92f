"""Approval: one workflow, whose tasks find their approvers from the page's office."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from .user import Role


class ApprovalTaskState(TaskState):
    """A step of one item. `fingerprint` is the hash of what the approver was shown and approved."""

    fingerprint = models.CharField(max_length=64, blank=True)


class ApprovalTask(Task):
    """A step that a role takes; who that is follows from the office of the page."""

    role = models.CharField(_("role"), max_length=24, choices=Role.choices)

    task_state_class = ApprovalTaskState
    admin_form_fields = [*Task.admin_form_fields, "role"]

    class Meta:
        verbose_name = _("approval step")
        verbose_name_plural = _("approval steps")


class ApprovalRule(models.Model):
    """Whether a step is taken: by office and kind of item; the most specific rule counts."""

    class Condition(models.TextChoices):
        ALWAYS = "always", _("Always")
        POLICY = "policy", _("When the item states policy")
        NEVER = "never", _("Never")

    office = models.ForeignKey(
        "cms.Office", null=True, blank=True, on_delete=models.CASCADE, related_name="approval_rules"
    )
    kind = models.CharField(_("kind of item"), max_length=20, blank=True)
    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    condition = models.CharField(_("condition"), max_length=8, choices=Condition.choices)

    class Meta:
        verbose_name = _("approval rule")
        verbose_name_plural = _("approval rules")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "role"],
                name="one_rule_per_office_kind_role",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.get_condition_display()}"
