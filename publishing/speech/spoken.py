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
_APART = frozenset(" \t\n\u00a0\u202f")


def spoken_text(text: str, spans: Sequence[Span]) -> str:
    """The text with what the spans say in their places, tidied line by line."""
    return tidy("".join(said for _span, said in joined(text, spans)))


def joined(text: str, spans: Sequence[Span]) -> list[tuple[Span | None, str]]:
    """What is said in order, part by part, before it is tidied: None is what stays as it is written.

    A span stands apart from what is around it.
    """
    parts: list[tuple[Span | None, str]] = []
    end = 0
    for span in spans:
        before, after = text[end : span.start], text[span.end : span.end + 1]
        parts.append((None, before))
        said = span.spoken
        if before[-1:] not in _QUOTES and before[-1:] not in _APART:
            said = f" {said}"
        if after not in _QUOTES and after not in _APART:
            said = f"{said} "
        parts.append((span, said))
        end = span.end
    parts.append((None, text[end:]))
    return parts


def tidy(spoken: str) -> str:
    """Spaces and pauses that are one too many are taken away, and nothing else is."""
    spoken = _PAUSES.sub(",", _SPACES.sub(" ", spoken))
    spoken = _AFTER_STOP.sub("", _BEFORE_STOP.sub("", spoken))
    return _LEADING.sub("", spoken)
