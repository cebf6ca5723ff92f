"""`manage.py switch_language_on`: people work in another language from now on."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.language_switch import SwitchedOn, switch_on
from cms.languages import Language, UnknownLanguage, find


class Command(BaseCommand):
    help = "Switch a language on: home page, sections and offices' pages as drafts. Repeatable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        done = switch_on(language=found(options["language"]))
        self._tell(done)

    def _tell(self, done: SwitchedOn) -> None:
        count = len(done.made)
        message = ngettext(
            "%(language)s is on; %(count)d page was made.",
            "%(language)s is on; %(count)d pages were made.",
            count,
        )
        self.stdout.write(message % {"language": done.language.name_vi, "count": count})
        if done.waiting:
            self.stdout.write(
                _(
                    "Not on the portal yet: each needs its title in the language, then a leader who"
                    " puts it there under “Section and office pages”."
                )
            )
        for page in done.waiting:
            self.stdout.write(f"{page.pk}\t{page.url_path}\t{page.draft_title}")


def add_language(parser: ArgumentParser) -> None:
    parser.add_argument("language", metavar="LANGUAGE", help="code like km, khm, km-VN or cjm-cham")


def found(code: str) -> Language:
    try:
        return find(code)
    except UnknownLanguage as unknown:
        raise CommandError(str(unknown)) from None
