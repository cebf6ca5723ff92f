"""Whether a ledger is unchanged and complete: its chain, its seals, its head, its files.

Reads in order and keeps nothing, so memory does not grow with the ledger. Rows may be written
meanwhile: the head is read before and after.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from .ledger import LedgerRow
from .ledger_seals import head_is_genuine, name_of, row_is_genuine
from .models import LedgerHead, LedgerSeal

AT_ONCE = 2000
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class Finding:
    """`row` is the row's number in its ledger; None: it concerns the whole."""

    ledger: str
    code: str
    message: str
    row: int | None = None


@dataclass
class Checked:
    """Of one ledger, filled while its findings are read."""

    ledger: str
    rows: int = 0
    head: str = ""
    sealed_later: int = 0


def check_ledger(rows: type[LedgerRow], checked: Checked) -> Iterator[Finding]:
    """What is wrong, in the order of the rows."""
    walk = _Walk(rows, checked)
    yield from walk.head_before()
    yield from walk.rows()
    yield from walk.head_after()


class _Walk:
    def __init__(self, rows: type[LedgerRow], checked: Checked) -> None:
        self.model, self.ledger, self.checked = rows, name_of(rows), checked
        self.head = LedgerHead.objects.filter(pk=self.ledger).first()
        self.last = 0  # number of the newest row that was read
        self.last_hash = ""  # of the row before; None after a row that is missing or not ours
        self.link: str | None = ""
        self.at_head = ""  # the hash of the row that the head names

    def head_before(self) -> Iterator[Finding]:
        head = self.head
        if head is None:
            yield self._found(
                "no_head", _("The head, which says how many rows there are, is gone.")
            )
        elif not head_is_genuine(head):
            yield self._found(
                "head_seal",
                _(
                    "The head was changed by hand, or the key that sealed it is no longer in "
                    "LOA_SECRET_KEYS."
                ),
            )
        elif head.broken_at is not None:
            yield self._found(
                "head_was_broken",
                _("When this row was written, the head was missing or had been changed by hand."),
                head.broken_at,
            )
        if head is not None:
            self.checked.sealed_later = head.sealed_later

    def rows(self) -> Iterator[Finding]:
        """Rows and seals side by side, by number; rows are asked for first, so none lacks its seal."""
        expected = 1
        waiting: Iterator[LedgerSeal] | None = None
        seal: LedgerSeal | None = None
        for row in self.model.objects.order_by("sequence").iterator(AT_ONCE):
            if waiting is None:
                seals = LedgerSeal.objects.filter(ledger=self.ledger).order_by("sequence")
                waiting = seals.iterator(AT_ONCE)
                seal = next(waiting, None)
            yield from self._missing(expected, row.sequence - 1)
            while seal is not None and seal.sequence < row.sequence:
                seal = next(waiting, None)  # of rows that are missing: said already
            mine = seal if seal is not None and seal.sequence == row.sequence else None
            yield from self._row(row, mine)
            self.last, expected = row.sequence, row.sequence + 1
            self.checked.rows += 1
        if self.head is not None:
            yield from self._missing(expected, self.head.sequence)

    def head_after(self) -> Iterator[Finding]:
        """Rows that came while this was reading are covered by the head as it is now."""
        yield from self._orphan_seals()
        # In this order: the head is written with its row, so it knows of what was read before it.
        newest = self.model.objects.order_by("-sequence").first()
        now = LedgerHead.objects.filter(pk=self.ledger).first()
        self.checked.head = self.last_hash
        if self.head is None or now is None or newest is None:
            return
        if newest.sequence > now.sequence:
            message = _("The head does not know of this row: it was inserted by hand.")
            yield self._found("beyond_head", message, newest.sequence)
        elif self.at_head and self.at_head != self.head.last_hash:
            message = _("It is not the row that the head names as the newest: it was exchanged.")
            yield self._found("not_the_head", message, self.head.sequence)

    def _orphan_seals(self) -> Iterator[Finding]:
        """Beyond all that is known; what the head knows of is said to be missing already."""
        known = max(self.last, self.head.sequence if self.head else 0)
        rows = self.model.objects.filter(sequence=OuterRef("sequence"))
        beyond = LedgerSeal.objects.filter(ledger=self.ledger, sequence__gt=known)
        orphans = beyond.filter(~Exists(rows)).order_by("sequence")
        for number in orphans.values_list("sequence", flat=True).iterator(AT_ONCE):
            message = _("There is a seal of this row, but the row itself was removed.")
            yield self._found("orphan_seal", message, number)

    def _missing(self, first: int, last: int) -> Iterator[Finding]:
        if first > last:
            return
        self.link = None
        if first == last:
            yield self._found("missing", _("This row was removed."), first)
        else:
            message = _("The rows from this one to %(last)d were removed.") % {"last": last}
            yield self._found("missing", message, first)

    def _row(self, row: LedgerRow, seal: LedgerSeal | None) -> Iterator[Finding]:
        genuine = seal is not None and row_is_genuine(seal, row.row_hash)
        if seal is None:
            message = _("This row was inserted by hand: it has no seal.")
            yield self._found("no_seal", message, row.sequence)
        elif not genuine:
            message = _("This row was rewritten by hand together with its hash: its seal differs.")
            yield self._found("seal", message, row.sequence)
        if not row.has_its_hash():
            message = _("This row was edited: what it says no longer gives its hash.")
            yield self._found("hash", message, row.sequence)
        elif genuine and self.link is not None and row.previous_hash != self.link:
            message = _("This row does not follow the one before it.")
            yield self._found("link", message, row.sequence)
        yield from self._files(row)
        self.link = row.row_hash if genuine else None
        self.last_hash = row.row_hash
        if self.head is not None and row.sequence == self.head.sequence:
            self.at_head = row.row_hash

    def _files(self, row: LedgerRow) -> Iterator[Finding]:
        for file, sha256 in row.evidence_files():
            if not file.name or not file.storage.exists(file.name):
                yield self._found(
                    "no_file", _("The file that belongs to it is gone."), row.sequence
                )
            elif _checksum(file) != sha256:
                message = _("The file that belongs to it is not the one that was handed in.")
                yield self._found("file", message, row.sequence)

    def _found(self, code: str, message: str, row: int | None = None) -> Finding:
        return Finding(self.ledger, code, message, row)


def _checksum(file) -> str:
    digest = hashlib.sha256()
    with file.storage.open(file.name, "rb") as stored:
        while chunk := stored.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
