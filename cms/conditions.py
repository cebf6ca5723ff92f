"""Sentences that stand only where an office has a value: `{{if:hotline}}Gọi {{hotline}}.{{end}}`.

One stands within one text: a line of plain text or several, or one paragraph of rich text, whatever
bold and links it crosses. Where it vanishes, nothing of it stays: no second space, no empty
paragraph, no line of its own, no tag without its partner. Conditions are not nested.

`divided` cuts a text, `joined` puts it together for an office. A text without conditions is given
back byte for byte. A condition that is not well formed stays as it is written: `broken` names it,
and nothing that has one is submitted.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from .vanishing import Kind, Part, without_traces

KEY = r"(?!(?:if:|end\s*(?:\}|\Z)))[a-z][a-z0-9_]*(?::[a-z0-9_]+)?"
TOKEN = re.compile(rf"\{{\{{\s*(?:if:(?P<tested>{KEY})|(?P<end>end)|(?P<key>{KEY}))\s*\}}\}}")
_TAG = re.compile(r"</?\s*([a-zA-Z][a-zA-Z0-9]*)[^>]*>")
_HTML = re.compile(rf"{_TAG.pattern}|{TOKEN.pattern}")
_PLAIN = re.compile(rf"\r?\n|{TOKEN.pattern}")
WITHIN_A_PARAGRAPH = frozenset(
    "a b strong i em u s sub sup br span code mark embed small del ins".split()
)


class Fault(StrEnum):
    """What is wrong with a condition."""

    NOT_CLOSED = "not_closed"
    NOT_OPENED = "not_opened"
    NESTED = "nested"
    CROSSES = "crosses"  # more than one paragraph
    IN_A_TAG = "in_a_tag"  # the address of a link


@dataclass(frozen=True)
class Broken:
    fault: Fault
    written: str  # the marker that is wrong


@dataclass
class Divided:
    """`parts` in their order; `pairs` are the places in it of `{{if:…}}` and its `{{end}}`."""

    parts: list[Part]
    pairs: list[tuple[int, int]] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)


def has_conditions(text: str) -> bool:
    """Whether it is worth dividing: a text without is never touched."""
    return "{{" in text and any(not one["key"] for one in TOKEN.finditer(text))


def divided(text: str, *, html: bool) -> Divided:
    found = Divided(list(_parts(text, html=html)))
    open_: int | None = None
    crossed = False
    for place, part in enumerate(found.parts):
        if part.kind is Kind.BLOCK:
            crossed = True
        elif part.kind is Kind.IF:
            if open_ is not None:
                found.broken.append(Broken(Fault.NESTED, part.raw))
                continue
            open_, crossed = place, False
        elif part.kind is Kind.END and open_ is None:
            nested = any(one.fault is Fault.NESTED for one in found.broken)
            if not nested:  # said once
                found.broken.append(Broken(Fault.NOT_OPENED, part.raw))
        elif part.kind is Kind.END and open_ is not None:
            if crossed:
                found.broken.append(Broken(Fault.CROSSES, found.parts[open_].raw))
            else:
                found.pairs.append((open_, place))
            open_ = None
        if part.kind in (Kind.INLINE, Kind.BLOCK, Kind.BREAK):
            marks = (one for one in TOKEN.finditer(part.raw) if not one["key"])
            found.broken += [Broken(Fault.IN_A_TAG, one[0]) for one in marks]
    if open_ is not None:
        found.broken.append(Broken(Fault.NOT_CLOSED, found.parts[open_].raw))
    if any(one.fault is Fault.NESTED for one in found.broken):
        found.pairs = []
    return found


def broken(text: str, *, html: bool) -> list[Broken]:
    return divided(text, html=html).broken if has_conditions(text) else []


def chosen(text: str, *, html: bool, known: Callable[[str], object]) -> str:
    """The text with its placeholders, and of its conditions only what they leave."""
    if not has_conditions(text):
        return text
    found = divided(text, html=html)
    return without_traces(found.parts, found.pairs, lambda key: bool(known(key)))


def spelled_out(text: str, *, html: bool, said: Callable[[str], str]) -> str:
    """With every sentence, for who answers for all of them: its marks become words.

    `said` gives those for the key that is tested, and for an empty one those of the end.
    """
    if not has_conditions(text):
        return text
    found = divided(text, html=html)
    for start, end in found.pairs:
        gap = "" if found.parts[start + 1].raw[:1].isspace() else " "
        found.parts[start].raw = f"{said(found.parts[start].key)}{gap}"
        found.parts[end].raw = said("")
    return "".join(part.raw for part in found.parts)


def lacking(text: str, *, html: bool, known: Callable[[str], object]) -> list[str]:
    """Keys that the text quotes and that have no value: `known` says of each whether it has one.

    What stands in a sentence that vanishes is not needed.
    """
    kept = chosen(text, html=html, known=known)
    quoted = dict.fromkeys(one["key"] for one in TOKEN.finditer(kept) if one["key"])
    return [key for key in quoted if not known(key)]


def _parts(text: str, *, html: bool) -> Iterable[Part]:
    pattern, end = _HTML if html else _PLAIN, 0
    for match in pattern.finditer(text):
        if match.start() > end:
            yield Part(Kind.TEXT, text[end : match.start()])
        yield _part(match, html=html)
        end = match.end()
    if end < len(text):
        yield Part(Kind.TEXT, text[end:])


def _part(match: re.Match[str], *, html: bool) -> Part:
    raw = match[0]
    if match["tested"]:
        return Part(Kind.IF, raw, match["tested"])
    if match["end"]:
        return Part(Kind.END, raw)
    if match["key"]:
        return Part(Kind.TEXT, raw)
    if not html:
        return Part(Kind.BREAK, raw)
    name = match[1].lower()
    if name == "br":
        return Part(Kind.BREAK, raw)
    kind = Kind.INLINE if name in WITHIN_A_PARAGRAPH else Kind.BLOCK
    return Part(kind, raw, name)


def keys_in(texts: Iterable[str]) -> Sequence[str]:
    """Every key that is quoted or tested, each once, in order."""
    return list(
        dict.fromkeys(
            one["key"] or one["tested"]
            for text in texts
            for one in TOKEN.finditer(text)
            if not one["end"]
        )
    )
