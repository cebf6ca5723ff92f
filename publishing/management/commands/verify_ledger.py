"""Proves that releases, approvals, attempts and confirmations are unchanged and complete."""

import json
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.ledger import ledgers
from cms.ledger_check import Checked, Finding, check_ledger
from cms.ledger_seals import name_of
from publishing import ledger_anchors
from publishing.ledger_checks import cross_checks
from publishing.release_checks import releases_from_before

MOST = 50  # findings that are printed of one kind; the rest is counted


class Command(BaseCommand):
    help = (
        "Finds rows of the ledgers (releases, approvals, attempts, confirmations) that were edited, "
        "removed or inserted by hand, and what does not agree with them. Exit code 1: something was found."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--json", action="store_true", help="one JSON object on standard output"
        )
        parser.add_argument(
            "--anchor",
            type=Path,
            metavar="FILE",
            help="compare with the heads that this file has kept, then add those of today to it",
        )
        parser.add_argument(
            "--new-anchor",
            action="store_true",
            help="begin the file that --anchor names; it must not be there yet",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        _refuse_another_file(options["anchor"], begin=options["new_anchor"])
        began = time.monotonic()
        checked = [Checked(name_of(model)) for model in ledgers()]
        each = (check_ledger(*pair) for pair in zip(ledgers(), checked, strict=True))
        compared = _compared(options["anchor"])
        report = _Report(chain(chain.from_iterable(each), cross_checks(), compared))
        seconds = time.monotonic() - began
        kept = ledger_anchors.lines((one.ledger, one.rows, one.head) for one in checked)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_data(checked, kept), ensure_ascii=False))
        else:
            self._print(checked, report, seconds)
        if report.total:
            raise CommandError(f"{report.total} findings", returncode=1)
        if options["anchor"]:
            ledger_anchors.append(options["anchor"], kept)

    def _print(self, checked: list[Checked], report: "_Report", seconds: float) -> None:
        for one in checked:
            later = f"; rows up to {one.sealed_later} were sealed later than written"
            note = later if one.sealed_later else ""
            self.stdout.write(f"{one.ledger}: {one.rows} rows, head {one.head or '-'}{note}")
        if before := releases_from_before():
            self.stdout.write(f"{before} releases are from before releases were sealed")
        for finding in report.shown:
            row = f", row {finding.row}" if finding.row is not None else ""
            self.stdout.write(f"! {finding.ledger}{row}: {finding.message}")
        for (ledger, code), count in report.unshown.items():
            self.stdout.write(f"! {ledger}: {count} more like this ({code})")
        rows = sum(one.rows for one in checked)
        self.stdout.write(
            f"{rows} rows in {seconds:.1f} s, {rows / max(seconds, 1e-6):.0f} a second"
        )
        if not report.total:
            self.stdout.write("Nothing was edited, removed or inserted by hand.")


class _Report:
    """Of each kind of finding the first ones, and the number of the others."""

    def __init__(self, findings: Iterator[Finding]) -> None:
        self.shown: list[Finding] = []
        counts: Counter[tuple[str, str]] = Counter()
        for finding in findings:
            kind = (finding.ledger, finding.code)
            counts[kind] += 1
            if counts[kind] <= MOST:
                self.shown.append(finding)
        self.total = counts.total()
        self.unshown = {kind: count - MOST for kind, count in counts.items() if count > MOST}

    def as_data(self, checked: list[Checked], kept: list[str]) -> dict[str, Any]:
        return {
            "ledgers": [asdict(one) for one in checked],
            "total": self.total,
            "findings": [asdict(finding) for finding in self.shown],
            "anchor": kept,
        }


def _compared(anchor: Path | None) -> Iterator[Finding]:
    if anchor is not None and anchor.exists():
        yield from ledger_anchors.compare(anchor)


def _refuse_another_file(anchor: Path | None, *, begin: bool) -> None:
    """A file that was mistyped or deleted must not look like one that agrees."""
    if begin and anchor is None:
        raise CommandError("--new-anchor begins the file that --anchor FILE names.")
    if anchor is None or begin is not anchor.exists():
        return
    if begin:
        raise CommandError(f"{anchor} is there already: leave --new-anchor out.")
    raise CommandError(f"{anchor} is not there. To begin a new file, add --new-anchor.")
