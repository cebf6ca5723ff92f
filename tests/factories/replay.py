"""What a factory writes to the database is kept, and written again without the work before it.

Nearly every test begins with the same few offices. Making them takes hundreds of queries, since
the house watches every step: trees, rights, indexes, logs. The first time in a process a factory
runs as it is, and each statement by which it writes is kept. Where it is called again in the same
state of the database, with the same arguments, language and settings, these statements do it.

The state is the same if a test began with the untouched database and wrote nothing since but by
such factories, in the same order. SQLite tells: it counts every row that a connection changed, and
the numbers that it gave to new rows go back with what is rolled back. Wherever it is not certain,
the factory runs as it is; elsewhere than on SQLite always.

Moments and random identifiers are new every time, and so is the number that a factory is given,
where it stands as a word (`Số 1002`) or behind one letter (`P1002`): not within a hash.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial, wraps
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime

MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?")
IDENTIFIER = re.compile(r"[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}")  # random, not of a text
PATH = re.compile(r"0001([0-9A-Z]{4})*")  # in a tree: no number of ours, whatever it looks like
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
READS = ("SELECT", "SAVEPOINT", "RELEASE")


@dataclass
class State:
    """The database after some factories, and what each further one wrote then."""

    given: list[tuple[str, int]]  # the last number of each table
    recordings: dict[tuple[Any, ...], list["Recording"]] = field(default_factory=dict)


@dataclass
class Recording:
    statements: list[tuple[str, Any, bool]]
    settings: dict[str, Any]  # those that were read
    number: str
    span: tuple[datetime, datetime]
    after: State

    def holds(self) -> bool:
        now = settings._wrapped
        return all(getattr(now, name, None) == value for name, value in self.settings.items())

    def texts(self) -> set[str]:
        rows = (
            row for _sql, params, many in self.statements for row in (params if many else [params])
        )
        values = (value for row in rows for value in row or ())
        return {one for one in values if isinstance(one, str) and not PATH.fullmatch(one)}


class Place:
    """Where the test that runs stands. `state` is None where that is not known."""

    def __init__(self) -> None:
        self.untouched: State | None = None
        self.state: State | None = None
        self.raw: sqlite3.Connection | None = None
        self.changes = 0
        self.own: set[str] = set()  # numbers and identifiers that this test's rows got

    def begin(self) -> None:
        """A test begins: its transaction, if it gets one, is still empty."""
        self.own = set()
        self.raw = connection.connection if connection.vendor == "sqlite" else None
        self.come_to(self.untouched if self.raw else None)

    def now(self) -> State | None:
        if self.state and not self._is_here(self.state):
            self.state = None
        return self.state

    def _is_here(self, state: State) -> bool:
        here = connection.connection is self.raw and self.raw.total_changes == self.changes
        return here and not connection.execute_wrappers and given() == state.given

    def come_to(self, state: State | None) -> None:
        self.state = state
        self.changes = self.raw.total_changes if self.raw else 0


place = Place()


def keep_untouched() -> None:
    """The test database was just made, and nobody wrote to it."""
    if connection.vendor == "sqlite":
        place.untouched = State(given())


def given() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        return cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name").fetchall()


def replayed(write: Callable[..., None]) -> Callable[..., None]:
    """For a factory `write(number, *arguments)` that gives nothing back and only writes.

    What it writes may depend on the database, its arguments, settings, the language and the clock.
    """

    @wraps(write)
    def written(number: int, *arguments: Any) -> None:
        state = place.now()
        if state is None:
            write(number, *arguments)
            return
        key = (write.__name__, translation.get_language(), *arguments)
        recordings = state.recordings.setdefault(key, [])
        recording = next((one for one in recordings if one.holds()), None)
        if recording:
            repeat(recording, str(number))
        elif recording := record(str(number), partial(write, number, *arguments)):
            recordings.append(recording)
        place.come_to(recording.after if recording else None)

    return written


def record(number: str, write: Callable[[], None]) -> Recording | None:
    """Runs it. Gives nothing where its statements would not do the same again."""
    statements: list[tuple[str, Any, bool]] = []
    verbs: set[str] = set()

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        params = list(params) if many else params
        verbs.add(verb := sql.split(None, 1)[0].upper())
        if verb in WRITES:
            statements.append((sql, params, many))
        return execute(sql, params, many, context)

    began, callbacks = timezone.now(), len(connection.run_on_commit)
    with settings_read() as read, connection.execute_wrapper(listen):
        write()
    if verbs - {*WRITES, *READS} or len(connection.run_on_commit) != callbacks:
        return None
    made = Recording(statements, read, number, (began, timezone.now()), State(given()))
    return made if _stands_alone(made) else None


def _stands_alone(recording: Recording) -> bool:
    """It repeats nothing that other rows of the test will have otherwise the next time."""
    texts = recording.texts()
    if any(_names(text, own) for own in place.own for text in texts):
        return False
    place.own |= {recording.number, *filter(IDENTIFIER.fullmatch, texts)}
    return True


def _names(text: str, own: str) -> bool:
    return own in text and bool(IDENTIFIER.fullmatch(own) or word(own).search(text))


def word(number: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![0-9A-Za-z])([A-Za-z]?){number}(?![0-9A-Za-z])")


@contextmanager
def settings_read() -> Iterator[dict[str, Any]]:
    """By name, as they were. `settings` itself remembers what it was asked until it is changed."""
    before, read = settings._wrapped, {}

    class Reader:
        def __getattr__(self, name: str) -> Any:
            read[name] = value = getattr(before, name)
            return value

    settings._wrapped = Reader()
    try:
        yield read
    finally:
        settings._wrapped = before


def repeat(recording: Recording, number: str) -> None:
    fresh = Fresh(recording, number)
    with transaction.atomic(), connection.cursor() as cursor:
        for sql, params, many in recording.statements:
            if many:
                cursor.executemany(sql, [fresh.row(row) for row in params])
            else:
                cursor.execute(sql, fresh.row(params))
                cursor.fetchall()  # what a statement gives back ends it
    place.own |= {number, *fresh.identifiers.values()}


class Fresh:
    """The values of a recording as they would be now."""

    def __init__(self, recording: Recording, number: str) -> None:
        self.then, self.number = recording, rf"\g<1>{number}"
        self.word = word(recording.number)
        self.now = connection.ops.adapt_datetimefield_value(timezone.now())
        self.identifiers: dict[str, str] = {}

    def row(self, params: Any) -> Any:
        return params and [self.value(one) if isinstance(one, str) else one for one in params]

    def value(self, text: str) -> str:
        if IDENTIFIER.fullmatch(text):
            return self.identifiers.setdefault(text, uuid4().hex)
        if MOMENT.fullmatch(text) and self._is_of_then(text):
            return self.now
        if PATH.fullmatch(text):
            return text
        return self.word.sub(self.number, text)

    def _is_of_then(self, text: str) -> bool:
        began, ended = self.then.span
        moment = parse_datetime(text)
        return moment is not None and began <= moment.replace(tzinfo=UTC) <= ended
