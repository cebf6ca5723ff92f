"""Pictures that look alike, however they were scaled, saved or coloured: by a hash of 64 bits.

Each bit tells whether a place is brighter than the one right of it, on a grid of nine by eight
(“difference hash”). Nothing is ever refused by it: two posters of one design may look alike.
"""

from collections.abc import Iterable
from typing import Any

from PIL import Image

COLUMNS, ROWS = 8, 8
NONE = "-"  # nothing to compare by: one colour all over, or no longer readable
LEAST_CONTRAST = 12  # of 255: below it, noise decides
CLOSE = 4  # bits of 64 that two looks may differ in
SIDES = 0.04  # and how much the proportions may
FIRST = 96  # pixels: a small picture is made before its grid


def look(picture: Image.Image) -> str:
    """Sixteen hexadecimal digits, or NONE."""
    grid = _grey(picture).resize((COLUMNS + 1, ROWS), Image.Resampling.BOX)
    darkest, brightest = grid.getextrema()
    if brightest - darkest < LEAST_CONTRAST:  # type: ignore[operator]  # numbers, of one band
        return NONE
    values, bits = grid.tobytes(), 0
    for row in range(ROWS):
        start = row * (COLUMNS + 1)
        for at in range(start, start + COLUMNS):
            bits = bits << 1 | (values[at] > values[at + 1])
    return f"{bits:016x}"


def look_of(file: Any) -> str:
    """Of a stored picture, open for reading; leaves it at its start."""
    try:
        file.seek(0)
        with Image.open(file) as picture:
            picture.draft("RGB", (FIRST, FIRST))
            return look(picture)
    except Exception:  # decoders raise nearly anything, and nothing depends on a look
        return NONE
    finally:
        file.seek(0)


def distance(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def alike(
    wanted: str, width: int, height: int, known: Iterable[tuple[int, str, int, int]]
) -> int | None:
    """The number of the likest of `known` (number, look, width, height), or None."""
    if wanted in ("", NONE):
        return None
    best: tuple[int, int] | None = None
    for number, held, known_width, known_height in known:
        if held in ("", NONE) or not _same_sides(width, height, known_width, known_height):
            continue
        found = (distance(wanted, held), number)
        if found[0] <= CLOSE and (best is None or found < best):
            best = found
    return best[1] if best else None


def _same_sides(width: int, height: int, other_width: int, other_height: int) -> bool:
    one, other = width * other_height, other_width * height
    return abs(one - other) <= SIDES * max(one, other)


def _grey(picture: Image.Image) -> Image.Image:
    if picture.mode not in ("RGB", "RGBA", "L"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    small = picture.resize((FIRST, FIRST), Image.Resampling.BOX, reducing_gap=2.0)
    if small.mode == "RGBA":
        ground = Image.new("RGBA", small.size, "white")
        ground.alpha_composite(small)
        small = ground
    return small.convert("L")
