"""Keeps what the migrations made, so that only a changed migration is run again.

A run of the tests migrates an empty database in memory: ten seconds of work whose result is the
same as the last time. It is kept in pytest's cache, under a checksum of everything it depends on.
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings as project
from django.db import connection

from cms import languages, settings


def migrate_from(folder: Path, migrate: Callable[..., Any]) -> Callable[..., Any]:
    """Stands for `call_command` while a test database is made. SQLite only."""

    def call(command: str, *args: Any, **options: Any) -> Any:
        if command != "migrate" or project.MIGRATION_MODULES:  # not by the apps' own migrations
            return migrate(command, *args, **options)
        kept = folder / f"{checksum()}.sqlite3"
        if kept.exists():
            return _copy(kept)
        done = migrate(command, *args, **options)
        _keep(kept)
        return done

    return call


def checksum() -> str:
    """Of the migrations of every app, and of the settings and languages that they read."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:32]


def _sources() -> Iterator[Path]:
    for config in sorted(apps.get_app_configs(), key=lambda one: one.name):
        yield from sorted((Path(config.path) / "migrations").glob("*.py"))
    yield from sorted(Path(next(iter(settings.__path__))).glob("*.py"))
    yield Path(str(languages.__file__))


def _copy(kept: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(kept)) as source:
        source.backup(connection.connection)


def _keep(kept: Path) -> None:
    """Whole or not at all: several runs may end at the same moment."""
    aside = kept.with_suffix(f".{os.getpid()}")
    for old in kept.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    aside.write_bytes(connection.connection.serialize())
    os.replace(aside, kept)
