"""One ZIP of everything that was drawn, with its manifest: the same bytes from the same drawings.

Packed in turns too: what is begun stands beside the drawings, with a note of how far it is. Whoever
goes on takes the note away first, so of two that work at once each has a file of its own.
"""

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from media_assets.pieces import cache

from .drawing import failure_of
from .manifest import CSV_NAME, JSON_NAME, Manifest, NotMade, entry_of
from .plan import Plan, Sheet

EARLIEST = (1980, 1, 1, 0, 0, 0)  # that a ZIP can say: no moment of ours is in it
ASIDE = ".packing-"
UNIX, READABLE = 3, 0o100644 << 16


class Incomplete(Exception):
    """A drawing is missing or damaged; it was removed, and is to be drawn again."""


class Stopped(Exception):
    """Somebody said stop; what is drawn and packed is kept."""


@dataclass(frozen=True)
class Packed:
    """What is in a ZIP: drawings, those with a problem, and what is missing.

    `not_made`: there was no piece to draw. `undrawn`: there was, and the typesetter gave it up.
    """

    files: int
    flawed: int
    not_made: int
    size: int
    problems: tuple[str, ...]  # each once
    undrawn: tuple[NotMade, ...]


@dataclass
class _Begun:
    """A ZIP that lacks the sheets from `done` on."""

    file: Path
    manifest: Manifest
    done: int = 0


def pack(plan: Plan, folder: Path, output: Path, go_on: Callable[[int], bool]) -> Packed:
    """Whole or not at all. `go_on` is asked after each file, with how many are packed.

    `folder` and `output` are on the same disk. Raises Stopped, Incomplete and OSError.
    """
    begun = _begun(plan, folder)
    try:
        with ZipFile(begun.file, "a", ZIP_STORED) as made:
            _add_sheets(made, begun, plan, folder, go_on)
            _add_lists(made, begun.manifest)
    except (Stopped, Incomplete):
        _note(begun)
        raise
    except BaseException:
        begun.file.unlink(missing_ok=True)
        raise
    begun.file.chmod(0o640)
    begun.file.replace(output)
    return _told(begun.manifest, output.stat().st_size)


def _add_sheets(
    made: ZipFile, begun: _Begun, plan: Plan, folder: Path, go_on: Callable[[int], bool]
) -> None:
    """One at a time: however many there are, no more than one is in memory."""
    for sheet in plan.sheets[begun.done :]:
        _add(made, begun.manifest, sheet, folder)
        begun.done += 1
        if not go_on(begun.done) and begun.done < len(plan.sheets):
            raise Stopped


def _add(made: ZipFile, manifest: Manifest, sheet: Sheet, folder: Path) -> None:
    if reason := failure_of(sheet, folder):
        manifest.miss(sheet.wanted, sheet.form, reason)
        return
    drawn = cache.read(folder / sheet.key)
    if drawn is None:
        (folder / sheet.key).unlink(missing_ok=True)
        raise Incomplete(sheet.key)
    entry = entry_of(sheet, drawn, manifest.plan.blocks.get(sheet.wanted.language, {}))
    made.writestr(_info(entry.file), drawn.content)
    manifest.entries.append(entry)


def _add_lists(made: ZipFile, manifest: Manifest) -> None:
    made.writestr(_info(CSV_NAME), "".join(manifest.csv_lines()))
    text = json.dumps(manifest.to_data(), ensure_ascii=False, indent=1)
    made.writestr(_info(JSON_NAME), f"{text}\n")


def _begun(plan: Plan, folder: Path) -> _Begun:
    """What somebody left to go on with, or a new one. What nobody can go on with is removed."""
    found = next(filter(None, (_taken(note, plan) for note in folder.glob(f"{ASIDE}*.json"))), None)
    for old in folder.glob(f"{ASIDE}*"):
        if found is None or old != found.file:
            old.unlink(missing_ok=True)
    if found is not None:
        return found
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=ASIDE, suffix=".zip")
    os.close(descriptor)
    return _Begun(Path(name), Manifest(plan))


def forget_begun(folder: Path) -> None:
    """So that it is packed from the first drawing on: some are there now that were missed."""
    for path in folder.glob(f"{ASIDE}*"):
        path.unlink(missing_ok=True)


def _taken(note: Path, plan: Plan) -> _Begun | None:
    """None: somebody else took it, or the disk damaged it."""
    file = note.with_suffix(".zip")
    try:
        told = json.loads(note.read_text(encoding="utf-8"))
        note.unlink()
        whole = file.stat().st_size == told["size"]
        return _Begun(file, Manifest.resumed(plan, told), told["done"]) if whole else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _note(begun: _Begun) -> None:
    told = {"done": begun.done, "size": begun.file.stat().st_size, **begun.manifest.recorded()}
    note = begun.file.with_suffix(".json")
    aside = begun.file.with_suffix(".note")
    aside.write_text(json.dumps(told), encoding="utf-8")
    aside.replace(note)


def _told(manifest: Manifest, size: int) -> Packed:
    return Packed(
        files=len(manifest.entries),
        flawed=sum(bool(one.problems) for one in manifest.entries),
        not_made=len(manifest.not_made) - len(manifest.undrawn),
        size=size,
        problems=tuple(manifest.problems()),
        undrawn=manifest.undrawn,
    )


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, EARLIEST)
    info.create_system, info.external_attr = UNIX, READABLE
    return info
