"""Taking a sentence out of a text so that nobody sees that it stood there."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

_SPACES = " \t\u00a0\r\n"
_LEADING = re.compile(rf"(?:[{_SPACES}]|&nbsp;|&\#160;)+")
_WRITTEN = ("&nbsp;", "&#160;")  # a space in HTML
_CLOSING = tuple(".,;:!?…)]”’»")
_VOID = frozenset(("embed", "img", "hr"))  # what is seen without words


class Kind(StrEnum):
    TEXT = "text"  # words and placeholders
    INLINE = "inline"  # a tag within a paragraph
    BLOCK = "block"  # any other tag
    BREAK = "break"  # <br/>, the end of a line
    IF = "if"
    END = "end"
    SEAM = "seam"  # here a marker stood
    GAP = "gap"  # here words vanished


@dataclass
class Part:
    """`key` is what a condition tests, or the name of a tag."""

    kind: Kind
    raw: str
    key: str = ""

    @property
    def closes(self) -> bool:
        return self.raw.startswith("</")

    @property
    def stands_alone(self) -> bool:
        return self.raw.endswith("/>") or self.key in _VOID


Parts = list[Part]


def without_traces(
    parts: Sequence[Part], pairs: Sequence[tuple[int, int]], stays: Callable[[str], bool]
) -> str:
    """The text of the parts, each pair's words only where its key `stays`."""
    left = _cut(parts, pairs, stays)
    left = _without_empty_elements(left)
    _close_up(left)
    return "".join(part.raw for part in left)


def _cut(
    parts: Sequence[Part], pairs: Sequence[tuple[int, int]], stays: Callable[[str], bool]
) -> Parts:
    """Markers become seams, vanished words a gap; tags stay whose partner stands elsewhere."""
    left: Parts = []
    begun = dict(pairs)
    place = 0
    ends = {end for start, end in pairs if stays(parts[start].key)}
    while place < len(parts):
        end = begun.get(place)
        if place in ends:
            left.append(Part(Kind.SEAM, ""))
        elif end is None:
            left.append(Part(parts[place].kind, parts[place].raw, parts[place].key))
        elif stays(parts[place].key):
            left.append(Part(Kind.SEAM, ""))
        else:
            left.append(Part(Kind.GAP, ""))
            left += _unbalanced(parts[place + 1 : end])
            left.append(Part(Kind.GAP, ""))
            place = end
        place += 1
    return left


def _unbalanced(parts: Sequence[Part]) -> Parts:
    """Tags that are opened or closed on the other side."""
    open_: Parts = []
    found: Parts = []
    for part in parts:
        if part.kind is not Kind.INLINE or part.stands_alone:
            continue
        if not part.closes:
            open_.append(part)
        elif open_ and open_[-1].key == part.key:
            open_.pop()
        else:
            found.append(part)
    return [Part(one.kind, one.raw, one.key) for one in (*found, *open_)]


@dataclass
class _Open:
    at: int
    key: str
    has_words: bool = False
    has_gap: bool = False


def _without_empty_elements(parts: Parts) -> Parts:
    """Paragraphs, items of lists and bold of which nothing but a gap is left."""
    left: Parts = []
    open_: list[_Open] = [_Open(0, "")]
    for part in parts:
        left.append(part)
        if part.kind in (Kind.INLINE, Kind.BLOCK):
            if part.stands_alone:
                open_[-1].has_words |= part.key in _VOID
            elif not part.closes:
                open_.append(_Open(len(left) - 1, part.key))
            elif len(open_) > 1 and open_[-1].key == part.key:
                _closed(left, open_)
        elif part.kind is Kind.GAP:
            open_[-1].has_gap = True
        elif part.kind in (Kind.TEXT, Kind.IF, Kind.END):
            open_[-1].has_words |= not _is_blank(part.raw)
    return left


def _closed(left: Parts, open_: list[_Open]) -> None:
    one, around = open_.pop(), open_[-1]
    if one.has_gap and not one.has_words:
        del left[one.at :]
        left.append(Part(Kind.GAP, ""))
        around.has_gap = True
    else:
        around.has_words |= one.has_words


def _close_up(parts: Parts) -> None:
    """Spaces and line ends beside every seam."""
    for place, part in enumerate(parts):
        if part.kind is Kind.GAP:
            _drop_line(parts, place)
        if part.kind in (Kind.GAP, Kind.SEAM):
            _join(parts, place)


_THROUGH = (Kind.INLINE, Kind.SEAM, Kind.GAP)


def _beside(parts: Parts, place: int, step: int, *, blanks: bool = False) -> int | None:
    """The next place that is no tag within the paragraph; None at the end of the paragraph.

    `blanks`: looks through empty space too.
    """
    place += step
    while 0 <= place < len(parts):
        part = parts[place]
        empty = part.kind is Kind.TEXT and (not part.raw or (blanks and _is_blank(part.raw)))
        if part.kind not in _THROUGH and not empty:
            return None if part.kind is Kind.BLOCK else place
        if part.kind is Kind.INLINE and part.key in _VOID:
            return place
        place += step
    return None


def _drop_line(parts: Parts, place: int) -> None:
    """A line of which nothing is left goes with the fewer of the line ends around it."""
    before = _beside(parts, place, -1, blanks=True)
    after = _beside(parts, place, 1, blanks=True)
    around = [one for one in (before, after) if one is not None]
    if not around or any(parts[one].kind is not Kind.BREAK for one in around):
        return
    runs = [_run(parts, before, -1), _run(parts, after, 1)]
    gone = runs[1] if before is None or len(runs[1]) <= len(runs[0]) else runs[0]
    if after is None:
        gone = runs[0]
    for one in gone:
        parts[one].raw = ""
        parts[one].kind = Kind.TEXT
    first, last = before if before is not None else -1, after if after is not None else len(parts)
    for part in parts[first + 1 : last]:
        if part.kind is Kind.TEXT:
            part.raw = ""


def _run(parts: Parts, place: int | None, step: int) -> list[int]:
    """Line ends with nothing between them."""
    found: list[int] = []
    while place is not None and parts[place].kind is Kind.BREAK:
        found.append(place)
        place = _beside(parts, place, step, blanks=True)
    return found


def _join(parts: Parts, place: int) -> None:
    """One space where there were two, none at an end of the line and before a full stop."""
    before, after = _beside(parts, place, -1), _beside(parts, place, 1)
    left = _text(parts, before)
    right = _text(parts, after)
    starts = left is None and not _is_seen(parts, before)
    ends = right is None and not _is_seen(parts, after)
    spaced = left is not None and _stripped(left.raw) != left.raw
    if right is not None and (starts or spaced):
        right.raw = _from_words(right.raw)
    if left is not None and (ends or (right is not None and right.raw.startswith(_CLOSING))):
        left.raw = _stripped(left.raw)


def _text(parts: Parts, place: int | None) -> Part | None:
    if place is None or parts[place].kind is not Kind.TEXT:
        return None
    return parts[place]


def _is_seen(parts: Parts, place: int | None) -> bool:
    """A picture, or a marker that was left as it is written."""
    return place is not None and parts[place].kind in (Kind.INLINE, Kind.IF, Kind.END)


def _is_blank(raw: str) -> bool:
    return not _from_words(raw)


def _from_words(raw: str) -> str:
    blank = _LEADING.match(raw)
    return raw[blank.end() :] if blank else raw


def _stripped(raw: str) -> str:
    """Without the spaces at its end."""
    while True:
        bare = raw.rstrip(_SPACES)
        for written in _WRITTEN:
            bare = bare.removesuffix(written)
        if bare == raw:
            return raw
        raw = bare
