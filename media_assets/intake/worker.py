"""Reads one uploaded file and ends.

    python -m media_assets.intake.worker JOB FILE MEGABYTES

JOB is a name of `JOBS`, for some followed by `-` and what they need to know. Knows neither Django nor
the database. Prints `{"found": …}` or `{"unusable": code, "numbers": …}`; what it makes of the file
lies beside it, under the name `made`.
"""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

from ..limited import limit
from .unusable import Unusable

JOBS = {
    "audiovisual": "audiovisual_file",
    "pdf": "pdf_file",
    **dict.fromkeys(("docx", "xlsx", "odt", "ods", "zip"), "office_file"),
    "words": "words_file",
    "picture": "picture_file",
    "drawing": "drawing_file",
}
SECONDS = 300  # of computing; the deadline of whoever waits is shorter


def answer(job: str, source: Path) -> dict[str, Any]:
    module = importlib.import_module(f"media_assets.intake.{JOBS[job.partition('-')[0]]}")
    try:
        return {"found": module.read(source, source.with_name("made"), job)}
    except MemoryError:
        return _unusable(Unusable("too_heavy"))
    except Exception as error:  # decoders raise nearly anything on hostile bytes
        return _unusable(error if isinstance(error, Unusable) else Unusable("damaged"))


def _unusable(error: Unusable) -> dict[str, Any]:
    return {"unusable": error.code, "numbers": error.numbers}


def main() -> None:
    job, source, megabytes = sys.argv[1:4]
    limit(int(megabytes), SECONDS)
    sys.stdout.write(json.dumps(answer(job, Path(source))))


if __name__ == "__main__":
    main()
