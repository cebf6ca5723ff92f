"""What changed between two revisions of an item: its texts word by word, and whether that is all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from .going_live import BOOKKEEPING
from .item_texts import whole_texts, without_texts
from .word_diff import Piece, as_html, changed_share, excerpt, word_diff

# What a revision keeps beside its content.
_NOT_CONTENT = BOOKKEEPING | frozenset(
    "pk live expired live_revision first_published_at last_published_at url_path".split()
)


@dataclass(frozen=True)
class TextChange:
    slot: str
    label: str
    pieces: list[Piece]

    @property
    def html(self) -> SafeString:
        """With some words around each change; a long text that stayed is left out."""
        return as_html(excerpt(self.pieces))


@dataclass(frozen=True)
class Changes:
    """`only_texts`: nothing but these words differs (no picture, date, choice or link)."""

    texts: list[TextChange]
    only_texts: bool

    def __bool__(self) -> bool:
        return bool(self.texts) or not self.only_texts


def changes_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> Changes:
    """Of two contents of revisions (`Revision.content`)."""
    texts = [
        TextChange(slot, label, word_diff(before, after))
        for slot, label, before, after in _pairs(old, new)
        if before != after
    ]
    return Changes(texts, only_texts=_rest(old) == _rest(new))


def share_of(old: Mapping[str, Any], new: Mapping[str, Any]) -> float:
    """Which part of the old words was changed, 0 to 1."""
    return changed_share((before, after) for _slot, _label, before, after in _pairs(old, new))


def _pairs(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Slot, label, text before and after; what is gone comes last."""
    before, after = whole_texts(old), whole_texts(new)
    for slot in {**after, **before}:
        one, two = before.get(slot), after.get(slot)
        label = (two or one).label  # type: ignore[union-attr]  # the slot is in one of them
        yield slot, label, one.text if one else "", two.text if two else ""


def _rest(content: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in without_texts(content).items() if k not in _NOT_CONTENT}
