"""Asks one address as one person and says what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.urls import URLPattern, URLResolver, get_resolver

from .answers import meaning, nothing_stays, rows_of, watched
from .world import World


def addresses() -> dict[str, str]:
    """Every pattern that the site answers, with a part of the name of its view."""
    return dict(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[Any], before: str) -> Any:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            assert isinstance(pattern, URLPattern)
            yield route, pattern.lookup_str


@dataclass
class Answer:
    meaning: str
    text: str
    changed: set[str] = field(default_factory=set)
    location: str = ""


def ask(
    world: World, actor: str, method: str, path: str, data: Mapping[str, Any] | None = None
) -> Answer:
    """The request is undone; `changed` names tables whose rows it left different."""
    client = world.client_of(actor)
    cache.clear()
    with nothing_stays():
        with watched() as tables:
            reply = getattr(client, method.lower())(path, data or {})
            text = _text(reply)
        after = rows_of(tables) if tables else {}
    before = rows_of(tables) if tables else {}
    changed = {table for table in tables if before[table] != after[table]}
    return Answer(meaning(reply), text, changed, reply.headers.get("Location", ""))


def _text(reply: Any) -> str:
    content = b"".join(reply.streaming_content) if reply.streaming else reply.content
    return content.decode("utf-8", errors="replace")
