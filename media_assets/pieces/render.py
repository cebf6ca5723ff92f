"""A piece in a format, as the bytes that are approved. The same piece gives the same bytes."""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

import segno

from . import marking, worker
from .crew import crew
from .data import Piece
from .description import describe
from .formats import Format
from .icons import drawing
from .icons import names as icon_names
from .lettering import unwritable
from .palettes import PALETTES
from .typesettable import typesettable

MEDIA_TYPES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
# The script's own letters first, then those that everything else is written in.
OWN_FONTS = {"Khmr": "Noto Sans Khmer", "Cham": "Noto Sans Cham", "Tavt": "Noto Sans Tai Viet"}
FONTS = (
    "Noto Sans",
    "Noto Sans Khmer",
    "Noto Sans Cham",
    "Noto Sans Tai Viet",
    "Noto Sans HK",
    "Noto Sans Math",
    "Noto Sans Symbols",
    "Noto Sans Symbols2",
    "Noto Emoji",
)
HEADLINE, ROOM, LETTERS = "headline", "room", "letters"


@dataclass(frozen=True)
class PieceProblem:
    """What has no room, or letters without a font (`LETTERS`).

    `block` is the editor's block, empty for headline, lead and footer.
    """

    block: str
    code: str


@dataclass(frozen=True)
class Rendered:
    content: bytes
    media_type: str
    problems: tuple[PieceProblem, ...] = ()

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


def render(piece: Piece, form: Format) -> Rendered:
    """Raises SettingFailed."""
    with crew().hand() as hand:
        files, problems = hand.set(request(piece, form))
    content = files[0]
    if piece.made_by_ai:
        content = marking.marked(content, form.kind)
    found = tuple(PieceProblem(**problem) for problem in problems)
    found += tuple(PieceProblem(block, LETTERS) for block in unwritable(piece))
    return Rendered(content, MEDIA_TYPES[form.kind], found)


def request(piece: Piece, form: Format) -> dict[str, Any]:
    """What the template reads as its data."""
    return {
        "piece": typesettable(piece.to_data()),
        "format": form.to_data(),
        "palette": PALETTES[piece.palette].to_data(),
        "fonts": fonts_for(piece.script),
        "icons": {name: drawing(name) for name in sorted(_icons(piece))},
        "qr": qr_code(piece.link) if piece.link else "",
        "description": piece.description or describe(piece),
        "lang": piece.language.partition("-")[0],
        "ai": piece.made_by_ai,
    }


def fonts_for(script: str) -> list[str]:
    own = OWN_FONTS.get(script)
    return [own, *(font for font in FONTS if font != own)] if own else list(FONTS)


@lru_cache(maxsize=128)  # the same for every format of an office's piece, and slow to find
def qr_code(address: str) -> str:
    """As SVG, with the quiet zone that readers of codes ask for left to the template."""
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=1, xmldecl=False)
    return drawn.getvalue().decode()


def _icons(piece: Piece) -> set[str]:
    named: set[str] = set()
    for block in piece.to_data()["blocks"]:  # type: ignore[attr-defined]  # a list, see there
        for each in (*block.get("figures", ()), *block.get("items", ())):
            named.add(each["icon"])
    return named.intersection(icon_names())


def rendering_key(piece: Piece, form: Format) -> str:
    """Hex SHA-256: two renderings with the same key have the same bytes."""
    data = json.dumps(request(piece, form), sort_keys=True, ensure_ascii=False)
    return sha256(f"{_engine()}\n{data}".encode()).hexdigest()


@cache
def _engine() -> str:
    """Changes with the typesetter, the templates and the fonts."""
    digest = sha256(version("typst").encode())
    here = Path(__file__).resolve().parent
    files = [*worker.TEMPLATES.glob("*.typ"), *worker.FONTS.glob("*.ttf"), here / "worker.py"]
    for file in sorted([*files, here / "marking.py", here / "lettering.py"]):
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()
