"""Makes the loudspeaker places of communes and wards, province by province; may be run again."""

import csv
from argparse import ArgumentParser
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.models import Office
from publishing.commune_places import missing_at
from publishing.services.commune_places import add_communes


class Command(BaseCommand):
    help = (
        "Makes a loudspeaker place for every commune and ward that has none, of all provinces or of"
        " the offices named. Places that are there, archived ones too, are left as they are."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("office", nargs="*", help="code of a provincial office; none: all")
        parser.add_argument(
            "--by",
            type=Path,
            help="CSV with columns code and office_code: who looks after which commune; the rest"
            " goes to the provincial office",
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would be made")

    def handle(self, *args: Any, **options: Any) -> None:
        offices = Office.objects.filter(level=Office.Level.PROVINCE).order_by("code")
        if options["office"]:
            offices = offices.filter(code__in=options["office"])
            unknown = set(options["office"]) - set(offices.values_list("code", flat=True))
            if unknown:
                raise CommandError(f"no provincial office: {', '.join(sorted(unknown))}")
        below = _looked_after_by(options["by"]) if options["by"] else {}
        total = 0
        for number, office in enumerate(offices, 1):
            made = self._work_at(office, below, dry=options["dry_run"])
            total += made
            self.stdout.write(f"{number}/{len(offices)} {office}: {made}")
        verb = "would be made" if options["dry_run"] else "made"
        self.stdout.write(f"{total} places {verb}")

    def _work_at(self, office: Office, below: dict[str, set[str]], *, dry: bool) -> int:
        if dry:
            return len(missing_at(office))
        made = 0
        for one in Office.objects.filter(parent=office, code__in=below).order_by("code"):
            made += len(add_communes(user=None, office=one, codes=below[one.code]))
        return made + len(add_communes(user=None, office=office))


def _looked_after_by(path: Path) -> dict[str, set[str]]:
    """Codes of communes by code of the office."""
    found: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            try:
                found[row["office_code"]].add(row["code"])
            except KeyError as error:
                raise CommandError(f"{path}: no column {error}") from error
    return found
