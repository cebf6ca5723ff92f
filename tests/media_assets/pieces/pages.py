"""Pieces of any format as pages that can be read: which words they show, and where each stands."""

import json
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import typst

from media_assets.pieces import worker
from media_assets.pieces.data import Piece
from media_assets.pieces.formats import Format
from media_assets.pieces.render import PieceProblem, request

CROP_MARKS = 8  # millimetres outside the bleed
UNSEEN = re.compile(r"[\s\u200b]")
DRAWN_AS = re.compile(r"<([0-9A-F]{4})> <([0-9A-F]+)>")


@dataclass(frozen=True)
class Run:
    """Letters of one line, in points from the left and from below."""

    left: float
    bottom: float
    right: float
    top: float
    line: float  # that they stand on
    size: float

    @property
    def high(self) -> float:
        return self.top - self.bottom

    def meets(self, other: "Run") -> bool:
        """By more than marks may reach into the line above, or into their own letter."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        size = min(self.size, other.size)
        apart = abs(self.line - other.line)
        if apart < 0.3 * size:
            return wide > 1.2 * size
        if apart < 0.75 * size and min(self.high, other.high) < 0.3 * size:
            return False  # a mark on its own letter
        return (
            wide > 0.1 * size
            and high > (0.25 if min(self.high, other.high) < 0.4 * size else 0.12) * size
        )


@dataclass(frozen=True)
class Page:
    written: str  # without spaces, in the order of reading
    runs: tuple[Run, ...]
    paper: tuple[float, float, float, float]  # of the trimmed sheet: left, bottom, right, top
    sizes: frozenset[float]  # of letters

    @property
    def overlaps(self) -> list[tuple[Run, Run]]:
        return [(one, other) for one, other in combinations(self.runs, 2) if one.meets(other)]

    @property
    def outside(self) -> list[Run]:
        left, bottom, right, top = self.paper
        return [
            run
            for run in self.runs
            if run.left < left or run.right > right or run.bottom < bottom or run.top > top
        ]


def laid_out(piece: Piece, form: Format) -> tuple[list[Page], list[PieceProblem]]:
    """As `render` lays it out, but always as a document: letters of pictures cannot be read."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for template in worker.TEMPLATES.glob("*.typ"):
            (root / template.name).write_bytes(template.read_bytes())
        worker.lay_out(root, request(piece, form))
        compiler = typst.Compiler(str(root / worker.MAIN), root=folder, font_paths=worker.fonts())
        made = compiler.compile(format="pdf")
        problems = json.loads(compiler.query("<problem>", field="value"))
    assert isinstance(made, bytes)
    with pikepdf.open(BytesIO(made)) as text:
        seen = pypdfium2.PdfDocument(made)
        pages = [_page(*both, form) for both in zip(seen, text.pages, strict=True)]
    return pages, [PieceProblem(**problem) for problem in problems]


def plain(text: str) -> str:
    """As `Page.written` has it."""
    return unicodedata.normalize("NFC", UNSEEN.sub("", text))


def _page(seen: pypdfium2.PdfPage, text: pikepdf.Page, form: Format) -> Page:
    unit = 72 / 25.4 if form.kind == "pdf" else 1
    around = (form.bleed + CROP_MARKS if form.bleed else 0) * unit
    width, height = seen.get_size()
    letters, sizes = _read(text)
    return Page(
        plain("".join(letters)),
        tuple(_runs(seen)),
        (around, around, width - around, height - around),
        frozenset(sizes),
    )


def _runs(page: pypdfium2.PdfPage) -> Iterator[Run]:
    for each in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT], max_depth=5):
        left, bottom, right, top = each.get_bounds()
        if right > left:
            matrix = each.get_matrix()
            yield Run(left, bottom, right, top, matrix.f, each.get_font_size() * abs(matrix.d))


def _read(page: pikepdf.Page) -> tuple[list[str], set[float]]:
    """Letters and sizes. A letter of several glyphs is told with each of them: here it is told once."""
    letters, sizes, spans = [""], set(), []
    drawn: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            said = operands[1].get("/ActualText") if name == "BDC" else None
            spans.append(said is not None)
            if said is not None and letters[-1] != str(said):
                letters.append(str(said))
        elif name == "EMC":
            spans.pop()
        elif name == "Tf":
            drawn = _drawn(page, str(operands[0]))
            sizes.add(round(float(operands[1]), 2))
        elif name in ("Tj", "TJ") and not any(spans):
            for letter in _shown(operands[0], drawn):
                if len(letter) == 1 or letters[-1] != letter:
                    letters.append(letter)
    return letters, sizes


def _shown(operand: pikepdf.Object, drawn: dict[int, str]) -> Iterator[str]:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    for part in parts:
        if isinstance(part, pikepdf.String):
            code = bytes(part)
            for at in range(0, len(code), 2):
                yield drawn.get(int.from_bytes(code[at : at + 2], "big"), "")


def _drawn(page: pikepdf.Page, font: str) -> dict[int, str]:
    table = page.resources.Font[font].ToUnicode.read_bytes().decode()
    return {
        int(code, 16): bytes.fromhex(letter).decode("utf-16-be")
        for code, letter in DRAWN_AS.findall(table)
    }
