"""What approvers were reminded of, so that nobody is written to twice for the same."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Reminder(models.Model):
    """One round of mail to the approvers of a step: by the clock (`period`), or asked for."""

    step = models.ForeignKey(
        "cms.ApprovalTaskState", on_delete=models.CASCADE, related_name="reminders"
    )
    period = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField(_("time"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["step", "period"],
                condition=Q(period__isnull=False),
                name="one_reminder_per_step_and_period",
            )
        ]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.period or self.asked_by}"
