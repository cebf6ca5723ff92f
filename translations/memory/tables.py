"""The table of keys, read and written in the ways that are quick in each database."""

from collections.abc import Iterable, Sequence

from django.db import connection

from translations.memory.keys import Lookup
from translations.models import MemoryKey

Row = tuple[int, int]  # key, unit
_PARTS = 200  # of one question; SQLite takes 500
_NEWEST = (
    "SELECT * FROM (SELECT key, unit_id FROM translations_memorykey WHERE key = %s"
    " ORDER BY key DESC, unit_id DESC LIMIT %s) AS newest"
)
_ADD = "INSERT INTO translations_memorykey (key, unit_id) VALUES (%s, %s) ON CONFLICT DO NOTHING"
# SQLite's page cache in KiB, for as long as the connection lasts: a large index is written all over.
_CACHE = "PRAGMA cache_size = -131072"
_REMOVE_UNIT = "DELETE FROM translations_memoryunit WHERE id = %s"
_ADD_ARRAYS = (
    "INSERT INTO translations_memorykey (key, unit_id)"
    " SELECT * FROM unnest(%s::bigint[], %s::bigint[]) ON CONFLICT DO NOTHING"
)


def units_under(lookups: Sequence[Lookup]) -> list[Row]:
    """No more of each than it says, whatever the table holds."""
    rows: list[Row] = []
    with connection.cursor() as cursor:
        for start in range(0, len(lookups), _PARTS):
            some = lookups[start : start + _PARTS]
            values = [value for one in some for value in (one.key, one.deepest)]
            cursor.execute(" UNION ALL ".join([_NEWEST] * len(some)), values)
            rows += cursor.fetchall()
    return rows


def add(rows: Iterable[Row]) -> None:
    """In the order of the keys, so that each page of their index is written once."""
    ordered = sorted(rows)
    if not ordered:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_ADD_ARRAYS, [list(column) for column in zip(*ordered, strict=True)])
        else:
            cursor.execute(_CACHE)
            cursor.executemany(_ADD, ordered)


def remove(rows: Iterable[Row]) -> None:
    keys, units = zip(*rows, strict=True)
    MemoryKey.objects.filter(key__in=set(keys), unit_id__in=set(units)).delete()


def remove_units(units: Sequence[int]) -> None:
    """Whose keys are removed. Django would look for keys by their unit, of which there is no index."""
    with connection.cursor() as cursor:
        cursor.executemany(_REMOVE_UNIT, [[unit] for unit in units])
