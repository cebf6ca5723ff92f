"""What there is to translate in a revision's content, and translations put back into it.

Pure: data in, data out. What nobody translated stays byte for byte.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import override

from cms.item_texts import Place, closed, opened, places_in
from cms.text_places import LINES, RICH

from . import divided
from .marked import Sentence, is_translatable, stored
from .places import ALL_FIELDS, ALL_STREAMS, KINDS, limits_of
from .slots import scope_of
from .unit import Kind


@dataclass(frozen=True)
class Extracted:
    """One sentence, cell, label or value, in reading order.

    Within a `scope` (a text, a whole table) sentences may be inserted and change places.
    """

    slot: str
    kind: Kind
    label: str
    source: str
    marks: Mapping[str, str] = field(default_factory=dict)
    longest: int | None = None

    @property
    def scope(self) -> str:
        return scope_of(self.slot)


class CannotLeaveOut(ValueError):
    """The item is nothing without these places: `labels`."""

    def __init__(self, labels: list[str]) -> None:
        super().__init__(", ".join(labels))
        self.labels = labels


def extract(content: Mapping[str, Any]) -> list[Extracted]:
    """Labels are in the language of the house, whoever asks."""
    with override(settings.LANGUAGE_CODE):
        places = _places(opened(content))
        return [each for place in places for each in _extracted(place)]


def put_back(content: Mapping[str, Any], texts: Mapping[int, str | None]) -> dict[str, Any]:
    """A copy of `content` with these texts, by their number among what `extract` gives.

    None leaves out what cannot be shown: an optional text, or the whole block around a part of it,
    since half of a table or of a list of papers would mislead. What has no number here stays.
    Raises CannotLeaveOut, MarksBroken.
    """
    made, first = opened(content), 0
    to_go: set[str] = set()
    lost: list[str] = []
    for place in _places(made):
        pieces = _pieces(place)
        count = sum(isinstance(piece, Sentence) for piece in pieces)
        wanted = {n: texts[first + n] for n in range(count) if first + n in texts}
        first += count
        if any(text is None for text in wanted.values()):
            _leave_out(place, to_go, lost)
        elif wanted:
            _write(place, pieces, {n: text for n, text in wanted.items() if text is not None})
    if lost:
        raise CannotLeaveOut(lost)
    _drop(made, to_go)
    return closed(content, made)


def _places(made: dict[str, Any]) -> Iterator[Place]:
    return places_in(made, ALL_FIELDS, ALL_STREAMS)


def _extracted(place: Place) -> Iterator[Extracted]:
    sentences = [piece for piece in _pieces(place) if isinstance(piece, Sentence)]
    kind = KINDS.get(place.path, Kind.TEXT)
    whole = len(sentences) == 1 and place.form != RICH
    longest = limits_of(place.path).longest if whole else None
    for each in sentences:
        yield Extracted(place.slot, kind, place.label, each.text, dict(each.marks), longest)


def _pieces(place: Place) -> divided.Divided:
    value = place.value
    if place.path in KINDS:
        return [Sentence(value, value)] if is_translatable(value) else [value]
    if place.form == RICH:
        parts = divided.rich(value)
    else:
        parts = divided.lines(value, by_sentence=place.form == LINES)
    return [piece for part in parts for piece in part]


def _write(place: Place, pieces: divided.Divided, wanted: Mapping[int, str]) -> None:
    value = "".join(_filled(pieces, wanted, rich=place.form == RICH))
    if value != place.value:
        place.holder[place.key] = value


def _filled(pieces: divided.Divided, wanted: Mapping[int, str], *, rich: bool) -> Iterator[str]:
    number = 0
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
            continue
        yield stored(piece, wanted.get(number, piece.text), rich=rich)
        number += 1


def _leave_out(place: Place, to_go: set[str], lost: list[str]) -> None:
    if limits_of(place.path).may_be_blank:
        place.holder[place.key] = ""
    elif "." in place.path:
        to_go.add(place.slot.partition(".")[0])
    else:
        lost.append(place.label)


def _drop(made: dict[str, Any], to_go: set[str]) -> None:
    for stream in ALL_STREAMS.keys() & made.keys():
        blocks = enumerate(made[stream] or [])
        made[stream] = [b for n, b in blocks if (b.get("id") or f"{stream}-{n}") not in to_go]
