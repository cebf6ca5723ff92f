"""A translation memory of another program or another Loa into this one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from translations.management.operands import codes_of, file_to_import, office_of
from translations.memory.importing import import_tmx


class Command(BaseCommand):
    help = "Take a translation memory (TMX) in: all of it, or with a line per problem nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="F")
        parser.add_argument(
            "--language", action="append", metavar="L", help="only these; several times for several"
        )
        parser.add_argument(
            "--office", metavar="CODE", help="whose it becomes; without it everybody's"
        )
        parser.add_argument(
            "--approved",
            action="store_true",
            help="you answer for it: proposed as good, but for what the file calls not approved",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        languages, office = codes_of(options["language"]), office_of(options["office"])
        with file_to_import(self, options["file"]) as file:
            kept = import_tmx(
                file, office=office, approved=options["approved"], languages=languages
            )
        for language, of_one in sorted(kept.items()):
            self.stdout.write(
                f"{language}: "
                + _("%(added)d new, %(approved)d approved now, %(known)d known")
                % {"added": of_one.added, "approved": of_one.approved, "known": of_one.known}
            )
        if not kept:
            self.stdout.write(_("The file has nothing in these languages."))
