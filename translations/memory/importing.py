"""A file of another memory into this one: all of it, or nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import islice
from typing import BinaryIO

from django.db import transaction

from cms.models import Office, User
from translations.memory.keeping import AT_ONCE, Kept, Pair, keep
from translations.memory.tmx import Found, Reader
from translations.not_imported import NotImported


def import_tmx(
    file: BinaryIO,
    *,
    office: Office | None,
    approved: bool,
    languages: Collection[str] | None = None,
    by: User | None = None,
) -> dict[str, Kept]:
    """What was kept, by language. Raises NotImported, or Refused where the file cannot be read.

    `approved`: whoever imports answers for the file; what it calls not approved stays so. Where the
    file says units belong to is not believed: all become the given office's.
    """
    reader = Reader(languages)
    kept: dict[str, Kept] = {}
    with transaction.atomic():
        for (language, is_approved), pairs in _batches(reader.read(file), approved=approved):
            if not reader.problems:
                done = keep(pairs, language, office=office, approved=is_approved, by=by)
                kept[language] = kept.get(language, Kept(0, 0, 0)) + done
        if reader.problems:
            raise NotImported(reader.problems)
    return kept


def _batches(
    found: Iterator[Found], *, approved: bool
) -> Iterator[tuple[tuple[str, bool], list[Pair]]]:
    while some := list(islice(found, AT_ONCE)):
        together: dict[tuple[str, bool], list[Pair]] = defaultdict(list)
        for one in some:
            together[one.language, approved and one.approved is not False].append(one.pair)
        yield from together.items()
