"""What an answer of the site means, and what a request wrote."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.messages import constants
from django.db import connection, transaction

LOGIN, REFUSED, HIDDEN, NOT_ALLOWED, BAD = "login", "refused", "hidden", "not allowed", "bad"
SHOWN, DONE, GONE, BUSY, ODD = "shown", "done", "gone", "conflict", "odd"
EITHER, REFUSED_OR_HIDDEN = f"{SHOWN}|{DONE}", f"{REFUSED}|{HIDDEN}"

_BY_STATUS = {200: SHOWN, 400: BAD, 403: REFUSED, 404: HIDDEN, 405: NOT_ALLOWED, 409: BUSY}
_BY_STATUS |= {201: DONE, 304: SHOWN, 410: GONE}
# What any request may leave behind: who is logged in, who has which page open, resized pictures,
# the profile that Wagtail makes at the first visit.
BY_THE_WAY = {
    "cms_tally",  # wrong passwords and links are counted
    "django_session",
    "wagtailadmin_editingsession",
    "media_assets_picturerendition",
    "wagtailusers_userprofile",
}
_WRITE = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)


def meaning(reply: Any) -> str:
    """One word. Wagtail refuses by a redirect that carries a message of an error."""
    if reply.status_code in (301, 302):
        if "/login/" in reply["Location"]:
            return LOGIN
        return REFUSED if _complained(reply) else DONE
    return _BY_STATUS.get(reply.status_code, f"{ODD} {reply.status_code}")


def _complained(reply: Any) -> bool:
    queued = getattr(getattr(reply.wsgi_request, "_messages", None), "_queued_messages", [])
    return any(message.level >= constants.ERROR for message in queued)


@contextmanager
def nothing_stays() -> Iterator[None]:
    """What a request writes is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def watched() -> Iterator[set[str]]:
    """The tables that are written to."""
    tables: set[str] = set()

    def look(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if (found := _WRITE.match(sql)) and found[1].lower() not in BY_THE_WAY:
            tables.add(found[1])
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        yield tables


def rows_of(tables: set[str]) -> dict[str, list[Any]]:
    """Everything that the tables hold."""
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(tables):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found
