"""The forms of a piece that a package releases, drawn, looked at and frozen.

What is approved is what goes out: the bytes are frozen while the package is put together, and their
checksums are in the posts and in the fingerprint.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cms.models import InfographicPage, ItemPage, Office
from cms.piece_problems import message_for, not_a_number
from cms.pieces import NotANumber, piece_for
from media_assets.pieces.cache import rendered
from media_assets.pieces.crew import SettingFailed
from media_assets.pieces.data import Piece
from media_assets.pieces.description import describe
from media_assets.pieces.formats import FORMATS, Format
from media_assets.pieces.render import Rendered

from ..channel import Picture, Problem
from ..frozen import ascii_name, freeze, path_of

# What an office downloads, and what its page on the portal offers, whatever its destinations take.
PAPER = ("poster-a4", "poster-a3")
OFFICE_FORMS = ("share", "square", *PAPER)
SUFFIXES = {"png": ".png", "svg": ".svg", "pdf": ".pdf"}
LONGEST_ALT = 1000


@dataclass(frozen=True)
class Drawn:
    """One form; `picture` is None where it could not be drawn at all."""

    picture: Picture | None
    problems: tuple[Problem, ...] = ()


class Workshop:
    """Draws the piece of one revision, each form once an office."""

    def __init__(self, page: ItemPage) -> None:
        self.page = page
        self._drawn: dict[tuple[int, str], Drawn] = {}
        self._pieces: dict[int, Piece] = {}
        self._offices: dict[int, Office] = {}

    @property
    def has_piece(self) -> bool:
        return isinstance(self.page, InfographicPage) and bool(len(self.page.piece))

    def draw(
        self, office: Office, facts: Mapping[str, str], link: str, forms: Iterable[str]
    ) -> dict[str, Drawn]:
        """By format. Raises MissingFact, and FreezingFailed."""
        if not self.has_piece:
            return {}
        assert isinstance(self.page, InfographicPage)
        try:
            piece = self._piece(office, facts, link)
        except NotANumber as error:
            problem = Problem("no_number", not_a_number(self.page, error))
            undrawn = {form: Drawn(None, (problem,)) for form in forms}
            self._offices[office.pk] = office
            self._drawn |= {(office.pk, form): drawn for form, drawn in undrawn.items()}
            return undrawn
        return {form: self._one(office, piece, FORMATS[form]) for form in forms}

    def released(self) -> dict[str, dict[str, Any]]:
        """What was drawn without a problem: data of the pictures by office code and format."""
        found: dict[str, dict[str, Any]] = {}
        for (office, form), drawn in self._drawn.items():
            if drawn.picture is not None and not drawn.problems:
                found.setdefault(self._offices[office].code, {})[form] = asdict(drawn.picture)
        return found

    def undrawn(self) -> Iterator[tuple[Office, Problem]]:
        """What no release will have, since it has no room or cannot be drawn."""
        for (office, _form), drawn in self._drawn.items():
            for problem in drawn.problems:
                yield self._offices[office], problem

    def problems_of(self, office: Office) -> list[Problem]:
        return [
            problem
            for (pk, _form), drawn in self._drawn.items()
            if pk == office.pk
            for problem in drawn.problems
        ]

    def _piece(self, office: Office, facts: Mapping[str, str], link: str) -> Piece:
        if office.pk not in self._pieces:
            assert isinstance(self.page, InfographicPage)
            made = piece_for(self.page, office=office, facts=facts, link=link)
            self._pieces[office.pk], self._offices[office.pk] = made, office
        return self._pieces[office.pk]

    def _one(self, office: Office, piece: Piece, form: Format) -> Drawn:
        key = (office.pk, form.name)
        if key not in self._drawn:
            self._drawn[key] = self._drawn_anew(piece, form)
        return self._drawn[key]

    def _drawn_anew(self, piece: Piece, form: Format) -> Drawn:
        assert isinstance(self.page, InfographicPage)
        try:
            made = rendered(piece, form)
        except SettingFailed as error:
            return Drawn(None, (Problem("not_drawn", str(error)),))
        messages = dict.fromkeys(message_for(self.page, one, form) for one in made.problems)
        problems = tuple(Problem(f"no_room_{form.name}", message) for message in messages)
        return Drawn(_frozen(made, form, alt=piece.description or describe(piece)), problems)


def _frozen(made: Rendered, form: Format, *, alt: str) -> Picture:
    """What is in the store already is not written again: it is named by its checksum."""
    sha256 = made.sha256
    path = path_of(sha256)
    if not path.exists() or path.stat().st_size != len(made.content):
        freeze(made.content)
    return Picture(
        sha256=sha256,
        name=f"{sha256[:16]}{SUFFIXES[form.kind]}",
        content_type=made.media_type,
        width=round(form.width),  # of paper: millimetres
        height=round(form.height),
        size=len(made.content),
        alt=alt if len(alt) <= LONGEST_ALT else f"{alt[: LONGEST_ALT - 1]}…",
    )


def file_name(title: str, form: str, suffix: str) -> str:
    """A name that says what is in the file, for who saves it."""
    return ascii_name(f"{title[:40]} {form}.", suffix)
