"""What a reading is made of: spans that were rewritten, and flags that a person has to settle."""

from dataclasses import dataclass
from enum import StrEnum

SURE, LIKELY, GUESS = 1.0, 0.8, 0.5  # confidences; a guess is always flagged


class Doubt(StrEnum):
    """Why a person has to look before the text may be broadcast."""

    UNKNOWN = "unknown"  # an acronym or a code that nobody has reviewed
    AMBIGUOUS = "ambiguous"  # several readings, and nothing in the sentence decides
    LEFT_OVER = "left-over"  # a digit or a symbol that no rule reads
    SIGN_LOST = "sign-lost"  # these four: a rule went wrong, see `guards`
    NUMBER_WRONG = "number-wrong"
    DROPPED = "dropped"
    UNSPEAKABLE = "unspeakable"


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule answers; `numbers` is filled in by the matcher with what the voice said."""

    words: str
    confidence: float = SURE
    alternatives: tuple[str, ...] = ()
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the text that was rewritten. `start` and `end` count characters of the NFC text.

    `numbers` pairs every number of the written form with the words that say it. Where `spoken` is
    empty the part is left out, and `rule` says why: a note for the editor.
    """

    start: int
    end: int
    written: str
    spoken: str
    rule: str
    confidence: float = SURE
    alternatives: tuple[str, ...] = ()
    doubt: Doubt | None = None
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """Blocks the release until somebody chooses a reading for `written`."""

    start: int
    end: int
    written: str
    spoken: str
    doubt: Doubt
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` in NFC, as written; `spoken`, as to be said, with as many lines."""

    text: str
    spoken: str
    spans: tuple[Span, ...]
    flags: tuple[Flag, ...]

    @property
    def blocked(self) -> bool:
        return bool(self.flags)

    @property
    def notes(self) -> tuple[Span, ...]:
        """What is not said at all: emoji, hashtags, markup, marks of lists."""
        return tuple(span for span in self.spans if not span.spoken)
