"""A translation memory of another program or another Loa into this one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.languages import UnknownLanguage, find
from cms.models import Office
from translations.exchange.problems import Refused
from translations.memory.importing import import_tmx
from translations.not_imported import NotImported


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
        try:
            with options["file"].open("rb") as file:
                kept = import_tmx(
                    file, office=office, approved=options["approved"], languages=languages
                )
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        except Refused as refused:
            where = f"{refused.where}: " if refused.where else ""
            raise CommandError(f"{where}{refused.message}") from refused
        except NotImported as failed:
            for problem in failed.problems:
                self.stderr.write(str(problem))
            raise CommandError(_("Nothing was imported.")) from failed
        for language, of_one in sorted(kept.items()):
            self.stdout.write(
                f"{language}: "
                + _("%(added)d new, %(approved)d approved now, %(known)d known")
                % {"added": of_one.added, "approved": of_one.approved, "known": of_one.known}
            )
        if not kept:
            self.stdout.write(_("The file has nothing in these languages."))


def codes_of(languages: list[str] | None) -> list[str] | None:
    try:
        return [find(code).code for code in languages] if languages else None
    except UnknownLanguage as unknown:
        raise CommandError(str(unknown)) from unknown


def office_of(code: str | None) -> Office | None:
    if not code:
        return None
    office = Office.objects.filter(code=code).first()
    if office is None:
        raise CommandError(_("There is no office with code %(code)s.") % {"code": code})
    return office
