"""Draws a cleaned SVG, in a process of its own with limits of memory and time.

    python -m media_assets.intake.drawing WIDTH HEIGHT  < drawing.svg > drawing.png

Knows neither Django nor the database. Typst's drawing library opens no file and no address.
"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

MEGABYTES = 900  # of address space
SECONDS = 10
ROOT = Path(__file__).resolve().parents[2]
SOURCE = """#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)
#image("drawing.svg", width: 100%, height: 100%, fit: "contain")
"""


class NotDrawn(Exception):
    """Its message is for engineers."""


def draw(content: bytes, width: int, height: int) -> bytes:
    """PNG of this size, see-through where nothing is drawn. Raises NotDrawn."""
    command = [sys.executable, "-m", "media_assets.intake.drawing", str(width), str(height)]
    try:
        done = subprocess.run(  # noqa: S603  our own module; the drawing goes in as data
            command,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=ROOT,
            env={**os.environ, "RAYON_NUM_THREADS": "1"},  # each thread reserves its own memory
        )
    except subprocess.TimeoutExpired as error:
        raise NotDrawn("took too long") from error
    if done.returncode or not done.stdout:
        raise NotDrawn(done.stderr[-500:].decode(errors="replace"))
    return done.stdout


def _set(content: bytes, width: int, height: int) -> bytes:
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False, font_paths=[str(ROOT / "media_assets" / "fonts")]
    )
    with tempfile.TemporaryDirectory(prefix="loa-drawing-") as folder:
        root = Path(folder)
        (root / "main.typ").write_text(SOURCE.format(width=width, height=height))
        (root / "drawing.svg").write_bytes(content)
        compiler = typst.Compiler(str(root / "main.typ"), root=str(root), font_paths=fonts)
        made = compiler.compile(format="png", ppi=72)
    if not isinstance(made, bytes):
        raise NotDrawn("several pages")
    return made


def main() -> None:
    most = MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    width, height = (int(argument) for argument in sys.argv[1:3])
    sys.stdout.buffer.write(_set(sys.stdin.buffer.read(), width, height))


if __name__ == "__main__":
    main()
