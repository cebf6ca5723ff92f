"""Emergency bulletins: whether they are allowed at all, and which second leader agreed to which."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.ledger import LedgerRow


class EmergencyRule(LedgerRow):
    """The centre allowed emergency bulletins, or ended that. The last row holds; without one they
    are off."""

    allowed = models.BooleanField()
    legal_basis = models.TextField(_("legal basis"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    user_name = models.CharField(max_length=160)

    class Meta(LedgerRow.Meta):
        verbose_name = _("rule for emergency bulletins")
        verbose_name_plural = _("rules for emergency bulletins")

    def __str__(self) -> str:
        return f"{self.user_name}: {self.legal_basis[:60]}"

    def ledger_fields(self) -> dict[str, object]:
        names = "allowed legal_basis user_id user_name"
        return {name: getattr(self, name) for name in names.split()}


class EmergencyAgreement(LedgerRow):
    """A second leader agreed that exactly this package, as its fingerprint says, is an emergency.

    Ids are plain numbers, so that no deletion can touch the row.
    """

    page_id_then = models.PositiveBigIntegerField()
    work_pk = models.PositiveBigIntegerField()
    office_code = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    user_name = models.CharField(max_length=160)
    leads = models.CharField(max_length=20)  # code of the office whose leader the person is

    class Meta(LedgerRow.Meta):
        verbose_name = _("second leader's agreement")
        verbose_name_plural = _("second leaders' agreements")
        indexes = [
            models.Index(fields=["page_id_then", "fingerprint"], name="emergency_page_package")
        ]

    def __str__(self) -> str:
        return f"{self.user_name}: {self.fingerprint[:16]}"

    def ledger_fields(self) -> dict[str, object]:
        names = "page_id_then work_pk office_code fingerprint user_id user_name leads"
        return {name: getattr(self, name) for name in names.split()}
