"""Heads of the ledgers as a file that an office keeps elsewhere, on paper if it likes.

The database alone cannot tell its own past: whoever puts back an older copy of it, heads and all,
is found only by what was written down outside. One line a ledger and day:

    2026-11-22T08:00:00+07:00 cms.approval 1024 3f…
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.ledger import LedgerRow, ledgers
from cms.ledger_check import Finding
from cms.ledger_seals import name_of


def lines(heads: Iterable[tuple[str, int, str]]) -> list[str]:
    """To be kept: ledger, number of its newest row, its hash."""
    now = timezone.localtime().isoformat(timespec="seconds")
    return [f"{now} {ledger} {row} {row_hash or '-'}" for ledger, row, row_hash in heads]


def compare(file: Path) -> Iterator[Finding]:
    """Everything that was ever kept in the file must still be so."""
    known = {name_of(model): model for model in ledgers()}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        words = line.split()
        if not words or line.startswith("#"):
            continue
        if len(words) != 4 or words[1] not in known or not words[2].isdecimal():
            message = _("Line %(number)d of %(file)s cannot be read.")
            yield Finding("", "anchor", message % {"number": number, "file": file.name})
            continue
        yield from _compare(known[words[1]], words[0], int(words[2]), words[3])


def append(file: Path, kept: Iterable[str]) -> None:
    with file.open("a", encoding="utf-8") as anchors:
        anchors.writelines(f"{line}\n" for line in kept)


def _compare(model: type[LedgerRow], when: str, row: int, row_hash: str) -> Iterator[Finding]:
    if row == 0:
        return
    there = model.objects.filter(sequence=row).values_list("row_hash", flat=True).first()
    if there is None:
        message = _("It was there on %(when)s and is gone: was an older copy put back?")
    elif there != row_hash:
        message = _("It is not the row that was there on %(when)s.")
    else:
        return
    yield Finding(name_of(model), "anchor", message % {"when": when}, row)
