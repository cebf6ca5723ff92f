"""Puts what the spans say in their places."""

import re
from collections.abc import Sequence

from .spans import Span

_SPACES = re.compile(r"[ \t\u00a0\u202f]+")
_PAUSES = re.compile(r" *,(?: *,)+")
_BEFORE_STOP = re.compile(r" +(?=[,.;:!?…](?:\s|$|[”\"’]))|,\s*(?=[.;:!?…])")
_LEADING = re.compile(r"^[ ,]+|[ ,]+$", re.MULTILINE)
_AFTER_STOP = re.compile(r"(?<=[.;:!?]),(?=\s|$)")
_QUOTES = frozenset("“”\"‘’'«»")


def spoken_text(text: str, spans: Sequence[Span]) -> str:
    """The text with what the spans say in their places, tidied line by line."""
    parts: list[str] = []
    end = 0
    for span in spans:
        before = text[end : span.start]
        parts.append(before)
        parts.append("" if before[-1:] in _QUOTES else " ")
        parts.append(span.spoken)
        parts.append("" if text[span.end : span.end + 1] in _QUOTES else " ")
        end = span.end
    parts.append(text[end:])
    return _tidy("".join(parts))


def _tidy(spoken: str) -> str:
    spoken = _PAUSES.sub(",", _SPACES.sub(" ", spoken))
    spoken = _AFTER_STOP.sub("", _BEFORE_STOP.sub("", spoken))
    return _LEADING.sub("", spoken)
