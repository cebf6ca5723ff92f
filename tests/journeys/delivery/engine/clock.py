"""Time that goes by only when a test says so: for the database, on which the engine counts, and Django."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.utils import timezone

# What `Now()` and `database_now()` ask the database for; doubled signs where parameters follow.
ASKED = re.compile(
    r"STRFTIME\('%+Y-%+m-%+d %+H:%+M:%+f', 'NOW'\)|STATEMENT_TIMESTAMP\(\)", re.IGNORECASE
)
# Half an hour before the end of a day in Vietnam: items may be valid until today.
START = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)


class Clock:
    """Whole seconds only, so that equal times are equal texts in SQLite."""

    def __init__(self) -> None:
        self.now = START

    def go_on(self, span: timedelta) -> None:
        self.now += span

    def in_sql(self) -> str:
        if connection.vendor == "postgresql":
            return f"TIMESTAMPTZ '{self.now:%Y-%m-%d %H:%M:%S}+00'"
        return f"'{self.now:%Y-%m-%d %H:%M:%S}.000'"

    def answer(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        return execute(ASKED.sub(self.in_sql(), sql), params, many, context)


@contextmanager
def virtual_time() -> Iterator[Clock]:
    clock = Clock()
    with connection.execute_wrapper(clock.answer), patch.object(timezone, "now", lambda: clock.now):
        yield clock
