"""Terms from a table or another program into the glossary."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from translations.glossary.importing import import_glossary
from translations.management.operands import codes_of, file_to_import


class Command(BaseCommand):
    help = "Take terms in from CSV or TBX: all of the file, or with a line per problem nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="F")
        parser.add_argument(
            "--language", action="append", metavar="L", help="only these; several times for several"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path, languages = options["file"], codes_of(options["language"])
        with file_to_import(self, path) as file:
            taken = import_glossary(file, path.name, languages=languages)
        self.stdout.write(
            _("%(added)d terms new, %(changed)d changed, %(known)d as they were")
            % {"added": taken.added, "changed": taken.changed, "known": taken.known}
        )
