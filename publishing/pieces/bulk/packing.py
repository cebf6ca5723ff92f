"""One ZIP of everything that was drawn, with its manifest: the same bytes from the same drawings."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from media_assets.pieces import cache

from .drawing import failure_of
from .manifest import CSV_NAME, JSON_NAME, Entry, Manifest, entry_of
from .plan import Plan

EARLIEST = (1980, 1, 1, 0, 0, 0)  # that a ZIP can say: no moment of ours is in it
ASIDE = ".packing-"
UNIX, READABLE = 3, 0o100644 << 16


class Incomplete(Exception):
    """A drawing is missing or damaged; it was removed, and is to be drawn again."""


@dataclass(frozen=True)
class Packed:
    """What is in a ZIP: drawings, those with a problem, and what could not be made."""

    files: int
    flawed: int
    not_made: int
    size: int
    problems: tuple[str, ...]  # each once


def pack(plan: Plan, folder: Path, output: Path, go_on: Callable[[], None]) -> Packed:
    """Whole or not at all. `go_on` is called before each file, and raises to stop.

    `folder` and `output` are on the same disk. Raises Incomplete and OSError.
    """
    for old in folder.glob(f"{ASIDE}*"):  # of one who was killed
        old.unlink(missing_ok=True)
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=ASIDE)
    try:
        manifest = Manifest(plan)
        with os.fdopen(descriptor, "wb") as file, ZipFile(file, "w", ZIP_STORED) as made:
            for entry, content in _drawn(plan, folder, manifest):
                go_on()
                made.writestr(_info(entry.file), content)
            made.writestr(_info(CSV_NAME), "".join(manifest.csv_lines()))
            text = json.dumps(manifest.to_data(), ensure_ascii=False, indent=1)
            made.writestr(_info(JSON_NAME), f"{text}\n")
        Path(name).chmod(0o640)
        Path(name).replace(output)
    finally:
        Path(name).unlink(missing_ok=True)
    return Packed(
        files=len(manifest.entries),
        flawed=sum(bool(one.problems) for one in manifest.entries),
        not_made=len(manifest.not_made),
        size=output.stat().st_size,
        problems=tuple(manifest.problems()),
    )


def _drawn(plan: Plan, folder: Path, manifest: Manifest) -> Iterator[tuple[Entry, bytes]]:
    """One at a time: however many there are, no more than one is in memory."""
    for sheet in plan.sheets:
        if reason := failure_of(sheet, folder):
            manifest.miss(sheet.wanted, sheet.form, reason)
            continue
        made = cache.read(folder / sheet.key)
        if made is None:
            (folder / sheet.key).unlink(missing_ok=True)
            raise Incomplete(sheet.key)
        entry = entry_of(sheet, made, plan.blocks.get(sheet.wanted.language, {}))
        manifest.entries.append(entry)
        yield entry, made.content


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, EARLIEST)
    info.create_system, info.external_attr = UNIX, READABLE
    return info
