"""How pieces look, small: each script in each format and in each design, the designs taking turns.

    python -m tests.media_assets.pieces.golden_pictures

makes the pictures of `golden/` anew; look at them before they are committed. With the name of a folder
it makes large ones there, to look at.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import typst
from PIL import Image, ImageChops, ImageStat

from media_assets.pieces.data import Piece
from media_assets.pieces.designs import DESIGNS
from media_assets.pieces.formats import FORMATS, Format
from media_assets.pieces.render import Rendered, render
from tests.factories.scripts import SAMPLES, piece_in

FOLDER = Path(__file__).resolve().parent / "golden"
WIDTH, TILE, COLOURS = 240, 15, 64
LARGE = 1100


def every_golden() -> Iterator[tuple[str, Piece, Format]]:
    """Name, piece and format. Every script meets every format and every design, every format every design."""
    for at, language in enumerate(SAMPLES):
        for turn, form in enumerate(FORMATS.values()):
            design = list(DESIGNS)[(at + turn) % len(DESIGNS)]
            yield f"{language}-{design}-{form.name}", piece_in(language, design=design), form


def small(made: Rendered, width: int = WIDTH) -> Image.Image:
    """All pages, one below the other, as wide as all golden pictures."""
    pages = [_narrowed(page, width) for page in _pages(made, width)]
    whole = Image.new("RGB", (width, sum(page.height for page in pages)))
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height
    return whole


def _pages(made: Rendered, width: int) -> list[Image.Image]:
    if made.media_type == "image/png":
        return [Image.open(BytesIO(made.content))]
    content = made.content if made.media_type == "application/pdf" else _as_pdf(made.content)
    document = pypdfium2.PdfDocument(content)
    return [page.render(scale=2 * width / page.get_width()).to_pil() for page in document]


def _as_pdf(svg: bytes) -> bytes:
    source = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
    made = typst.compile(source, sys_inputs={"svg": svg.decode()})
    assert isinstance(made, bytes)
    return made


def _narrowed(page: Image.Image, width: int) -> Image.Image:
    size = (width, round(page.height * width / page.width))
    return page.convert("RGB").resize(size, Image.Resampling.LANCZOS)


def difference(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Of 255: on average, and in the worst square of `TILE` pixels."""
    if one.size != other.size:
        return 255.0, 255.0
    red, green, blue = ImageChops.difference(one, other).split()
    apart = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    worst = apart.reduce(TILE).getextrema()[1]
    return ImageStat.Stat(apart).mean[0], float(worst)  # type: ignore[arg-type]  # of one band


def make() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for name, piece, form in every_golden():
        # An octree keeps the few dots of a strong colour that a median cut mixes with others.
        small(render(piece, form)).quantize(
            COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        ).save(FOLDER / f"{name}.png", optimize=True)


def make_large(folder: Path) -> None:
    """Every design of every script in every format."""
    folder.mkdir(exist_ok=True, parents=True)
    for language in SAMPLES:
        for design in DESIGNS:
            piece = piece_in(language, design=design)
            for form in FORMATS.values():
                picture = small(render(piece, form), LARGE)
                picture.save(folder / f"{language}-{form.name}-{design}.png")


if __name__ == "__main__":
    make_large(Path(sys.argv[1])) if sys.argv[1:] else make()
