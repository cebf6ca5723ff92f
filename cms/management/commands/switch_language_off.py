"""`manage.py switch_language_off`: nothing more is asked for in a language; all of it is kept."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.going_live import NotApproved
from cms.language_switch import SwitchRefused, switch_off
from cms.structure_release import StructureRefused

from .publish_structure import user_named
from .switch_language_on import add_language, found


class Command(BaseCommand):
    help = "Switch a language off. Nothing is deleted; refused while items of it are live."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_language(parser)
        parser.add_argument("--user", required=True, help="login of the leader who agreed")
        parser.add_argument("--reason", required=True, help="stands in the audit log")

    def handle(self, *args: Any, **options: Any) -> None:
        language, user = found(options["language"]), user_named(options["user"])
        try:
            left = switch_off(language=language, user=user, reason=options["reason"])
        except (SwitchRefused, StructureRefused, NotApproved) as refusal:
            raise CommandError(str(refusal)) from refusal
        message = _("%(language)s is off. Everything in it is kept as drafts.")
        self.stdout.write(message % {"language": language.name_vi})
        for page in left:
            self.stdout.write(_("Off the portal: “%(title)s”") % {"title": page.title})
