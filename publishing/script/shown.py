"""A script as a page shows it: both forms of every rewritten part, and where a slot ends."""

from dataclasses import dataclass

from .model import Piece, Role, Script
from .timing import cuts, over_a_breath, seconds, slot_for

_SMALL = 0.75  # how wide what stands above is set
_WIDEST = 24  # letters that stay on one line of a telephone
_LONGEST = 40  # small letters above them that do


@dataclass(frozen=True)
class ShownPiece:
    """`above` is what is written, where somebody would look for it in what is said."""

    said: str
    above: str = ""

    @property
    def head(self) -> str:
        """The words over which `above` stands: about as wide, so that a line may end behind them."""
        return self.said[: self._width]

    @property
    def rest(self) -> str:
        return self.said[self._width :]

    @property
    def _width(self) -> int:
        wanted = min(len(self.above) * _SMALL, _WIDEST)
        ends = (at for at, one in enumerate(self.said) if one == " " and at >= wanted)
        return next(ends, len(self.said))


@dataclass(frozen=True)
class ShownSentence:
    pieces: tuple[ShownPiece, ...]
    slots: tuple[int, ...] = ()  # seconds; of those that end behind it
    too_long: int = 0  # its syllables, where they are more than one breath


@dataclass(frozen=True)
class ShownParagraph:
    role: Role
    sentences: tuple[ShownSentence, ...]


@dataclass(frozen=True)
class ShownScript:
    """`slot` is the shortest that holds the whole, in seconds; None if none does."""

    paragraphs: tuple[ShownParagraph, ...]
    notes: tuple[str, ...]
    seconds: int
    slot: int | None


def shown(script: Script) -> ShownScript:
    ends: dict[int, list[int]] = {}
    for slot, last in cuts(script):
        ends.setdefault(last, []).append(slot)
    paragraphs, number = [], 0
    for paragraph in script.paragraphs:
        sentences = []
        for sentence in paragraph.sentences:
            pieces = tuple(_piece(one) for one in sentence.pieces)
            long = over_a_breath(sentence.said, script.language, script.pace)
            sentences.append(ShownSentence(pieces, tuple(ends.get(number, ())), long))
            number += 1
        paragraphs.append(ShownParagraph(paragraph.role, tuple(sentences)))
    return ShownScript(tuple(paragraphs), script.notes, seconds(script), slot_for(script))


def _piece(piece: Piece) -> ShownPiece:
    """Of a bracket that became a pause nobody asks."""
    worth_it = piece.rewritten and any(one.isalnum() for one in piece.written)
    written = piece.written.strip() if worth_it else ""
    return ShownPiece(piece.said, written if len(written) <= _LONGEST else f"{written[:_LONGEST]}…")
