"""Sets pieces, in a process of its own: what a text does to the typesetter ends with that process.

    python -m media_assets.pieces.worker FOLDER MEGABYTES

Knows neither Django nor the database. A request is a line of JSON on standard input, the data of
`render.request`; the answer is a line `{"sizes", "problems"}` or `{"error"}` and then the files, one
per page of a PNG or SVG. FOLDER is whoever's who started it; it is removed when the input ends.
"""

import json
import shutil
import signal
import sys
from base64 import b64decode
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import typst

from ..limited import limit

FONTS = Path(__file__).resolve().parent.parent / "fonts"
TEMPLATES = Path(__file__).resolve().parent / "typ"
MAIN, DATA, LOGO = "piece.typ", "data.json", "logo.png"
SECONDS = 60  # for one piece: longer than anybody waits for it
BEGINNING = 0  # seconds since 1970: instead of the time of setting
PIXELS_PER_INCH = 72  # so that a point is a pixel
TAGGED = ["ua-1"]  # PDF/UA-1: the setting fails if anything cannot be read out


@cache
def fonts() -> typst.Fonts:
    """Ours, and of those that typst brings the one with letters of equal width; none of the machine's."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def set_piece(root: Path, data: dict[str, Any]) -> tuple[list[bytes], list[dict[str, str]]]:
    """Files and problems. `root` holds the templates; what of the last piece is there is overwritten."""
    lay_out(root, data)
    compiler = typst.Compiler(str(root / MAIN), root=str(root), font_paths=fonts())
    kind = data["format"]["kind"]
    options: dict[str, Any] = {"pdf_standards": TAGGED} if kind == "pdf" else {}
    if kind == "png":
        options["ppi"] = PIXELS_PER_INCH
    made = compiler.compile(format=kind, timestamp=BEGINNING, **options)
    found = json.loads(compiler.query("<problem>", field="value"))
    assert made is not None  # None is the answer to an output path
    return (made if isinstance(made, list) else [made]), found


def lay_out(root: Path, data: dict[str, Any]) -> None:
    """What the templates read, under names of our own."""
    (root / DATA).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    (root / LOGO).write_bytes(b64decode(data["piece"]["footer"].get("logo", "")))


def serve(root: Path, requests: BinaryIO, answers: BinaryIO) -> None:
    """Until its input ends."""
    for template in TEMPLATES.glob("*.typ"):
        (root / template.name).write_bytes(template.read_bytes())
    for line in requests:
        signal.alarm(SECONDS)  # ends the process if nobody is left who would
        _answer(root, json.loads(line), answers)
        signal.alarm(0)


def _answer(root: Path, data: dict[str, Any], answers: BinaryIO) -> None:
    try:
        files, problems = set_piece(root, data)
    except (typst.TypstError, RuntimeError) as error:
        answers.write(json.dumps({"error": str(error)}).encode() + b"\n")
    else:
        head = {"sizes": [len(file) for file in files], "problems": problems}
        answers.write(json.dumps(head).encode() + b"\n")
        answers.writelines(files)
    answers.flush()


def main() -> None:
    folder, megabytes = sys.argv[1:3]
    limit(int(megabytes))
    try:
        serve(Path(folder), sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:
        sys.exit(1)
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # whoever started us may have been killed


if __name__ == "__main__":
    main()
