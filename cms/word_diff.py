"""What changed between two texts, word by word, for people to read.

`word_diff` gives pieces in reading order; kept and inserted ones make the new text, character for
character, kept and deleted ones the old one, but for runs of spaces. `as_html` shows them: `<del>`
and `<ins>`, struck out and underlined by the style sheet, and said aloud by screen readers.

A word is what stands between spaces and punctuation; numbers keep theirs (1.900.000, 4,5,
41/2024/QH15), and a mark of formatting (⟨bold⟩) is one word. Scripts without spaces (Khmer) change a
phrase at a time.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

Kind = Literal["same", "deleted", "inserted"]

_MARKS = "⟨⟩"
_OTHER = r"\s!-/:-@\[-`{-~…“”‘’–—«»" + _MARKS  # what no word is made of
_WORD = re.compile(rf"\s+|⟨[^{_MARKS}]*⟩|[^{_OTHER}]+(?:[.,:/'’-][^{_OTHER}]+)*|.")
# Beyond so many comparisons (about 4,000 words rewritten at once) a passage is shown as a whole.
MOST_COMPARISONS = 16_000_000


@dataclass(frozen=True)
class Piece:
    kind: Kind
    text: str


def words_in(text: str) -> list[str]:
    """Words, punctuation and runs of spaces; joined they are the text again."""
    return _WORD.findall(text.replace("\r\n", "\n"))


def word_diff(before: str, after: str) -> list[Piece]:
    """Two texts that differ only in how their letters are encoded (NFC, NFD) are the same."""
    old, new = words_in(before), words_in(after)
    pieces: list[Piece] = []
    for tag, i, j, k, m in _opcodes(old, new):
        if tag == "equal":
            _add(pieces, "same", new[k:m])
            continue
        _add(pieces, "deleted", old[i:j])
        _add(pieces, "inserted", new[k:m])
    return _joined(pieces)


def changed_share(pairs: Iterable[tuple[str, str]]) -> float:
    """Which part of the words (0 to 1) of these old texts was changed, counted over all of them.

    A replaced word counts once, an inserted and a deleted one too; spaces and punctuation do not.
    """
    changed = total = 0
    for before, after in pairs:
        old, new = _counted(before), _counted(after)
        total += len(old)
        spans = _opcodes(old, new) if before != after else []
        changed += sum(max(j - i, m - k) for tag, i, j, k, m in spans if tag != "equal")
    return min(changed / max(total, 1), 1.0)


def excerpt(pieces: Sequence[Piece], words: int = 12) -> list[Piece]:
    """The changes with so many words before and after; what is left out becomes “…”."""
    shown = []
    for index, piece in enumerate(pieces):
        text = piece.text
        if piece.kind == "same":
            text = _shortened(text, words if index else 0, words if index < len(pieces) - 1 else 0)
        shown.append(Piece(piece.kind, text))
    return shown


def as_html(pieces: Iterable[Piece]) -> SafeString:
    """Marked for eyes and ears; the style is `.loa-diff` of `cms/admin/approval.css`."""
    return format_html_join("", "{}", ((_shown(piece),) for piece in pieces))


def _shortened(text: str, first: int, last: int) -> str:
    parts = text.split(" ")
    if len(parts) <= first + last + 1:
        return text
    return " ".join([*parts[:first], "…", *parts[len(parts) - last :]])


def _shown(piece: Piece) -> SafeString:
    if piece.kind == "same":
        return format_html("{}", piece.text)
    tag, said = ("del", _("deleted:")) if piece.kind == "deleted" else ("ins", _("inserted:"))
    return format_html(
        '<{0}><span class="w-sr-only">{1} </span>{2}</{0}>', tag, f" {said}", piece.text
    )


def _opcodes(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    one, two = [_key(word) for word in old], [_key(word) for word in new]
    start = _common(one, two)
    end = _common(one[start:][::-1], two[start:][::-1])
    old_end, new_end = len(one) - end, len(two) - end
    between = _compared(one[start:old_end], two[start:new_end])
    moved = [(t, i + start, j + start, k + start, m + start) for t, i, j, k, m in between]
    return [
        ("equal", 0, start, 0, start),
        *moved,
        ("equal", old_end, len(one), new_end, len(two)),
    ]


def _compared(one: list[str], two: list[str]) -> list[tuple[str, int, int, int, int]]:
    if len(one) * len(two) > MOST_COMPARISONS:
        return [("replace", 0, len(one), 0, len(two))]
    return list(SequenceMatcher(None, one, two, autojunk=False).get_opcodes())


def _common(one: Sequence[str], two: Sequence[str]) -> int:
    """How many elements both begin with."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b),
        min(len(one), len(two)),
    )


def _key(word: str) -> str:
    return " " if word.isspace() and "\n" not in word else unicodedata.normalize("NFC", word)


def _counted(text: str) -> list[str]:
    return [word for word in words_in(text) if any(letter.isalnum() for letter in word)]


def _add(pieces: list[Piece], kind: Kind, words: Sequence[str]) -> None:
    if words:
        pieces.append(Piece(kind, "".join(words)))


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Changes that only a space keeps apart read as one: a rewritten phrase is not a zebra."""
    joined: list[Piece] = []
    for index, piece in enumerate(pieces):
        between = 0 < index < len(pieces) - 1 and piece.kind == "same" and piece.text.isspace()
        if between:
            joined += [Piece("deleted", piece.text), Piece("inserted", piece.text)]
        else:
            joined.append(piece)
    return list(_runs(joined))


def _runs(pieces: list[Piece]) -> Iterable[Piece]:
    """Between two kept pieces at most one deletion and one insertion, in this order."""
    deleted = inserted = ""
    for piece in [*pieces, Piece("same", "")]:
        if piece.kind == "deleted":
            deleted += piece.text
        elif piece.kind == "inserted":
            inserted += piece.text
        else:
            changed = [Piece("deleted", deleted), Piece("inserted", inserted)]
            yield from (each for each in changed if each.text)
            deleted = inserted = ""
            if piece.text:
                yield piece
