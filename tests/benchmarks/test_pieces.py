"""One infographic for 34 offices in 8 languages and six social sizes, beside bare typst.

Both in the same run and in turns, a few offices at a time: whoever else uses the machine slows both.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from media_assets.pieces import worker
from media_assets.pieces.crew import HANDS
from media_assets.pieces.data import Footer, Piece
from media_assets.pieces.formats import SOCIAL
from media_assets.pieces.render import request
from publishing.pieces.bulk.drawing import draw
from publishing.pieces.bulk.packing import pack
from publishing.pieces.bulk.plan import Plan, Sheet, Wanted
from tests.benchmarks.stopwatch import tell
from tests.factories.scripts import piece_in

OFFICES = 34
LANGUAGES = ("vi", "km", "cjm-latn", "cjm-cham", "blt-tavt", "rad", "hmn", "yue-hant")
AT_A_TIME = 2  # offices
PROCESSES = 2
LEAST_RATE = 0.7  # of bare typst's
MOST_GROWTH = 1.25  # of memory, from the first third to the last
ROOT = Path(__file__).resolve().parents[2]


def piece_for(number: int, language: str) -> Piece:
    """Each office has its own footer and its own address to scan."""
    link = f"https://portal.example/tinh-{number}/bhxh-tu-nguyen/"
    footer = Footer(f"Bảo hiểm xã hội tỉnh {number}", f"1900 {number:04}", f"Số {number} Hà Nội")
    return replace(piece_in(language), footer=footer, link=link)


def plan_for(numbers: tuple[int, ...]) -> Plan:
    wanted = tuple(
        Wanted(f"{number:02}", f"tinh-{number}", language, piece_for(number, language))
        for number in numbers
        for language in LANGUAGES
    )
    return Plan("Bài", 1, False, tuple(form.name for form in SOCIAL), wanted)


class Bare:
    """Two processes that share the same sources between them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._processes = [self._start(folder / str(number)) for number in range(PROCESSES)]

    def _start(self, root: Path) -> subprocess.Popen[str]:
        root.mkdir(parents=True)
        for template in worker.TEMPLATES.glob("*.typ"):
            (root / template.name).write_bytes(template.read_bytes())
        (root / "fonts").symlink_to(worker.FONTS)
        return subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.bare_typst", str(root)],
            cwd=ROOT,
            env={**os.environ, "RAYON_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def sources(self, sheets: tuple[Sheet, ...]) -> list[Path]:
        """Written before the clock runs."""
        paths = [self.folder / f"{sheet.key}.json" for sheet in sheets]
        for sheet, path in zip(sheets, paths, strict=True):
            path.write_text(json.dumps(request(sheet.piece, sheet.form), ensure_ascii=False))
        return paths

    def compile(self, paths: list[Path]) -> float:
        """Seconds."""
        began = time.perf_counter()
        shares = [paths[number::PROCESSES] for number in range(PROCESSES)]
        for process, share in zip(self._processes, shares, strict=True):
            assert process.stdin is not None
            process.stdin.writelines(f"{path}\n" for path in share)
            process.stdin.flush()
        for process, share in zip(self._processes, shares, strict=True):
            assert process.stdout is not None
            assert all(int(process.stdout.readline()) > 1000 for _path in share)
        return time.perf_counter() - began

    def end(self) -> None:
        for process in self._processes:
            process.kill()
            process.communicate()


@dataclass
class Memory:
    """Of this process and of each hand, as the run goes on."""

    samples: list[dict[int, int]]

    def look(self, _left: int) -> bool:
        self.samples.append({pid: resident(pid) for pid in (os.getpid(), *hands())})
        return True

    def growth(self) -> Iterator[tuple[str, float, float]]:
        """Who, and the most megabytes of the first and of the last third."""
        third = len(self.samples) // 3
        for pid in self.samples[-1]:
            first, last = (
                max(sample.get(pid, 0) for sample in part) / 1024
                for part in (self.samples[:third], self.samples[-third:])
            )
            yield "Loa" if pid == os.getpid() else "a hand", first, last


def hands() -> list[int]:
    children = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    pids = [int(pid) for path in children for pid in path.read_text().split()]
    command = [Path(f"/proc/{pid}/cmdline") for pid in pids]
    return [
        pid
        for pid, path in zip(pids, command, strict=True)
        if path.exists() and b"media_assets.pieces.worker" in path.read_bytes()
    ]


def resident(pid: int) -> int:
    """Kilobytes; 0 for one that has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if "VmRSS" in line), 0)


@pytest.fixture
def bare(tmp_path) -> Iterator[Bare]:
    started = Bare(tmp_path / "bare")
    yield started
    started.end()


def warm_up(folder: Path, bare: Bare) -> None:
    """Both have their fonts and have drawn one picture in each language."""
    folder.mkdir()
    plan = plan_for((99,))
    bare.compile(bare.sources(plan.sheets))
    draw(plan, folder, lambda _left: True)


def test_every_office_and_language_is_drawn_nearly_as_fast_as_bare_typst_compiles(
    bare, settings, tmp_path
):
    settings.LOA_PIECE_CACHE = tmp_path / "cache"
    warm_up(tmp_path / "warm", bare)
    folder, memory = tmp_path / "job", Memory([])
    folder.mkdir()
    ours = theirs = 0.0
    for start in range(1, OFFICES + 1, AT_A_TIME):
        numbers = tuple(range(start, min(start + AT_A_TIME, OFFICES + 1)))
        sources = bare.sources(plan_for(numbers).sheets)
        began = time.perf_counter()
        assert draw(plan_for(numbers), folder, memory.look)
        ours += time.perf_counter() - began
        theirs += bare.compile(sources)
    whole = plan_for(tuple(range(1, OFFICES + 1)))
    began = time.perf_counter()
    packed = pack(whole, folder, tmp_path / "all.zip", lambda _packed: True)
    ours += time.perf_counter() - began

    assert packed.files == OFFICES * len(LANGUAGES) * len(SOCIAL)
    tell_result(packed, ours, theirs, memory)
    assert theirs / ours >= LEAST_RATE
    assert all(last < MOST_GROWTH * first for _who, first, last in memory.growth())


def tell_result(packed: Any, ours: float, theirs: float, memory: Memory) -> None:
    tell(
        f"{packed.files} pictures by {HANDS} hands, packed: {ours:.1f} s"
        f" ({packed.files / ours:.1f} a second); bare typst by {PROCESSES} processes {theirs:.1f} s:"
        f" {theirs / ours:.2f} of its rate ({LEAST_RATE} is the least);"
        f" ZIP of {packed.size / 1e6:.0f} MB"
    )
    for who, first, last in memory.growth():
        tell(f"memory of {who}: {first:.0f} MB in the first third, {last:.0f} MB in the last")
