"""Drafts from files: Word, web pages, Markdown and plain text."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.importing.drafts import ImportOutcome, import_items
from cms.importing.files import files_in
from cms.importing.places import sections_of
from cms.models import Office, SectionPage


class Command(BaseCommand):
    help = "Make drafts from files; prints one line per file and exits 1 when none succeeded."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="file or folder")
        parser.add_argument("--office", required=True, help="code of the office that owns them")
        parser.add_argument("--section", default="", help="slug; the office's first by default")
        parser.add_argument("--again", action="store_true", help="import known files once more")

    def handle(self, *args: Any, **options: Any) -> None:
        office = _office(options["office"])
        section = _section(office, options["section"])
        succeeded = 0
        for path in files_in(options["paths"]):
            (outcome,) = import_items(
                [path], office=office, section=section, user=None, again=options["again"]
            )
            self._report(path, outcome)
            succeeded += outcome.succeeded
        if not succeeded:
            raise CommandError(_("No file was imported."), returncode=1)

    def _report(self, path: Path, outcome: ImportOutcome) -> None:
        if not outcome.succeeded:
            self.stdout.write(f"{path}: {outcome.message}")
            return
        note = " " + _("(imported before)") if outcome.already_imported else ""
        self.stdout.write(f"{path}: {outcome.address}{note}")
        for warning in outcome.warnings:
            self.stderr.write(f"  {path.name}: {warning}")


def _office(code: str) -> Office:
    office = Office.objects.filter(code=code).first()
    if office is None or office.home is None:
        raise CommandError(_("There is no office with code %(code)s.") % {"code": code})
    return office


def _section(office: Office, slug: str) -> SectionPage:
    own = sections_of(office)
    found = next((section for section in own if slug in ("", section.slug)), None)
    if found is None:
        names = ", ".join(section.slug for section in own) or "–"
        raise CommandError(_("Name one of the office's sections: %(names)s") % {"names": names})
    return found
