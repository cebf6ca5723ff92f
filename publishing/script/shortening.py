"""A short version of an item for the ear: whole sentences as they are written, up to a length. Pure.

It greets, says the headline, then the first sentences that fit, where to read more, and ends. Nothing
is put in other words, and no sentence is cut. Placeholders stay, so that it serves every office.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from cms.conditions import TOKEN
from publishing.speech import read

from ..channel import Content
from .ear import ADDRESS, for_the_ear
from .model import Role
from .sentences import sentence_ends
from .wording import OFFICE_NAME, closing_in

_WHERE = re.compile(r"\b(?:xem|đọc|tra cứu|nộp|truy cập)\b[^.!?]*\btại\b", re.IGNORECASE)
_LEADS_ON = (":", "…")  # to what would be missing
_STOPS = ".!?…"
_END_AGAIN = re.compile(r"(\{\{\s*end\s*\}\})\.$")  # where a condition ended the line already


@dataclass(frozen=True)
class Line:
    """A sentence; `line` counts paragraphs, `number` the sentences in one."""

    line: int
    number: int
    role: Role
    text: str


def short_version(content: Content, *, fits: Callable[[str], bool]) -> str:
    """Paragraphs as lines; empty where beside greeting, headline and closing not one sentence fits.

    `content` with its placeholders; `fits` is asked about whole texts, as somebody would write them.
    """
    lines = list(lines_of(content))
    kept = [one for one in lines if one.role != Role.TEXT]
    body = [one for one in lines if one.role == Role.TEXT]
    pointer = [one for one in body if _says_where(one.text)][-1:]
    headings = _headings(content)

    def with_first(number: int) -> list[Line]:
        return _without_loose_end(body[:number], headings)

    def longest(always: list[Line]) -> str:
        number = _most(len(body), lambda count: fits(_text(always + with_first(count))))
        made = _text(always + with_first(number))
        return made if fits(made) and (with_first(number) or not body) else ""

    return longest(kept + pointer) or longest(kept)


def lines_of(content: Content) -> Iterator[Line]:
    """Every sentence in order, placeholders and conditions whole; corrections are said before any text."""
    unnamed = replace(content, edited_text="", corrections=(), office_name=OFFICE_NAME)
    heard = for_the_ear(unnamed, closing=closing_in(content.language))
    for line, one in enumerate(heard.paragraphs):
        whole = _END_AGAIN.sub(r"\1", one.text)
        parts = [whole] if one.role != Role.TEXT else _sentences(whole, content.language)
        for number, part in enumerate(parts):
            yield Line(line, number, one.role, part)


def _sentences(text: str, language: str) -> list[str]:
    """A sentence that only some offices say stays whole between its marks."""
    masked = TOKEN.sub(lambda found: _mask(found, text), text)
    spans = read(masked).spans if language == "vi" else ()
    parts, start = [], 0
    for end in sentence_ends(masked, spans):
        if not _is_open(text[:end]):
            parts.append(text[start:end].strip())
            start = end
    return [one for one in (*parts, text[start:].strip()) if one]


def _mask(found: re.Match[str], text: str) -> str:
    """A word as long as the placeholder; behind a condition the sentence ends that stood in it."""
    before = text[: found.start()].rstrip()[-1:]
    last = before if found["end"] and before and before in _STOPS else "a"
    return ("A" if found["tested"] else "a") + "a" * (len(found[0]) - 2) + last


def _is_open(text: str) -> bool:
    marks = [one for one in TOKEN.finditer(text) if not one["key"]]
    return bool(marks) and not marks[-1]["end"]


def _says_where(text: str) -> bool:
    return bool(_WHERE.search(text) or ADDRESS.search(text))


def _headings(content: Content) -> frozenset[str]:
    names = ("heading", "fact_box", "steps", "question_answer")
    told = (one.data for one in content.blocks if one.type in names)
    found = (data.get(key, "") for data in told for key in ("text", "title", "question"))
    return frozenset(_bare(one) for one in found if one)


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(_STOPS)


def _without_loose_end(lines: Sequence[Line], headings: frozenset[str]) -> list[Line]:
    """No heading and no “gồm:” behind which nothing comes."""
    kept = list(lines)
    while kept and (kept[-1].text.endswith(_LEADS_ON) or _bare(kept[-1].text) in headings):
        kept.pop()
    return kept


def _most(highest: int, fits: Callable[[int], bool]) -> int:
    """The greatest number that fits, where more never takes less time."""
    lowest = 0
    while lowest < highest:
        middle = (lowest + highest + 1) // 2
        if fits(middle):
            lowest = middle
        else:
            highest = middle - 1
    return lowest


def _text(lines: Sequence[Line]) -> str:
    """In the order of the item, a paragraph a line; what is named twice is said once."""
    paragraphs: dict[int, list[str]] = {}
    for one in sorted(set(lines), key=lambda one: (one.line, one.number)):
        paragraphs.setdefault(one.line, []).append(one.text)
    return "\n".join(" ".join(parts) for parts in paragraphs.values())
