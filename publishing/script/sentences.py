"""A reading as sentences of pieces: what is written beside what is said, no break inside a span."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from publishing.speech import Reading, Span
from publishing.speech.spoken import joined, tidy

from .model import Piece, Sentence
from .quoted import unmarked

_END = re.compile(r"[.!?…។៕。！？]+[”\"’»)]*\s+(?=\S)|[。！？]+[”]?(?=\S)")
_INITIAL = re.compile(r"(?:^|[^\w\u0300-\u036f])([^\W\d_])\.$")  # bà Nguyễn Thị H., not kơ̆k.
_STOPS = ".!?…"


def sentences_of(reading: Reading) -> list[tuple[int, Sentence]]:
    """With the place in the text at which each begins. Saying all of them says the reading."""
    found = []
    for start, end in _parts(reading.text, reading.spans):
        spans = [
            replace(one, start=one.start - start, end=one.end - start)
            for one in reading.spans
            if start <= one.start and one.end <= end
        ]
        pieces = _capitalised(list(_pieces(reading.text[start:end], spans)))
        if any(one.isalnum() for piece in pieces for one in piece.said):
            found.append((start, Sentence(tuple(pieces))))
    return found


def plain_sentences(text: str) -> list[Sentence]:
    """Of a text that is said as it is written."""
    parts = (text[start:end].strip() for start, end in _parts(text, ()))
    return [Sentence((Piece(part, part),)) for part in parts if part]


def sentence_ends(text: str, spans: Sequence[Span]) -> Iterator[int]:
    """Where the next sentence begins; `spans` of its reading."""
    for found in _END.finditer(text):
        if _ends_here(text, found, spans):
            yield found.end()


def _parts(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    start = 0
    for end in sentence_ends(text, spans):
        yield start, end
        start = end
    yield start, len(text)


def _ends_here(text: str, found: re.Match[str], spans: Sequence[Span]) -> bool:
    """Where the mark belongs to a span it ends a sentence only if it is heard: “TP.” is a word."""
    follows = text[found.end()]
    marks = len(found[0].rstrip())
    if follows.islower():
        return False
    for span in spans:
        if span.start < found.end() < span.end:
            return False
        if span.start <= found.start() < span.end:
            return span.end <= found.start() + marks and span.spoken.rstrip()[-1:] in _STOPS
    initial = _INITIAL.search(text[max(0, found.start() - 2) : found.start() + 1])
    return initial is None or initial[1].islower()  # “lưu ý.” is a word


def _pieces(text: str, spans: Sequence[Span]) -> Iterator[Piece]:
    """What `tidy` leaves of every part, in order: it takes spaces and commas away, and nothing else."""
    parts = joined(text, spans)
    owners = [number for number, (_span, said) in enumerate(parts) for _one in said]
    whole = "".join(said for _span, said in parts)
    left: list[list[str]] = [[] for _part in parts]
    at = 0
    for one in tidy(whole):
        while whole[at] != one and not (one.isspace() and whole[at].isspace()):
            at += 1
        left[owners[at]].append(one)
        at += 1
    space = ""  # that is written but not heard: before a bracket
    for (span, was), kept in zip(parts, left, strict=True):
        said = "".join(kept)
        if said and span is None:
            yield Piece(said, said)
            space = " " if was[-1:].isspace() and not said[-1:].isspace() else ""
        elif said and span is not None:
            yield Piece(space + unmarked(span.written), said)
            space = ""


def _capitalised(pieces: list[Piece]) -> list[Piece]:
    """A sentence that begins with a number begins with a capital letter in words."""
    if pieces and pieces[0].rewritten and not pieces[0].written[:1].islower():
        first = pieces[0]
        pieces[0] = Piece(first.written, first.said[:1].upper() + first.said[1:])
    return pieces
