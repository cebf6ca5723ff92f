"""Dates as Vietnamese pages and letters write them: the day comes before the month."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sep sept", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>(?:19|20)\d{2})"
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?!\d)",
        rf"ngày\s+(?P<day>\d{{1,2}})\s+tháng\s+(?P<month>\d{{1,2}})\s+năm\s+{_YEAR}",
        rf"(?<!\d)(?P<day>\d{{1,2}})\s*[/.-]\s*(?P<month>\d{{1,2}})\s*[/.-]\s*{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})\s+tháng\s+(?P<month>\d{{1,2}}),?\s+{_YEAR}",
        rf"\b(?P<name>{_MONTH})\.?\s+(?P<day>\d{{1,2}}),?\s+{_YEAR}",
        rf"(?<!\d)(?P<day>\d{{1,2}})\s+(?P<name>{_MONTH})\.?,?\s+{_YEAR}",
    )
)
_TIME = r"(?:T?\d{1,2}[:hg]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]m)?(?:\s*(?:phút))?)"
_ZONE = r"(?:Z|[+-]\d{2}:?\d{2}|\(?(?:GMT|UTC)\s*[+-]?\d{0,2}(?::\d{2})?\)?)"
_WEEKDAY = (
    r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_WORDS = (
    r"\b(?:cập nhật(?: lúc)?|ngày đăng|đăng ngày|ngày|lúc|posted|published|updated|date|on|at)\b"
)
_NOISE = re.compile(rf"{_TIME}|{_ZONE}|{_WEEKDAY}", re.IGNORECASE)
_ONLY_WORDS = re.compile(rf"(?:{_WORDS}|[\s,;:|()\[\]–-])*", re.IGNORECASE)
_PLACE = re.compile(r"[^\d,]{2,40},\s*")
LONGEST_NAME = 6
"""Words that may stand beside a date: a newspaper, an author. More of them are a sentence."""


@dataclass(frozen=True)
class DateLine:
    """A line that only dates the text; ``name`` stood before the date (a newspaper, an author)."""

    date: datetime.date
    name: str


def find_date(text: str) -> datetime.date | None:
    """The first date that exists in the calendar."""
    found = _first(text)
    return found[0] if found else None


def _first(text: str) -> tuple[datetime.date, re.Match[str]] | None:
    matches = [match for pattern in PATTERNS for match in pattern.finditer(text)]
    for match in sorted(matches, key=lambda found: found.start()):
        parts = match.groupdict()
        month = MONTHS[parts["name"].lower()] if parts.get("name") else int(parts["month"])
        try:
            return datetime.date(int(parts["year"]), month, int(parts["day"])), match
        except ValueError:
            continue
    return None


def date_line(text: str) -> DateLine | None:
    """The line's date, when the line is short and says nothing else but a name before it."""
    line = text.strip()
    found = _first(line) if len(line) <= 120 else None
    if found is None:
        return None
    date, match = found
    before, after = line[: match.start()], line[match.end() :]
    if match.group().lower().startswith("ngày") and _PLACE.fullmatch(before):
        before = ""
    name = _bare(before)
    if _bare(after.rstrip(".")) or len(name.split()) > LONGEST_NAME or name.endswith(" ngày"):
        return None
    return DateLine(date, name)


def _bare(text: str) -> str:
    """Without times and weekdays; nothing when only the words that introduce a date are left."""
    left = " ".join(_NOISE.sub(" ", text).split()).strip(" ,;:|–-")
    return "" if _ONLY_WORDS.fullmatch(left) else left
