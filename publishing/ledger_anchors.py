"""Heads of the ledgers as a file that an office keeps elsewhere, on paper if it likes.

The database alone cannot tell its own past: whoever puts back an older copy of it, heads and all,
is found only by what was written down outside. One line a ledger and day:

    2026-11-22T08:00:00+07:00 cms.approval 1024 3f…

The house keeps such a file of its own (`keep_daily`) and says each line in its log: that finds
whoever can write into the database but not on the disk.
"""

import logging
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.ledger import LedgerRow, ledgers
from cms.ledger_check import Finding
from cms.ledger_seals import name_of

logger = logging.getLogger(__name__)
AN_END = 4096  # bytes; more than the lines of a day


def lines(heads: Iterable[tuple[str, int, str]]) -> list[str]:
    """To be kept: ledger, number of its newest row, its hash."""
    now = timezone.localtime().isoformat(timespec="seconds")
    return [f"{now} {ledger} {row} {row_hash or '-'}" for ledger, row, row_hash in heads]


def compare(file: Path) -> Iterator[Finding]:
    """Everything that was ever kept in the file must still be so."""
    known = {name_of(model): model for model in ledgers()}
    read = 0
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        words = line.split()
        if not words or line.startswith("#"):
            continue
        read += 1
        if len(words) != 4 or words[1] not in known or not words[2].isdecimal():
            message = _("Line %(number)d of %(file)s cannot be read.")
            yield Finding("", "anchor", message % {"number": number, "file": file.name})
            continue
        yield from _compare(known[words[1]], words[0], int(words[2]), words[3])
    if not read:
        message = _("%(file)s holds no heads: was it emptied?")
        yield Finding("", "anchor", message % {"file": file.name})


def keep_daily() -> None:
    """What the sweep does, however often: the first one of a day writes the newest rows down."""
    file: Path = settings.LEDGER_ANCHORS
    if _last_day(file) == timezone.localtime().date().isoformat():
        return
    kept = lines(_newest(model) for model in ledgers())
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    append(file, kept)
    for line in kept:
        logger.info("head of a ledger: %s", line)


def append(file: Path, kept: Iterable[str]) -> None:
    opened = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with open(opened, "a", encoding="utf-8") as anchors:
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


def _newest(model: type[LedgerRow]) -> tuple[str, int, str]:
    newest = model.objects.order_by("-sequence").values_list("sequence", "row_hash").first()
    return (name_of(model), *(newest or (0, "")))


def _last_day(file: Path) -> str:
    """Of the last line; empty before the first one."""
    if not file.exists():
        return ""
    with file.open("rb") as anchors:
        anchors.seek(max(file.stat().st_size - AN_END, 0))
        last = anchors.read().decode(errors="replace").splitlines()[-1:]
    return last[0][:10] if last else ""
