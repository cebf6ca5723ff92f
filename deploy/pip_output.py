"""Reads what pip prints: progress while it works, and one clear reason when it fails.

Standard library only.
"""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.console import HEARTBEAT_SECONDS, say

COMPILER = "sudo apt-get install build-essential python3-dev"

# Order matters: the first that is found in the output is the reason.
REASONS: tuple[tuple[str, str], ...] = (
    (
        r"No space left on device|Disk quota exceeded",
        "the disk is full; free some space and try again",
    ),
    (
        r"Temporary failure in name resolution|NewConnectionError|Name or service not known"
        r"|Network is unreachable|ConnectTimeoutError|ReadTimeoutError|Connection refused"
        r"|ProxyError|Connection broken|No route to host|\(from versions: none\)",
        "pip cannot reach the package index; check the network (or the proxy), then try again",
    ),
    (
        r"command '[^']*(?:gcc|cc|g\+\+)' failed: No such file|unable to execute '[^']*(?:gcc|cc)'"
        r"|Python\.h: No such file|Failed building wheel|Failed to build",
        f"a package has to be compiled and the compiler is missing; type: {COMPILER}",
    ),
    (r"Permission denied|Read-only file system", "cannot write into .venv: permission denied"),
    (
        r"ensurepip is not available|No module named (?:'?ensurepip|'?venv)",
        "this Python has no venv module; type: sudo apt-get install python3-venv",
    ),
)


def follow(
    command: Sequence[str], cwd: Path, environment: Mapping[str, str], total: int
) -> tuple[str, int]:
    """Run pip, saying every few seconds how far it is; return its output and exit status."""
    lines: list[str] = []
    found = 0
    spoke = time.monotonic()
    with subprocess.Popen(
        command,
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            found += line.startswith(("Collecting ", "Requirement already satisfied:"))
            if line.startswith("Installing collected packages"):
                say(f"    unpacking {line.count(',') + 1} packages ...")
            elif found < total and time.monotonic() - spoke > HEARTBEAT_SECONDS:
                spoke = time.monotonic()
                say(f"    {found} of about {total} looked up ...")
    return "".join(lines), process.returncode


def nothing_was_changed(output: str) -> bool:
    """pip installs only when everything is downloaded, so a failed download changed nothing."""
    return "Installing collected packages" not in output


def reason(output: str) -> str:
    """One line for a person. The whole output is kept in .venv/loa-pip.log."""
    for pattern, meaning in REASONS:
        if re.search(pattern, output):
            return meaning
    errors = [line for line in output.splitlines() if line.startswith("ERROR:")]
    said = (errors or output.strip().splitlines() or ["no reason given"])[-1]
    return f"the environment could not be made: {said.strip()} (all of it: .venv/loa-pip.log)"
