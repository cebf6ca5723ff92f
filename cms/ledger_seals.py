"""Writing seals: of a new row, of all rows when a ledger begins to be sealed, of all anew.

Migrations hand in the models as they were then, so nothing here asks for their methods.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from . import seals
from .ledger import take_turn
from .models.ledger import LedgerHead, LedgerSeal

AT_ONCE = 2000


def name_of(rows: Any) -> str:
    return rows._meta.label_lower


def head_is_genuine(head: LedgerHead) -> bool:
    return seals.fits(head.seal, *_head_parts(head))


def row_is_genuine(seal: LedgerSeal, row_hash: str) -> bool:
    return seals.fits(seal.seal, *_row_parts(seal.ledger, seal.sequence, row_hash))


def head_of(rows: Any) -> LedgerHead:
    """To be extended by the row that is written now; its turn must have been taken.

    A head that is missing, or that no key of ours has sealed, is never mended silently: the next
    one says at which row that was.
    """
    newest = rows._default_manager.order_by("-sequence").values("sequence")[:1]
    known = LedgerHead.objects.annotate(
        newest=Coalesce(Subquery(newest), 0),
        newest_seal=Coalesce(Subquery(_newest_seal(rows)), 0),
    )
    head = known.filter(pk=name_of(rows)).first()
    if head is not None and head_is_genuine(head):
        head.sequence = max(head.sequence, head.newest, head.newest_seal)
        return head
    return _broken_head(rows, head or LedgerHead(ledger=name_of(rows)))


def _broken_head(rows: Any, head: LedgerHead) -> LedgerHead:
    last = rows._default_manager.order_by("-sequence").first()
    if last is not None:
        head.sequence = max(head.sequence, last.sequence)
    head.sequence = max(head.sequence, _newest_seal(rows).first() or 0)
    head.last_hash = last.row_hash if last else ""
    if head.broken_at is None:
        head.broken_at = head.sequence + 1
    return head


def _newest_seal(rows: Any) -> Any:
    """A number once sealed is not given again, also if its row is gone."""
    mine = LedgerSeal.objects.filter(ledger=name_of(rows)).order_by("-sequence")
    return mine.values_list("sequence", flat=True)[:1]


def add_row(head: LedgerHead, row: Any) -> None:
    """The row's seal and the new head; call in the row's transaction."""
    add_rows(head, [row])


def add_rows(head: LedgerHead, rows: Sequence[Any]) -> None:
    """Of rows that follow each other."""
    LedgerSeal.objects.bulk_create(
        LedgerSeal(
            ledger=head.ledger,
            sequence=row.sequence,
            seal=seals.seal(*_row_parts(head.ledger, row.sequence, row.row_hash)),
        )
        for row in rows
    )
    head.sequence, head.last_hash = rows[-1].sequence, rows[-1].row_hash
    head.seal = seals.seal(*_head_parts(head))
    head.save()


@transaction.atomic
def seal_from_the_beginning(
    rows: Any,
    *,
    heads: Any = LedgerHead,
    row_seals: Any = LedgerSeal,
) -> int:
    """Seal every row as it stands now, and a new head that says so. How many rows those are.

    For a ledger from the time before seals, and after the keys were lost. It proves nothing of what
    was before: `verify_ledger` says from which row on seals are as old as their rows.
    """
    take_turn(rows._meta.db_table)  # or rows that are written meanwhile stay without a seal
    ledger = name_of(rows)
    row_seals.objects.filter(ledger=ledger).delete()
    heads.objects.filter(pk=ledger).delete()
    head = heads(ledger=ledger)
    for some in _in_batches(rows):
        row_seals.objects.bulk_create(
            row_seals(ledger=ledger, sequence=n, seal=seals.seal(*_row_parts(ledger, n, row_hash)))
            for n, row_hash in some
        )
        head.sequence, head.last_hash = some[-1]
    if head.sequence:
        head.sealed_later, head.sealed_later_at = head.sequence, timezone.now()
    head.seal = seals.seal(*_head_parts(head))
    head.save(force_insert=True)
    return head.sequence


def seal_with_first_key(rows: Any) -> tuple[int, int]:
    """After a new key was put first: how many seals were renewed, and how many fit no key.

    What fits no key stays as it is, so that a forged row never becomes a genuine one.
    """
    ledger, renewed, foreign = name_of(rows), 0, 0
    for some in _in_batches(rows):
        changed = list(_renewed(ledger, dict(some)))
        foreign += len(some) - len(changed)
        renewed += len(changed)
        LedgerSeal.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["ledger", "sequence"],
            update_fields=["seal"],
        )
    return renewed, foreign + (not _renew_head(ledger))


def _renewed(ledger: str, hashes: dict[int, str]) -> Iterator[LedgerSeal]:
    first, last = min(hashes), max(hashes)
    for old in LedgerSeal.objects.filter(ledger=ledger, sequence__range=(first, last)):
        row_hash = hashes.get(old.sequence, "")
        if row_is_genuine(old, row_hash):
            made = seals.seal(*_row_parts(ledger, old.sequence, row_hash))
            yield LedgerSeal(ledger=ledger, sequence=old.sequence, seal=made)


@transaction.atomic
def _renew_head(ledger: str) -> bool:
    head = LedgerHead.objects.select_for_update().filter(pk=ledger).first()
    if head is None or not head_is_genuine(head):
        return False
    head.seal = seals.seal(*_head_parts(head))
    head.save()
    return True


def _row_parts(ledger: str, sequence: int, row_hash: str) -> tuple[object, ...]:
    return ("row", ledger, sequence, row_hash)


def _head_parts(head: Any) -> tuple[object, ...]:
    later = head.sealed_later_at.timestamp() if head.sealed_later_at else ""
    covered = (head.sequence, head.last_hash, head.sealed_later, later, head.broken_at)
    return ("head", head.ledger, *covered)


def _in_batches(rows: Any) -> Iterator[list[tuple[int, str]]]:
    """Sequence and hash, in order; by key, since a long read would hold SQLite's log."""
    done = 0
    ordered = rows._default_manager.order_by("sequence").values_list("sequence", "row_hash")
    while some := list(ordered.filter(sequence__gt=done)[:AT_ONCE]):
        yield some
        done = some[-1][0]
