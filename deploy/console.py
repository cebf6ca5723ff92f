"""What the commands say: short lines, what is done and how long it took.

Standard library only, and readable by old Pythons: it runs before the environment exists.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).resolve().parent.parent
HEARTBEAT_SECONDS = 10


class SetupError(Exception):
    """Something a person can mend; the message is the one line they read."""


def say(line: str) -> None:
    print(line, flush=True)


def complain(line: str) -> None:
    sys.stdout.flush()
    print(line, file=sys.stderr, flush=True)


def strict() -> bool:
    """On a build server nothing may be skipped: what is missing is a failure."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


@contextmanager
def step(name: str) -> Iterator[None]:
    """Say that a step begins, and when it is over how long it took."""
    say(f"  {name} ...")
    started = time.monotonic()
    yield
    say(f"  {name}: {time.monotonic() - started:.1f} s")


def last_lines(text: str, count: int = 15) -> str:
    return "\n".join(text.rstrip().splitlines()[-count:])


def run_quietly(
    name: str,
    command: Sequence[str],
    log: Path,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run a command with its output in `log`; if it fails, show the end of that and raise.

    While it works, its newest line is shown every few seconds.
    """
    with step(name), log.open("a", encoding="utf-8") as out:
        out.write(f"$ {' '.join(command)}\n")
        out.flush()
        begun = out.tell()
        code = _follow(command, log, out, environment)
    if code:
        written = log.read_bytes()[begun:].decode("utf-8", "replace")
        complain(last_lines(written))
        raise SetupError(f"{name} failed (exit status {code}); the whole output is in {log}")


def _follow(
    command: Sequence[str], log: Path, out: TextIO, environment: Mapping[str, str] | None
) -> int:
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.STDOUT,
    )
    try:
        while True:
            try:
                return process.wait(timeout=HEARTBEAT_SECONDS)
            except subprocess.TimeoutExpired:
                say(f"    {last_lines(log.read_text('utf-8', 'replace'), 1).strip()}")
    finally:
        process.kill()
        process.wait()


def guarded(main: Callable[[], int]) -> int:
    """Turn what a person can mend into one line, and Ctrl-C into a silent end."""
    try:
        return main()
    except SetupError as error:
        complain(f"loa: {error}")
        return 1
    except KeyboardInterrupt:
        complain("loa: stopped.")
        return 130
