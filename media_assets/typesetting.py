"""Documents set by typst. Texts are data: a template reads them from a file, never as its source.

The result depends on what is given alone: own fonts, none of the machine's, and no clock.
"""

import json
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst
from fontTools.ttLib import TTFont

from .pieces.worker import FONTS, fonts

TEMPLATE, DATA = "template.typ", "data.json"
BEGINNING = 0  # seconds since 1970: instead of the time of printing


def pdf(template: Path, data: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> bytes:
    """`template` set with `data`, which it reads as `data.json`; `files` lie beside it by name."""
    with tempfile.TemporaryDirectory(prefix="loa-typst-") as folder:
        root = Path(folder)
        (root / TEMPLATE).write_bytes(template.read_bytes())
        (root / DATA).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for name, content in (files or {}).items():
            (root / name).write_bytes(content)
        compiler = typst.Compiler(str(root / TEMPLATE), root=str(root), font_paths=fonts())
        made = compiler.compile(format="pdf", timestamp=BEGINNING)
    assert isinstance(made, bytes)  # pictures would be a list
    return made


@cache
def letters() -> frozenset[int]:
    """Every code point that our fonts can draw."""
    drawn: set[int] = set()
    for file in sorted(FONTS.glob("*.ttf")):
        with TTFont(file, lazy=True) as font:
            drawn.update(font.getBestCmap())
    return frozenset(drawn)
