"""Compiles sources one after the other, with nothing around it: what a piece's rate is held against.

    python -m tests.benchmarks.bare_typst ROOT

ROOT holds the templates. Each line of standard input names a file with the data of one picture; the
answer is a line with the number of bytes of the picture. Knows nothing of the worker of pieces.
"""

import shutil
import sys
from pathlib import Path

import typst


def main() -> None:
    root = Path(sys.argv[1])
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(root / "fonts")])
    for line in sys.stdin:
        shutil.copyfile(line.rstrip("\n"), root / "data.json")
        compiler = typst.Compiler(str(root / "piece.typ"), root=str(root), font_paths=fonts)
        made = compiler.compile(format="png", ppi=72, timestamp=0)
        print(len(made or b""), flush=True)


if __name__ == "__main__":
    main()
