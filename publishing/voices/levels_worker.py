"""Makes the files of one sound and ends.

    python -m publishing.voices.levels_worker MEGABYTES SECONDS  < {"source": …, "folder": …, …}

Knows neither Django nor the database. Prints `{"gain": …, "seconds": …, "files": {…}}`, or
`{"unusable": true}` where nothing could be made of the source.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import av

from media_assets.limited import limit

from . import levels
from .profiles import PROFILES


def made(job: dict[str, Any]) -> dict[str, Any]:
    source, folder = Path(job["source"]), Path(job["folder"])
    evened = folder / "even.wav"
    gain = levels.even(source, evened)
    files = {}
    for name in job["profiles"]:
        profile = PROFILES[name]
        target = folder / f"{name}.{profile.ending}"
        heard = levels.encode(evened, target, profile, job["tags"])
        files[name] = {"path": str(target), **asdict(heard)}
    return {"gain": gain, "files": files, **asdict(levels.measure(evened))}


def main() -> None:
    limit(int(sys.argv[1]), int(sys.argv[2]))
    try:
        answer = made(json.load(sys.stdin))
    except (av.FFmpegError, MemoryError, ValueError, IndexError):
        answer = {"unusable": True}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
