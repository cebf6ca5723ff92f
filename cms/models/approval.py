"""The record of who approved what, on which fingerprint."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..ledger import LedgerRow


class Approval(LedgerRow):
    """One decision at one step. Ids are plain numbers, so that no deletion can touch the row."""

    class Decision(models.TextChoices):
        SUBMITTED = "submitted", _("Submitted")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned")
        TAKEN_BACK = "taken_back", _("Taken back")

    decision = models.CharField(max_length=10, choices=Decision.choices)
    work = models.ForeignKey("cms.Work", on_delete=models.PROTECT, related_name="approvals")
    page_id_then = models.PositiveBigIntegerField()
    revision_id_then = models.PositiveBigIntegerField(null=True)
    workflow_state_id_then = models.PositiveBigIntegerField(null=True, db_index=True)
    step = models.CharField(max_length=24, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    user_name = models.CharField(max_length=160)
    office_code = models.CharField(max_length=20)
    comment = models.TextField(blank=True)

    class Meta(LedgerRow.Meta):
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")

    def __str__(self) -> str:
        return f"{self.get_decision_display()} – {self.user_name}"

    def ledger_fields(self) -> dict:
        names = (
            "decision work_id page_id_then revision_id_then workflow_state_id_then step"
            " fingerprint user_id user_name office_code comment"
        )
        return {name: getattr(self, name) for name in names.split()}
