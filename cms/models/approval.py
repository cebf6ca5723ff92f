"""The record of who approved what, on which fingerprint."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..ledger import LedgerRow


class Approval(LedgerRow):
    """One decision at one step. Ids are plain numbers, so that no deletion can touch the row."""

    class Decision(models.TextChoices):
        SUBMITTED = "submitted", _("Submitted")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned")
        CORRECTED = "corrected", _("Returned with corrections")
        ACCEPTED = "accepted", _("Corrections accepted")
        TAKEN_BACK = "taken_back", _("Taken back")
        # No approval: what is live was taken off, and who answers for that.
        TAKEN_DOWN = "taken_down", pgettext_lazy("delivery", "Taken down")

    class Basis(models.TextChoices):
        """Why this person could decide; empty: by a role of their own in the item's office."""

        DEPUTY = "deputy", _("as deputy")
        DELEGATION = "delegation", _("by delegation")
        STAND_IN = "stand_in", _("for an office that has nobody for this step")
        PAPER = "paper", _("signed on paper")

    # Of rows written before these fields were there the hash knows nothing.
    LATER_FIELDS = (
        *("basis", "on_behalf_of", "on_behalf_of_name", "evidence_sha256", "signed_on"),
        *("signatory_basis", "signatory_for", "signatory_for_name"),
    )

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
    basis = models.CharField(max_length=10, choices=Basis.choices, blank=True)
    # Whose decision it is where somebody else recorded it: who delegated, or who signed the paper.
    on_behalf_of = models.PositiveBigIntegerField(null=True, blank=True)
    on_behalf_of_name = models.CharField(max_length=160, blank=True)
    evidence = models.FileField(upload_to="approvals/", blank=True)
    evidence_sha256 = models.CharField(max_length=64, blank=True)
    signed_on = models.DateField(null=True, blank=True)  # the day that stands on the paper
    # Why whoever signed on paper could decide on that day, and who had delegated it to them.
    signatory_basis = models.CharField(max_length=10, choices=Basis.choices, blank=True)
    signatory_for = models.PositiveBigIntegerField(null=True, blank=True)
    signatory_for_name = models.CharField(max_length=160, blank=True)

    class Meta(LedgerRow.Meta):
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        indexes = [models.Index(fields=["page_id_then", "sequence"], name="approval_page_sequence")]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} – {self.user_name}"

    def ledger_fields(self) -> dict:
        names = (
            "decision work_id page_id_then revision_id_then workflow_state_id_then step"
            " fingerprint user_id user_name office_code comment"
        )
        later = {name: value for name in self.LATER_FIELDS if (value := getattr(self, name))}
        if self.signed_on:
            later["signed_on"] = self.signed_on.isoformat()
        return {name: getattr(self, name) for name in names.split()} | later

    def evidence_files(self) -> Iterable[tuple[FieldFile, str]]:
        if self.evidence or self.evidence_sha256:
            yield self.evidence, self.evidence_sha256
