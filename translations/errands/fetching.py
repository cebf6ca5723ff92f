"""The translation memory as a file to fetch."""

import gzip
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from translations.memory import tmx
from translations.memory.searching import units_for
from translations.models import Errand, ErrandFile, MemoryUnit

UNITS_BETWEEN_SIGNS = 5_000


def put_out(errand: Errand) -> bool:
    """What the errand asks for as compressed TMX. Always done in one turn."""
    mine = Errand.objects.filter(pk=errand.pk, turn=errand.turn, state=Errand.State.RUNNING)
    units = units_for(
        language=errand.language,
        office=errand.office,
        approved=True if errand.options["approved"] else None,
    )
    made = io.BytesIO()
    with gzip.GzipFile(fileobj=made, mode="wb", mtime=0) as packed:
        rows = units.select_related("office").order_by("pk").iterator()
        number = tmx.write(_at_work(rows, mine), cast(BinaryIO, packed))
    content = made.getvalue()
    with transaction.atomic():
        if mine.update(counts={"units": number}, moved_at=Now()):
            ErrandFile.objects.update_or_create(
                errand=errand, defaults={"content": content, "size": len(content)}
            )
    return False


def _at_work(rows: Iterable[MemoryUnit], mine: QuerySet[Errand]) -> Iterator[MemoryUnit]:
    """Says now and then that somebody works at it; ends once the turn is another's."""
    for number, row in enumerate(rows):
        if number % UNITS_BETWEEN_SIGNS == 0 and not mine.update(moved_at=Now()):
            return
        yield row
