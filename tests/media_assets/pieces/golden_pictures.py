"""How pieces look, small: each design in each script, the formats taking turns.

    python -m tests.media_assets.pieces.golden_pictures

makes the pictures of `golden/` anew; look at them before they are committed.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import cycle
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

from media_assets.pieces.data import Piece
from media_assets.pieces.designs import DESIGNS
from media_assets.pieces.formats import FORMATS, Format
from media_assets.pieces.render import Rendered, render
from tests.factories.scripts import SAMPLES, piece_in

FOLDER = Path(__file__).resolve().parent / "golden"
WIDTH, TILES, COLOURS = 270, 9, 128
IN_TURN = ("square", "poster-a4", "share", "story", "leaflet-a5", "board", "zalo")


def every_golden() -> Iterator[tuple[str, Piece, Format]]:
    """Name, piece and format. Seven formats and five designs: each meets each."""
    formats = cycle(IN_TURN)
    for language in SAMPLES:
        for design in DESIGNS:
            form = FORMATS[next(formats)]
            yield f"{language}-{design}-{form.name}", piece_in(language, design=design), form


def small(made: Rendered) -> Image.Image:
    """The first page, as wide as all golden pictures."""
    if made.media_type == "application/pdf":
        page = pypdfium2.PdfDocument(made.content)[0]
        picture = page.render(scale=2 * WIDTH / page.get_width()).to_pil()
    else:
        picture = Image.open(BytesIO(made.content))
    size = (WIDTH, round(picture.height * WIDTH / picture.width))
    return picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)


def difference(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Of 255: on average, and in the worst of 9 × 9 tiles."""
    apart = ImageChops.difference(one, other).convert("L")
    tiles = apart.resize((TILES, TILES), Image.Resampling.BOX)
    return ImageStat.Stat(apart).mean[0], float(tiles.getextrema()[1])  # type: ignore[arg-type]  # of one band


def make() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for name, piece, form in every_golden():
        picture = small(render(piece, form)).quantize(COLOURS, dither=Image.Dither.NONE)
        picture.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    make()
