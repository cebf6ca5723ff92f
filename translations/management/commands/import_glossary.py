"""Terms from a table or another program into the glossary."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from translations.exchange.problems import Refused
from translations.glossary.importing import import_glossary
from translations.management.commands.import_memory import codes_of
from translations.not_imported import NotImported


class Command(BaseCommand):
    help = "Take terms in from CSV or TBX: all of the file, or with a line per problem nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="F")
        parser.add_argument(
            "--language", action="append", metavar="L", help="only these; several times for several"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path, languages = options["file"], codes_of(options["language"])
        try:
            with path.open("rb") as file:
                taken = import_glossary(file, path.name, languages=languages)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except Refused as refused:
            where = f"{refused.where}: " if refused.where else ""
            raise CommandError(f"{where}{refused.message}") from refused
        except NotImported as failed:
            for problem in failed.problems:
                self.stderr.write(str(problem))
            raise CommandError(_("Nothing was imported.")) from failed
        self.stdout.write(
            _("%(added)d terms new, %(changed)d changed, %(known)d as they were")
            % {"added": taken.added, "changed": taken.changed, "known": taken.known}
        )
