"""A correction that an approver proposes (“Trả lại kèm sửa”): the text stays its editor's."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .user import Role


class Amendment(models.Model):
    """What an approver would change in one revision. Nothing of the item changes until its editor
    accepts; then exactly `proposed` becomes a revision in the editor's name.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="amendments"
    )
    task_state = models.ForeignKey(
        "cms.ApprovalTaskState", null=True, on_delete=models.SET_NULL, related_name="amendments"
    )
    step = models.CharField(max_length=24, choices=Role.choices)
    base_revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Content of a revision, whole: `base_revision` with other words.
    proposed = models.JSONField()
    comment = models.TextField(blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    accepted_revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("proposed correction")
        verbose_name_plural = _("proposed corrections")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(state="proposed"),
                name="one_open_amendment_per_page",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page} – {self.proposed_by} ({self.get_state_display()})"
