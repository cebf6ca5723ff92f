"""What proves a ledger: the seal of each row, and the head that says how many rows there are.

Both stand in tables of their own, so that rows of a ledger are written once and never touched
again, not even when the key changes.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LedgerSeal(models.Model):
    """The seal of one row; made in the row's own transaction."""

    ledger = models.CharField(max_length=60)
    sequence = models.PositiveBigIntegerField()
    seal = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("seal of a ledger row")
        verbose_name_plural = _("seals of ledger rows")
        constraints = [
            models.UniqueConstraint(fields=["ledger", "sequence"], name="one_seal_per_ledger_row")
        ]

    def __str__(self) -> str:
        return f"{self.ledger} {self.sequence}"


class LedgerHead(models.Model):
    """The newest row of a ledger, sealed. Made when the ledger was, never by its first row."""

    ledger = models.CharField(max_length=60, primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, blank=True)
    # Rows up to this one were sealed later than they were written: by the update that brought
    # seals, or after a lost key. The chain alone speaks for the time before.
    sealed_later = models.PositiveBigIntegerField(default=0)
    sealed_later_at = models.DateTimeField(null=True, blank=True)
    # The row at which the head was found missing or not sealed by us.
    broken_at = models.PositiveBigIntegerField(null=True, blank=True)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("head of a ledger")
        verbose_name_plural = _("heads of ledgers")

    def __str__(self) -> str:
        return f"{self.ledger} {self.sequence}"
