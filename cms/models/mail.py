"""Mail waits here until its transaction has been committed; a task sends it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QueuedMail(models.Model):
    recipient = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("text"))
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = _("queued mail")
        verbose_name_plural = _("queued mail")

    def __str__(self) -> str:
        return f"{self.subject} → {self.recipient}"
