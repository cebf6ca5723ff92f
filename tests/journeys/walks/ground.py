"""What the walks find, and a quick answer to whether the public gets anything else by now."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction

from .edge import Edge, public

NAMED = re.compile(r'\b(?:FROM|JOIN)\s+"([a-z_]+)"', re.IGNORECASE)
# Of a page's row and of a person's: what is kept of drafts, locks and logins.
UNSEEN = frozenset(
    "latest_revision_id latest_revision_created_at has_unpublished_changes draft_title locked"
    " locked_at locked_by_id last_login".split()
)
Rows = dict[str, list[str]]


@dataclass(frozen=True)
class Ground:
    """What the public gets, and the rows of every table that was read to answer it."""

    edge: Edge
    rows: Rows

    def now(self, token: str) -> Edge:
        """Asked anew only if one of these rows is another: of the same rows the answer is the same."""
        return self.edge if rows_of(self.rows) == self.rows else public(token)


def lay(token: str) -> Ground:
    tables: set[str] = set()

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        tables.update(NAMED.findall(sql))
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        edge = public(token)
    return Ground(edge, rows_of(tables & set(connection.introspection.table_names())))


def rows_of(tables: Any) -> Rows:
    return {table: _rows_of(table) for table in sorted(tables)}


def _rows_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        seen = [number for number, name in enumerate(names) if name not in UNSEEN]
        return sorted(repr([row[number] for number in seen]) for row in cursor.fetchall())


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done within is as if it had never been, also for what Wagtail remembers."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()
