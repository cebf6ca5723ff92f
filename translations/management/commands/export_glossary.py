"""The glossary as a file: a table for people, or TBX for other programs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from translations.glossary import tables, tbx
from translations.glossary.entries import all_entries
from translations.glossary.importing import CSV_NAMES, TBX_NAMES
from translations.management.operands import codes_of


class Command(BaseCommand):
    help = "Write all terms as CSV or TBX-Basic, as the name of the output ends."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", required=True, type=Path, metavar="F")
        parser.add_argument(
            "--language", action="append", metavar="L", help="only these; several times for several"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path, ending = options["output"], options["output"].suffix.casefold()
        if ending not in CSV_NAMES | TBX_NAMES:
            raise CommandError(_("The name of the output must end in .csv or .tbx."))
        entries = list(all_entries(codes_of(options["language"])))
        try:
            if ending in TBX_NAMES:
                with path.open("wb") as file:
                    tbx.write(entries, file)
            else:
                path.write_text("".join(tables.write(entries)), encoding="utf-8", newline="")
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        self.stdout.write(_("%(count)d terms written") % {"count": len(entries)})
