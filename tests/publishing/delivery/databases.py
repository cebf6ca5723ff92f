"""Copies of the test database: real commits without flushing what other tests rely on."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, connections


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """Let the default connection point to a fresh copy; yields its name."""
    copy = _copy_sqlite if connection.vendor == "sqlite" else _copy_postgresql
    with copy(folder) as name:
        settings, before = connection.settings_dict, connection.settings_dict["NAME"]
        connection.close()
        settings["NAME"] = connections.settings["default"]["NAME"] = name
        try:
            yield name
        finally:
            connection.close()
            settings["NAME"] = connections.settings["default"]["NAME"] = before


@contextmanager
def _copy_sqlite(folder: Path) -> Iterator[str]:
    """The first connection stays open, since a database in memory lives as long as one does."""
    source = str(connection.settings_dict["NAME"])
    name = str(folder / "loa.sqlite3")
    with closing(sqlite3.connect(source, uri=source.startswith("file:"))) as kept:
        with closing(sqlite3.connect(name)) as target:
            kept.backup(target)
        yield name


@contextmanager
def _copy_postgresql(folder: Path) -> Iterator[str]:
    source = connection.settings_dict["NAME"]
    name = f"{source}_copy"
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    yield name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
