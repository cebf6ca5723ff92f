"""Reads lines aloud on paper: Vietnamese on standard input, what is said on standard output."""

import json
import sys
from argparse import ArgumentParser
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError

from ...speech import PROFILES, Reading, read
from ...speech.profiles import DEFAULT


class Command(BaseCommand):
    help = (
        "Say how loudspeakers read Vietnamese texts: a line on standard output for each line on "
        "standard input. What a person has to decide before it may be broadcast goes to the file "
        "of --flags only, a JSON object a line; the exit code is 0 all the same."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--profile", choices=list(PROFILES), default=DEFAULT, help="whose words for numbers"
        )
        parser.add_argument("--flags", type=Path, metavar="FILE", help="file to write, or replace")

    def handle(self, *args: Any, **options: Any) -> None:
        lines = sys.stdin.buffer.read().decode("utf-8", errors="replace").split("\n")
        if lines[-1] == "":
            lines.pop()
        readings = [read(line, profile=options["profile"]) for line in lines]
        told = "".join(f"{' '.join(one.spoken.split())}\n" for one in readings)
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")  # whatever the terminal's locale says
        self.stdout.write(told, ending="")
        if options["flags"]:
            _write(options["flags"], readings)


def _write(path: Path, readings: list[Reading]) -> None:
    try:
        with path.open("w", encoding="utf-8") as file:
            for number, reading in enumerate(readings, start=1):
                _flags_of(number, reading, file)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}. The flags were not written.") from None


def _flags_of(number: int, reading: Reading, file: TextIO) -> None:
    for flag in reading.flags:
        found = {
            "line": number,
            "start": flag.start,
            "end": flag.end,
            "written": flag.written,
            "doubt": flag.doubt.value,
            "spoken": flag.spoken,
            "alternatives": list(flag.alternatives),
        }
        file.write(json.dumps(found, ensure_ascii=False) + "\n")
