"""The translation memory as a file for other programs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from translations.management.operands import codes_of, office_of
from translations.memory import tmx
from translations.memory.scope import province_of
from translations.models import MemoryUnit


class Command(BaseCommand):
    help = "Write the translation memory as TMX: everybody's units, and with --office a province's."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", required=True, type=Path, metavar="F")
        parser.add_argument(
            "--language", action="append", metavar="L", help="only these; several times for several"
        )
        parser.add_argument("--office", metavar="CODE", help="the units of this province alone")
        parser.add_argument("--approved", action="store_true", help="only what is approved")

    def handle(self, *args: Any, **options: Any) -> None:
        units = MemoryUnit.objects.filter(office=province_of(office_of(options["office"])))
        if languages := codes_of(options["language"]):
            units = units.filter(language__in=languages)
        if options["approved"]:
            units = units.filter(approved=True)
        try:
            with options["output"].open("wb") as file:
                number = tmx.write(units.select_related("office").order_by("pk").iterator(), file)
        except OSError as error:
            raise CommandError(f"{options['output']}: {error.strerror}") from error
        self.stdout.write(_("%(count)d units written") % {"count": number})
