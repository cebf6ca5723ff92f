"""`manage.py import_translation`: a file that a translator brought back."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.models import Role, User
from translations.errors import NotYours, Refused
from translations.exchange import read
from translations.exchange.reading import LARGEST
from translations.models import TranslationRequest
from translations.rights import people_for
from translations.services.exchanging import import_file, request_for

PARTLY = 3  # exit code: something was taken, something was not


class Command(BaseCommand):
    help = (
        "Take the translations out of a file that export_translation wrote. Each text that is not "
        "taken is named on standard error. Exit codes: 0 all taken; 1 nothing; 3 not all of it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="F")
        parser.add_argument(
            "--user",
            metavar="LOGIN",
            help="who translated it; without it whoever it is assigned to",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open("rb") as file:
                found = read(file.read(LARGEST + 1), name=path.name)
            request = request_for(found)
            user = _translator(request, options["user"])
            done = import_file(request=request, user=user, read=found, name=path.name)
        except NotYours as error:
            message = _("%(login)s does not translate this language for this office.")
            raise CommandError(message % {"login": user.username}) from error
        except Refused as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        for problem in done.problems:
            self.stderr.write(str(problem))
        message = _("%(file)s: %(count)d translations taken.")
        self.stdout.write(message % {"file": path, "count": done.taken})
        if any(not problem.taken for problem in done.problems):
            sys.exit(PARTLY)


def _translator(request: TranslationRequest, login: str | None) -> User:
    if login is None and request.assignee is not None:
        return request.assignee
    user = User.objects.filter(username=login, is_active=True).first() if login else None
    if user is None:
        people = people_for(request.language, Role.TRANSLATOR, request.office)
        names = ", ".join(one.username for one in people) or "–"
        message = _("Say who translated it: --user LOGIN. Translators of this language: %(names)s.")
        raise CommandError(message % {"names": names})
    return user
