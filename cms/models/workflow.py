"""Approval: one workflow, whose tasks find their approvers from the page's office."""

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from ..locks import ReviewLock
from .user import Role


class ApprovalTaskState(TaskState):
    """A step of one item. `fingerprint` is the hash of what the approver was shown and approved."""

    fingerprint = models.CharField(max_length=64, blank=True)

    def approve(self, user=None, update=True, comment="", fingerprint=""):
        """Only `cms.approval.approve` calls this: it has compared `fingerprint` with what is."""
        if not fingerprint:
            raise PermissionDenied("A step is approved together with what was shown.")
        self.fingerprint = fingerprint
        return super().approve(user=user, update=update, comment=comment)


class ApprovalTask(Task):
    """A step that a role takes; who that is follows from the office of the page.

    Wagtail's own screens offer no action on it: approving needs the hash of what was shown, which
    only the approval screen has.
    """

    role = models.CharField(_("role"), max_length=24, choices=Role.choices)

    task_state_class = ApprovalTaskState
    lock_class = ReviewLock
    admin_form_fields = [*Task.admin_form_fields, "role"]

    class Meta:
        verbose_name = _("approval step")
        verbose_name_plural = _("approval steps")

    def start(self, workflow_state, user=None):
        """A step that does not apply to the item is skipped, and the workflow goes on by itself."""
        from .. import notices
        from ..approval import moving, steps

        moving.require_moving()
        draft = workflow_state.content_object.get_latest_revision().as_object()
        if not steps.applies(self.role, draft):
            return self._skip(workflow_state)
        task_state = super().start(workflow_state, user=user)
        notices.ask_for_approval(task_state)
        return task_state

    def _skip(self, workflow_state):
        return ApprovalTaskState.objects.create(
            workflow_state=workflow_state,
            revision=workflow_state.content_object.get_latest_revision(),
            task=self,
            status=TaskState.STATUS_SKIPPED,
            finished_at=timezone.now(),
        )

    def on_action(self, task_state, user, action_name, **kwargs):
        """Whatever calls this, an approval without the right fingerprint is refused."""
        from .. import approval

        if action_name == "approve":
            approval.approve(task_state=task_state, user=user, **kwargs)
        elif action_name == "reject":
            approval.send_back(task_state=task_state, user=user, **kwargs)

    def get_actions(self, obj, user):
        return []

    def locked_for_user(self, obj, user):
        return True

    def get_task_states_user_can_moderate(self, user, **kwargs):
        from ..approval.waiting import states_waiting_for

        return states_waiting_for(user, self)

    @classmethod
    def get_description(cls):
        return _("People with the chosen role in the office of the item approve this step")


class ApprovalRule(models.Model):
    """Whether a step is taken: by office and kind of item; the most specific rule counts."""

    class Condition(models.TextChoices):
        ALWAYS = "always", _("Always")
        POLICY = "policy", _("When the item states policy")
        NEVER = "never", _("Never")

    office = models.ForeignKey(
        "cms.Office",
        verbose_name=_("office"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="approval_rules",
    )
    kind = models.CharField(_("kind of item"), max_length=20, blank=True)
    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    condition = models.CharField(_("condition"), max_length=8, choices=Condition.choices)

    class Meta:
        verbose_name = _("approval rule")
        verbose_name_plural = _("approval rules")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "role"], name="one_rule_per_office_kind_role"
            ),
            models.UniqueConstraint(
                fields=["kind", "role"],
                condition=models.Q(office=None),
                name="one_general_rule_per_kind_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.get_condition_display()}"
