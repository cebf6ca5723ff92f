"""PostgreSQL only: a test's own database, copied from the migrated one before any test touched it.

PostgreSQL copies a database while nobody is connected to it. So one copy is made when the tests
begin, and every other is copied from that.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote
from uuid import uuid4

from django.db import connections


def name_of_copy() -> str:
    return f"{connections['default'].settings_dict['NAME']}_pristine"


@contextmanager
def kept() -> Iterator[None]:
    """Around all tests, when the test database was just made."""
    connections["default"].close()
    with copied(str(connections["default"].settings_dict["NAME"]), name_of_copy()):
        yield


@contextmanager
def own_copy() -> Iterator[str]:
    """Holds nothing that the test wrote before; gone afterwards."""
    with copied(name_of_copy(), f"{name_of_copy()}_{uuid4().hex[:8]}") as name:
        yield name


@contextmanager
def empty() -> Iterator[str]:
    """`DATABASE_URL` of a database on the same server in which there is nothing yet, for processes of
    their own; gone afterwards."""
    settings = connections["default"].settings_dict
    server = quote(settings["HOST"], safe="")
    who = ":".join(
        quote(settings[part], safe="") for part in ("USER", "PASSWORD") if settings[part]
    )
    port = f":{settings['PORT']}" if settings["PORT"] else ""
    with copied("template1", f"loa_{uuid4().hex[:12]}") as name:
        yield f"postgres://{who}@{server}{port}/{name}"


@contextmanager
def copied(source: str, name: str) -> Iterator[str]:
    _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    try:
        yield name
    finally:
        _execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _execute(statement: str) -> None:
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute(statement)
