"""From a sound to its files, in a process of its own: whatever it does to its decoder ends with it."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from media_assets.limited import ENVIRONMENT

from .provider import NotSpoken

ROOT = Path(__file__).resolve().parents[2]
MEGABYTES = 1500  # of address space, libraries included
SECONDS = 240  # ten minutes of sound take about sixty


@dataclass(frozen=True, slots=True)
class Pressed:
    """One file. `loudness` in LUFS, `peak` in dBTP, both as heard; None where nothing is heard."""

    profile: str
    path: Path
    loudness: float | None
    peak: float | None


@dataclass(frozen=True, slots=True)
class Pressing:
    seconds: float
    loudness: float | None
    files: tuple[Pressed, ...]


def press(source: Path, folder: Path, profiles: Sequence[str], tags: Mapping[str, str]) -> Pressing:
    """Everything is written into `folder`. Raises NotSpoken."""
    job = {
        "source": str(source),
        "folder": str(folder),
        "profiles": list(profiles),
        "tags": dict(tags),
    }
    command = [sys.executable, "-m", "publishing.voices.levels_worker", str(MEGABYTES)]
    try:
        done = subprocess.run(  # noqa: S603  our own module
            [*command, str(SECONDS)],
            cwd=ROOT,
            input=json.dumps(job).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
            env=ENVIRONMENT,
        )
    except subprocess.TimeoutExpired as error:
        raise NotSpoken(_("The sound took too long to prepare. Try again later.")) from error
    return _pressing(done.stdout)


def _pressing(printed: bytes) -> Pressing:
    """A process that died says nothing."""
    try:
        answer: dict[str, Any] = json.loads(printed)
    except ValueError:
        answer = {"unusable": True}
    if "unusable" in answer:
        raise NotSpoken(
            _(
                "No sound file could be made of it. Try again; if it fails again, upload another file."
            )
        )
    files = tuple(
        Pressed(name, Path(said["path"]), said["loudness"], said["peak"])
        for name, said in answer["files"].items()
    )
    return Pressing(answer["seconds"], answer["loudness"], files)
