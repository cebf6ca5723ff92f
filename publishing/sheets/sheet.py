"""A bulletin as its files need it: what the frozen post says, and who answers for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.dateparse import parse_date

from ..airing.wishes import Wishes
from ..script.model import Script, script_in
from ..voices.words import words_hash

SHORT = 12  # letters of the text's hash on paper


class Standing(StrEnum):
    """Whether it may be read on air. Only what may is given in every form."""

    IN_FORCE = "in_force"
    WAITING = "waiting"  # approved, and in no commune's list yet
    OVER = "over"  # replaced, taken down, or its validity is over
    DRAFT = "draft"  # nobody approved it


@dataclass(frozen=True)
class Approval:
    """`issuer` is the office; `approver` empty and `at` None while nobody approved it."""

    issuer: str
    approver: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Sheet:
    """`seconds` to read it once; `last_day` of its validity, inclusive.

    Equal sheets give files of equal bytes, whoever asks and whenever.
    """

    title: str
    script: Script
    approval: Approval
    wishes: Wishes
    standing: Standing = Standing.IN_FORCE
    is_correction: bool = False
    seconds: int = 0
    last_day: date | None = None

    @property
    def text_hash(self) -> str:
        """Hex SHA-256 of the words that sounds are bound to."""
        return words_hash(self.script)


def sheet_of(
    post: Mapping[str, Any], approval: Approval, standing: Standing = Standing.IN_FORCE
) -> Sheet:
    """Of a stored post's data, of whatever age: what it does not say is as nobody wished it."""
    extra: Mapping[str, Any] = post.get("extra", {})
    wishes = Wishes.read(extra)
    return Sheet(
        title=str(post.get("title", "")),
        script=script_in(post),
        approval=approval,
        wishes=wishes,
        standing=standing,
        is_correction=bool(extra.get("correction")),
        seconds=int(extra.get("reading_seconds") or 0),
        last_day=parse_date(str(extra.get("valid_until") or "")) or wishes.last_day,
    )
