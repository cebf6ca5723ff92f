"""Append-only, hash-chained rows: what was approved, attempted and confirmed can be proved later.

The chain finds what was changed carelessly, seals under a key find the rest (`cms.ledger_seals`);
`manage.py verify_ledger` looks for both.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _


class AppendOnlyError(Exception):
    """Somebody tried to change or delete a row of a ledger."""


class LedgerQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise AppendOnlyError(f"{self.model.__name__} rows are never changed")

    def delete(self):
        raise AppendOnlyError(f"{self.model.__name__} rows are never deleted")


def take_turn(table: str) -> None:
    """Until the end of the transaction. SQLite lets one writer in at a time anyway."""
    _lock("pg_advisory_xact_lock", table)


def stand_beside(table: str) -> None:
    """Like others who stand beside it, at the same time; who takes a turn waits for all of them."""
    _lock("pg_advisory_xact_lock_shared", table)


def _lock(function: str, table: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(hashtext(%s))", [table])


class LedgerRow(models.Model):
    """Abstract. Each row hashes its own `ledger_fields()` together with the hash of the row before.

    Save inside a transaction: writers take turns (SQLite by its IMMEDIATE transactions, PostgreSQL
    by an advisory lock that lasts until the end of the transaction). So save it last, or everybody
    else waits meanwhile.
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
        from . import ledger_seals

        if self.pk is not None:
            raise AppendOnlyError(f"{type(self).__name__} rows are never changed")
        with transaction.atomic(savepoint=False):
            take_turn(type(self)._meta.db_table)
            head = ledger_seals.head_of(type(self))
            self.sequence, self.previous_hash = head.sequence + 1, head.last_hash
            self.row_hash = self.compute_hash()
            super().save(*args, **kwargs)
            ledger_seals.add_row(head, self)

    @classmethod
    def add_all(cls, rows: "Sequence[LedgerRow]") -> None:
        """New rows in this order, each chained to the one before, as if saved one after the other. A
        fixed number of queries."""
        from . import ledger_seals

        if any(row.pk is not None for row in rows):
            raise AppendOnlyError(f"{cls.__name__} rows are never changed")
        if not rows:
            return
        with transaction.atomic(savepoint=False):
            take_turn(cls._meta.db_table)
            head = ledger_seals.head_of(cls)
            sequence, previous = head.sequence, head.last_hash
            for row in rows:
                sequence += 1
                row.sequence, row.previous_hash = sequence, previous
                row.row_hash = previous = row.compute_hash()
            cls._default_manager.bulk_create(rows)
            ledger_seals.add_rows(head, rows)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError(f"{type(self).__name__} rows are never deleted")

    def ledger_fields(self) -> dict:
        """Plain data that the hash covers; must not change when related rows are deleted.

        Times as `datetime`: they are written as UTC.
        """
        raise NotImplementedError

    def evidence_files(self) -> Iterable[tuple[FieldFile, str]]:
        """Files that belong to the row, each with the checksum that the hash covers."""
        return ()

    def compute_hash(self) -> str:
        return self._hash(UTC)

    def has_its_hash(self) -> bool:
        """Rows of the first version covered times as they were entered: in the time of the house."""
        entered = ZoneInfo(settings.TIME_ZONE)
        return self.row_hash == self._hash(UTC) or self.row_hash == self._hash(entered)

    def _hash(self, zone) -> str:
        fields = {
            name: value.astimezone(zone).isoformat() if hasattr(value, "astimezone") else value
            for name, value in self.ledger_fields().items()
        }
        data = {"sequence": self.sequence, "at": self.at.astimezone(UTC).isoformat(), **fields}
        text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256((self.previous_hash + text).encode()).hexdigest()


def ledgers() -> list[type[LedgerRow]]:
    return [model for model in apps.get_models() if issubclass(model, LedgerRow)]
