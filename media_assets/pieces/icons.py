"""The icons of pieces: files of `icons/`, drawn in the colour of what stands around them.

From Bootstrap Icons 1.13.2 (MIT, `icons/LICENSE`), under names of what they stand for here.
"""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "icons"


@cache
def names() -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in FOLDER.glob("*.svg")))


@cache
def drawing(name: str) -> str:
    """SVG of an icon; empty for a name that there is not (any more)."""
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8") if name in names() else ""
