"""Which revision a page's segments come from, and what of it counts. Reads only."""

from collections.abc import Sequence
from hashlib import sha256
from json import dumps

from wagtail.models import Page, Revision

from .marks import protected, words
from .segments import Extracted


def source_revision(page: Page) -> Revision | None:
    """What is translated: the live revision, else the latest draft."""
    return page.live_revision or page.latest_revision


def fingerprint_of(found: Sequence[Extracted]) -> str:
    """Of all that a translator would see of a source."""
    rows = [[each.slot, each.kind, each.source, dict(each.marks), each.label] for each in found]
    return sha256(dumps(rows, ensure_ascii=False).encode()).hexdigest()


def is_only_wording(before: str, after: str) -> bool:
    """No figure, mark or placeholder differs: only then may an editor say that it means the same."""
    return _figures(before) == _figures(after) and protected(before) == protected(after)


def _figures(text: str) -> list[str]:
    return [each for each in map(_digits, words(text).split()) if each]


def _digits(word: str) -> str:
    return "".join(letter for letter in word if letter.isdigit() or letter in ",./%").strip(",./")
