"""Listings of a page: filters, cursors, the address of the next page."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from publishing.sandbox.errors import invalid_parameter
from publishing.sandbox.request import GraphRequest

DEFAULT_LIMIT, MAX_LIMIT = 25, 100


@dataclass(frozen=True)
class Item:
    """``number`` orders the listing: ids grow with time."""

    number: int
    created: float
    node: Callable[[], dict[str, Any]]


def list_items(
    items: list[Item], request: GraphRequest, base_url: str, truncation: str
) -> dict[str, Any]:
    """``items`` newest first. Raises GraphError for a limit, time or cursor that cannot be read."""
    limit = _limit(request.get("limit"))
    matching = [item for item in items if _in_window(item, request)]
    rest = _beyond_cursor(matching, request)
    shown = rest[:1] if truncation == "paged" else rest[:limit]
    if truncation == "silent":
        shown = rest = shown[: len(shown) // 2]
    body: dict[str, Any] = {"data": [item.node() for item in shown]}
    if shown:
        older, newer = len(rest) > len(shown), shown[0] is not matching[0]
        body["paging"] = _paging(request, base_url, shown, older=older, newer=newer)
    return body


def _limit(text: str) -> int:
    limit = int(text) if text.isdecimal() else DEFAULT_LIMIT
    if limit > MAX_LIMIT or limit < 1 or (text and not text.isdecimal()):
        raise invalid_parameter(f"The limit parameter must be a number from 1 to {MAX_LIMIT}.")
    return limit


def _in_window(item: Item, request: GraphRequest) -> bool:
    since, until = read_time(request, "since"), read_time(request, "until")
    return (since is None or item.created >= since) and (until is None or item.created <= until)


def read_time(request: GraphRequest, name: str) -> float | None:
    """UNIX seconds or ISO 8601, as UTC where no zone is given."""
    text = request.get(name).strip()
    if not text:
        return None
    try:
        if text.isdecimal():
            return float(text)
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise invalid_parameter(f"param {name} must be a time.") from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _beyond_cursor(items: list[Item], request: GraphRequest) -> list[Item]:
    after, before = request.get("after"), request.get("before")
    if after:
        return [item for item in items if item.number < _read_cursor(after)]
    if before:
        newer = [item for item in items if item.number > _read_cursor(before)]
        return newer[-_limit(request.get("limit")) :]
    return items


def _cursor(item: Item) -> str:
    return base64.urlsafe_b64encode(str(item.number).encode()).decode()


def _read_cursor(text: str) -> int:
    try:
        return int(base64.urlsafe_b64decode(text.encode()))
    except (ValueError, binascii.Error) as error:
        raise invalid_parameter("Invalid cursors values") from error


def _paging(
    request: GraphRequest, base_url: str, shown: list[Item], *, older: bool, newer: bool
) -> dict[str, Any]:
    cursors = {"before": _cursor(shown[0]), "after": _cursor(shown[-1])}
    paging: dict[str, Any] = {"cursors": cursors}
    if older:
        paging["next"] = _address(request, base_url, after=cursors["after"])
    if newer:
        paging["previous"] = _address(request, base_url, before=cursors["before"])
    return paging


def _address(request: GraphRequest, base_url: str, **cursor: str) -> str:
    """With the token in it, as on the platform: a client must not log these addresses."""
    path = "/".join((*((request.version,) if request.version else ()), *request.path))
    kept = {name: request.get(name) for name in request.fields if name not in {"after", "before"}}
    return f"{base_url}/{path}?" + urlencode(kept | {"access_token": request.token} | cursor)
