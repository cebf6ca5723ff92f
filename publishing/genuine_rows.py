"""Rows of a ledger that count only as Loa wrote them: whoever writes into the table has no seal."""

from typing import Any

from django.db.models import OuterRef, Subquery

from cms.ledger import LedgerRow
from cms.ledger_seals import name_of, row_is_genuine
from cms.models import LedgerSeal


def with_seals(model: type[LedgerRow]) -> Any:
    """A query set of its rows, each with its seal in the same statement."""
    seals = LedgerSeal.objects.filter(ledger=name_of(model), sequence=OuterRef("sequence"))
    return model._default_manager.annotate(row_seal=Subquery(seals.values("seal")[:1]))


def is_genuine(row: Any) -> bool:
    """`row` comes from `with_seals`."""
    seal = LedgerSeal(
        ledger=name_of(type(row)), sequence=row.sequence, seal=getattr(row, "row_seal", "") or ""
    )
    return row_is_genuine(seal, row.row_hash) and row.has_its_hash()
