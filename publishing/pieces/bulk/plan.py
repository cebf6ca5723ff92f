"""What is to be drawn, as plain data: the same whoever draws it, and whenever."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from media_assets.pieces.data import Piece
from media_assets.pieces.formats import FORMATS, Format
from media_assets.pieces.render import rendering_key

from ..forms import SUFFIXES
from .recorded import piece_from

DRAFT = "ban-nhap"


@dataclass(frozen=True)
class Wanted:
    """One office in one language: its piece, or the reason why there is none."""

    office: str  # code
    slug: str
    language: str
    piece: Piece | None = None
    reason: str = ""


@dataclass(frozen=True)
class Sheet:
    """One drawing; `key` names it in the folder of what is drawn."""

    wanted: Wanted
    piece: Piece
    form: Format
    key: str
    draft: bool = False

    @property
    def name(self) -> str:
        """In the ZIP; says what it is wherever it is saved, and that nobody approved it."""
        place = f"{self.wanted.office}-{self.wanted.slug}"
        draft = f"-{DRAFT}" if self.draft else ""
        name = f"{place}-{self.wanted.language}-{self.form.name}{draft}{SUFFIXES[self.form.kind]}"
        return str(PurePosixPath(place, self.wanted.language, name))


@dataclass(frozen=True)
class Plan:
    """`blocks`: what the editor calls the blocks, by language and id."""

    title: str
    page: int
    draft: bool
    formats: tuple[str, ...]
    wanted: tuple[Wanted, ...]
    no_edition: tuple[str, ...] = ()  # languages that the item is not in
    blocks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(one.piece is not None for one in self.wanted) * len(self.formats)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        return tuple(self._sheets())

    def _sheets(self) -> Iterator[Sheet]:
        for one in self.wanted:
            if one.piece is not None:
                for form in (FORMATS[name] for name in self.formats):
                    yield Sheet(one, one.piece, form, rendering_key(one.piece, form), self.draft)

    def to_json(self) -> str:
        wanted = [
            {
                "office": one.office,
                "slug": one.slug,
                "language": one.language,
                "piece": one.piece.to_data() if one.piece else None,
                "reason": one.reason,
            }
            for one in self.wanted
        ]
        return json.dumps({**self.__dict__, "wanted": wanted, "sheets": None}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Plan":
        data = json.loads(text)
        wanted = tuple(
            Wanted(**{**one, "piece": piece_from(one["piece"]) if one["piece"] else None})
            for one in data["wanted"]
        )
        del data["sheets"]
        lists = {name: tuple(data[name]) for name in ("formats", "no_edition")}
        return cls(**{**data, **lists, "wanted": wanted})
