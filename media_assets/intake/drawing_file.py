"""Draws a cleaned SVG. Typst's drawing library opens no file and no address."""

import tempfile
from pathlib import Path
from typing import Any

import typst

from ..pieces.worker import fonts

SOURCE = """#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)
#image("drawing.svg", width: 100%, height: 100%, fit: "contain")
"""


def read(source: Path, target: Path, job: str) -> dict[str, Any]:
    """PNG of the size that the job names, `drawing-WIDTHxHEIGHT`, see-through where nothing is."""
    width, height = job.removeprefix("drawing-").split("x")
    with tempfile.TemporaryDirectory(prefix="loa-drawing-") as folder:
        root = Path(folder)
        (root / "main.typ").write_text(SOURCE.format(width=width, height=height))
        (root / "drawing.svg").write_bytes(source.read_bytes())
        compiler = typst.Compiler(str(root / "main.typ"), root=str(root), font_paths=fonts())
        made = compiler.compile(format="png", ppi=72)
    assert isinstance(made, bytes)  # several pages would be a list
    target.write_bytes(made)
    return {"bytes": len(made)}
