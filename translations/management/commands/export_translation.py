"""`manage.py export_translation`: a page in a language as a file for translators."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.languages import UnknownLanguage, find
from translations.errors import Refused
from translations.exchange import Format, write
from translations.services.exchanging import file_of


class Command(BaseCommand):
    help = (
        "Write the texts of a page, with what there is of their translation, into a file for "
        "translators. Bring it back with import_translation."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("page", type=int, metavar="PAGE_ID", help="number of the page")
        parser.add_argument(
            "--language", required=True, metavar="L", help="its code, BCP 47 tag or ISO 639-3 code"
        )
        parser.add_argument("--format", required=True, choices=[str(one) for one in Format])
        parser.add_argument(
            "--output", required=True, type=Path, metavar="F", help="file to write, or replace"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        page = Page.objects.filter(pk=options["page"]).first()
        if page is None:
            raise CommandError(_("There is no page %(number)d.") % {"number": options["page"]})
        try:
            file = file_of(page, find(options["language"]).code)
            options["output"].write_bytes(write(file, options["format"]))
        except (UnknownLanguage, Refused) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{options['output']}: {error.strerror}") from error
        done = sum(bool(unit.target) for unit in file.units)
        self.stdout.write(
            _("%(file)s: %(count)d texts, %(done)d of them translated.")
            % {"file": options["output"], "count": len(file.units), "done": done}
        )
