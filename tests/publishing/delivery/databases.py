"""A copy of the test database: real commits without flushing what other tests rely on."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import connections

from tests import pristine


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """Every connection made inside, in any thread, goes to a fresh copy; yields its name."""
    if connections["default"].vendor == "postgresql":
        with pristine.own_copy() as copy, using_database(copy) as name:
            yield name
        return
    with using_database(copied_database(folder)) as name:
        yield name


def copied_database(folder: Path) -> str:
    """Name of a new file that holds what the test sees in its database now."""
    connection = connections["default"]
    if connection.vendor != "sqlite":
        pytest.skip("it needs a file that another process can open and lock")
    name = str(folder / "loa.sqlite3")
    connection.ensure_connection()
    # Not `backup`: it waits for ever while a transaction is open, as in every test.
    Path(name).write_bytes(connection.connection.serialize())
    # As migrations leave it: of many that connect at once only one can switch it, and none waits.
    with closing(sqlite3.connect(name)) as first:
        first.execute("PRAGMA journal_mode=WAL")
    return name


@contextmanager
def using_database(name: str) -> Iterator[str]:
    """The connection before, with the transaction that its test runs in, is only set aside."""
    before = connections["default"]
    settings, old_name = connections.settings["default"], before.settings_dict["NAME"]
    settings["NAME"] = name
    connections["default"] = connections.create_connection("default")
    try:
        yield name
    finally:
        connections["default"].close()
        settings["NAME"] = old_name
        connections["default"] = before
