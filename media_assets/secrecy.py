"""Stamps of secrecy in the text of a document: MẬT, TỐI MẬT, TUYỆT MẬT.

A stamp stands alone: on a line of its own or apart from its neighbours in the head of a document,
in capitals; or it follows “Độ mật:”. The words “bí mật”, “bảo mật” and “mật ong” are no stamps.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    FIRST = "secret"  # MẬT
    TOP = "top_secret"  # TỐI MẬT
    UTMOST = "utmost_secret"  # TUYỆT MẬT


@dataclass(frozen=True)
class Stamp:
    """`start` and `end` of its line in the text as it was given; `excerpt` marks it."""

    level: str
    start: int
    end: int
    excerpt: str


LEVELS = {"MẬT": Level.FIRST, "TỐIMẬT": Level.TOP, "TUYỆTMẬT": Level.UTMOST}
_AROUND = 40
_LONGEST_HEAD = 400  # letters; what is longer is a sentence
# Cells of a head in columns: a tab, a stroke, or several spaces.
_CELL = re.compile(r"[^\t|│]+?(?=\s{3}|[\t|│]|$)")
_FRAME = re.compile(r"^[\W_]+|[\W_]+$")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_NAMED = re.compile(
    r"(?:độ|mức độ|dấu độ|dấu chỉ độ)\s+mật\s*[:：–-]\s*[\W_]*(tuyệt\s+mật|tối\s+mật|mật)(?!\w)",
    re.I,
)
_NUMBERED = re.compile(r"^(.+?)[\s:]+(?:SỐ|Số)\s*:.*$")


def find(text: str) -> tuple[Stamp, ...]:
    """In the order of the text, however its letters are composed."""
    return tuple(stamp for stamp in _stamps(text))


def _stamps(text: str) -> Iterator[Stamp]:
    start = 0
    for line in text.splitlines(keepends=True):
        level, shown = _level(line)
        if level:
            yield Stamp(level, start, start + len(line.rstrip()), shown)
        start += len(line)


def _level(line: str) -> tuple[str, str]:
    if "M" not in line and "m" not in line and "Ｍ" not in line:
        return "", ""
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", line)).strip()
    if named := _NAMED.search(plain):
        return LEVELS[_closed(named.group(1).upper())], _marked(plain, named.span(1))
    if len(plain) > _LONGEST_HEAD:
        return "", ""
    for cell in _CELL.finditer(plain):
        inside = _NUMBERED.sub(r"\1", cell.group().strip())
        level = LEVELS.get(_closed(_FRAME.sub("", inside)))
        if level:
            return level, _marked(plain, cell.span())
    return "", ""


def _closed(words: str) -> str:
    """Without spaces and signs: stamps are set `M Ậ T` or `TỐI – MẬT`."""
    return re.sub(r"[\W_]+", "", words)


def _marked(line: str, span: tuple[int, int]) -> str:
    start, end = span
    before = line[max(0, start - _AROUND) : start]
    return " ".join(f"{before}⟦{line[start:end].strip()}⟧{line[end : end + _AROUND]}".split())
