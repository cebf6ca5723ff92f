"""A glossary file into the glossary: all of it, or nothing."""

from collections.abc import Collection
from pathlib import PurePath
from typing import BinaryIO

from django.utils.translation import gettext as _

from cms.models import User
from translations.exchange.problems import Refused
from translations.glossary import tables, tbx
from translations.glossary.entries import Taken, TermEntry, take
from translations.not_imported import NotImported

CSV_NAMES, TBX_NAMES = {".csv", ".txt", ".tsv"}, {".tbx", ".xml"}


def import_glossary(
    file: BinaryIO, name: str, *, languages: Collection[str] | None = None, by: User | None = None
) -> Taken:
    """Raises NotImported, or Refused where the file cannot be read."""
    return take(entries_in(file, name, languages), by=by)


def entries_in(
    file: BinaryIO, name: str, languages: Collection[str] | None = None
) -> tuple[TermEntry, ...]:
    """What the file says. Raises NotImported with a line per problem, Refused."""
    ending = PurePath(name).suffix.casefold()
    if ending in TBX_NAMES:
        collector = tbx.read(file, languages)
    elif ending in CSV_NAMES:
        collector = tables.read(file.read(tables.MOST_BYTES + 1), languages)
    else:
        raise Refused(_("Only CSV and TBX files are read: the name must end in .csv or .tbx."))
    if collector.problems:
        raise NotImported(collector.problems)
    return collector.entries()
