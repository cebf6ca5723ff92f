"""Lists deliveries for people and scripts."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import QuerySet

from publishing.models import Delivery

COLUMNS = "id item destination channel office language action state attempts address".split()
WIDEST = 40  # characters of a column of the plain table


class Command(BaseCommand):
    help = (
        "Lists every delivery: item, destination, action, state, key, remote id, address, attempts."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON list on standard output")
        parser.add_argument("--state", choices=Delivery.State.values, help="only this state")
        parser.add_argument("--release", type=int, help="only this release, by its number")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [as_data(delivery) for delivery in _chosen(options)]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(_table(rows))


def _chosen(options: dict[str, Any]) -> QuerySet[Delivery]:
    chosen = Delivery.objects.select_related("release", "destination__office")
    if options["state"]:
        chosen = chosen.filter(state=options["state"])
    if options["release"]:
        chosen = chosen.filter(release=options["release"])
    return chosen.prefetch_related("attempts").order_by("pk")


def as_data(delivery: Delivery) -> dict[str, Any]:
    """What scripts read; keys are stable."""
    return {
        "id": delivery.pk,
        "item": delivery.release.title,
        "release": delivery.release_id,
        "destination": delivery.destination.name,
        "channel": delivery.destination.channel,
        "office": delivery.destination.office.code,
        "language": delivery.language,
        "action": delivery.action,
        "state": delivery.state,
        "key": str(delivery.key),
        "remote_id": delivery.remote_id,
        "address": delivery.address,
        "reason": delivery.reason,
        "reason_code": delivery.reason_code,
        "attempts": [
            {"number": one.number, "kind": one.kind, "outcome": one.outcome}
            for one in delivery.attempts.all()
        ],
    }


def _table(rows: list[dict[str, Any]]) -> str:
    cells = [[_cell(row[column]) for column in COLUMNS] for row in rows]
    widths = [max(map(len, column)) for column in zip(COLUMNS, *cells, strict=True)]
    lines = [COLUMNS, *cells]
    padded = (zip(line, widths, strict=True) for line in lines)
    return "\n".join("  ".join(c.ljust(w) for c, w in line).rstrip() for line in padded)


def _cell(value: Any) -> str:
    text = str(len(value) if isinstance(value, list) else value)
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
