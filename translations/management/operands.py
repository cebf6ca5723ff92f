"""What operators name on the command line, and what they read when it cannot be taken."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.languages import UnknownLanguage, find
from cms.models import Office
from translations.exchange.problems import Refused
from translations.not_imported import NotImported


@contextmanager
def file_to_import(command: BaseCommand, path: Path) -> Iterator[BinaryIO]:
    """A line on standard error for each problem. Raises CommandError."""
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    except Refused as refused:
        where = f"{refused.where}: " if refused.where else ""
        raise CommandError(f"{where}{refused.message}") from refused
    except NotImported as failed:
        for problem in failed.problems:
            command.stderr.write(str(problem))
        raise CommandError(_("Nothing was imported.")) from failed


def codes_of(languages: list[str] | None) -> list[str] | None:
    """Raises CommandError."""
    try:
        return [find(code).code for code in languages] if languages else None
    except UnknownLanguage as unknown:
        raise CommandError(str(unknown)) from unknown


def office_of(code: str | None) -> Office | None:
    """Raises CommandError."""
    if not code:
        return None
    office = Office.objects.filter(code=code).first()
    if office is None:
        raise CommandError(_("There is no office with code %(code)s.") % {"code": code})
    return office
