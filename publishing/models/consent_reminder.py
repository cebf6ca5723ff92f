"""Which endings of consent an office was written to about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentReminder(models.Model):
    """One mail about one file, at one distance from the day on which the first consent ends.

    A new date is a new ending. `number` is that of the picture or recording.
    """

    kind = models.CharField(max_length=20)
    number = models.PositiveBigIntegerField()
    until = models.DateField()
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reminder of a consent")
        verbose_name_plural = _("reminders of consents")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number", "until", "days"],
                name="one_reminder_per_consent_and_distance",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}: {self.until} − {self.days}"
