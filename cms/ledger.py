"""Append-only, hash-chained rows: what was approved, attempted and confirmed can be proved later."""

import hashlib
import json

from django.db import connection, models
from django.utils.translation import gettext_lazy as _


class AppendOnlyError(Exception):
    """Somebody tried to change or delete a row of a ledger."""


class LedgerQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise AppendOnlyError(f"{self.model.__name__} rows are never changed")

    def delete(self):
        raise AppendOnlyError(f"{self.model.__name__} rows are never deleted")


def _take_turn(table: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [table])


class LedgerRow(models.Model):
    """Abstract. Each row hashes its own `ledger_fields()` together with the hash of the row before.

    Save inside a transaction: writers take turns (SQLite by its IMMEDIATE transactions, PostgreSQL
    by an advisory lock that lasts until the end of the transaction).
    """

    sequence = models.PositiveBigIntegerField(unique=True, editable=False)
    previous_hash = models.CharField(max_length=64, editable=False, blank=True)
    row_hash = models.CharField(max_length=64, editable=False)
    at = models.DateTimeField(_("time"))

    objects = LedgerQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["sequence"]

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise AppendOnlyError(f"{type(self).__name__} rows are never changed")
        _take_turn(type(self)._meta.db_table)
        last = type(self).objects.order_by("-sequence").first()
        self.sequence = last.sequence + 1 if last else 1
        self.previous_hash = last.row_hash if last else ""
        self.row_hash = self.compute_hash()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError(f"{type(self).__name__} rows are never deleted")

    def ledger_fields(self) -> dict:
        """Plain data that the hash covers; must not change when related rows are deleted."""
        raise NotImplementedError

    def compute_hash(self) -> str:
        data = {"sequence": self.sequence, "at": self.at.isoformat(), **self.ledger_fields()}
        text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256((self.previous_hash + text).encode()).hexdigest()
