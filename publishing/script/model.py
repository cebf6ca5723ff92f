"""A script as data. It is made once, frozen in the post that was approved, and read everywhere else.

Channels import this module, so it imports nothing but the standard library.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

KEY = "script"  # in `Post.extra`
USUAL_PACE = 165  # syllables a minute, pauses left out


class Role(StrEnum):
    """What a paragraph is for."""

    GREETING = "greeting"
    CORRECTION = "correction"  # “Đính chính”, before everything else
    HEADLINE = "headline"
    TEXT = "text"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence as it is written and as it is said; spaces between pieces are part of both.

    `rewritten` where the two are not the same. What is not said at all is no piece but a note.
    """

    written: str
    said: str

    @property
    def rewritten(self) -> bool:
        return self.written != self.said


@dataclass(frozen=True, slots=True)
class Sentence:
    pieces: tuple[Piece, ...]

    @property
    def said(self) -> str:
        return "".join(piece.said for piece in self.pieces).strip()

    @property
    def written(self) -> str:
        return "".join(piece.written for piece in self.pieces).strip()


@dataclass(frozen=True, slots=True)
class Paragraph:
    role: Role
    sentences: tuple[Sentence, ...]

    @property
    def said(self) -> str:
        return " ".join(sentence.said for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody has to decide before the script goes on air: how `written` is said.

    `taken` is the reading that was taken for now, `others` are the alternatives; `why` is a
    `publishing.speech.Doubt` by its value. `around` is the sentence that it stands in, as written.
    """

    written: str
    taken: str
    others: tuple[str, ...]
    why: str
    around: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """`language` is a code of `cms.languages`; `profile` the region's way of reading, for Vietnamese.

    `notes` say in the reader's language what was left out for the ear (pictures, emoji, files).
    `pace` is how fast the language is read, in syllables a minute, pauses left out.
    """

    language: str
    paragraphs: tuple[Paragraph, ...]
    profile: str = ""
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    pace: int = USUAL_PACE

    @property
    def said(self) -> str:
        """The whole as it is read aloud; an empty line between paragraphs."""
        return "\n\n".join(paragraph.said for paragraph in self.paragraphs)

    @property
    def sentences(self) -> list[Sentence]:
        return [one for paragraph in self.paragraphs for one in paragraph.sentences]

    @property
    def rewritten(self) -> list[Piece]:
        """Every part that is said otherwise than it is written, each once, in order."""
        found = (piece for one in self.sentences for piece in one.pieces if piece.rewritten)
        return list(dict.fromkeys(found))

    def to_data(self) -> dict[str, Any]:
        """As a post keeps it: JSON, a piece being one text where it is said as it is written."""
        return {
            "language": self.language,
            "profile": self.profile,
            "paragraphs": [
                [paragraph.role.value, [_packed(one.pieces) for one in paragraph.sentences]]
                for paragraph in self.paragraphs
            ],
            "questions": [
                [one.written, one.taken, list(one.others), one.why, one.around]
                for one in self.questions
            ],
            "notes": list(self.notes),
            "pace": self.pace,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Script":
        return cls(
            language=data["language"],
            profile=data["profile"],
            paragraphs=tuple(
                Paragraph(Role(role), tuple(Sentence(_unpacked(one)) for one in sentences))
                for role, sentences in data["paragraphs"]
            ),
            questions=tuple(
                Question(written, taken, tuple(others), why, around)
                for written, taken, others, why, around in data["questions"]
            ),
            notes=tuple(data["notes"]),
            pace=data.get("pace", USUAL_PACE),
        )


def script_in(post: Mapping[str, Any]) -> Script:
    """Of a stored post's data. Posts from before there were scripts are read as they are written."""
    data = post.get("extra", {}).get(KEY)
    return Script.from_data(data) if data else plain(post.get("text", ""), post["language"])


def plain(text: str, language: str) -> Script:
    """A text that is said as it is written, a line a paragraph and a sentence."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return Script(language, tuple(_line(line) for line in lines))


def _line(text: str) -> Paragraph:
    return Paragraph(Role.TEXT, (Sentence((Piece(text, text),)),))


def _packed(pieces: Iterable[Piece]) -> list[str | list[str]]:
    return [[one.written, one.said] if one.rewritten else one.said for one in pieces]


def _unpacked(stored: Sequence[str | Sequence[str]]) -> tuple[Piece, ...]:
    return tuple(Piece(one, one) if isinstance(one, str) else Piece(*one) for one in stored)
