"""Who let a found number or stamp pass, and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.ledger import LedgerRow


class Overruling(LedgerRow):
    """One decision of a leader over findings in one package, as its fingerprint says.

    Another text has another fingerprint, so it is asked about anew. Ids are plain numbers, so that
    no deletion can touch the row.
    """

    page_id_then = models.PositiveBigIntegerField()
    work_pk = models.PositiveBigIntegerField()
    office_code = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=64)
    # Pairs of kind and token (`disclosure.Disclosed.token`): never the number itself.
    findings = models.JSONField()
    reason = models.TextField(_("reason"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    user_name = models.CharField(max_length=160)
    basis = models.CharField(max_length=10, blank=True)
    on_behalf_of = models.PositiveBigIntegerField(null=True, blank=True)
    on_behalf_of_name = models.CharField(max_length=160, blank=True)

    class Meta(LedgerRow.Meta):
        verbose_name = _("overruled finding")
        verbose_name_plural = _("overruled findings")
        indexes = [
            models.Index(fields=["page_id_then", "fingerprint"], name="overruling_page_package")
        ]

    def __str__(self) -> str:
        return f"{self.user_name}: {self.reason[:60]}"

    def ledger_fields(self) -> dict:
        names = (
            "page_id_then work_pk office_code fingerprint findings reason user_id user_name basis"
            " on_behalf_of on_behalf_of_name"
        )
        return {name: getattr(self, name) for name in names.split()}
