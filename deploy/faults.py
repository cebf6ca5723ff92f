"""`make faults`: what becomes of a post when the platform fails and our processes die.

    python3 -m deploy.faults [SEED ...]

Plays the matrix of `tests/journeys/faults` with every seed, prints its tables and, if every cell
holds, writes them to `docs/faults.md`. Everything that it starts and makes is gone when it ends.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from deploy.bootstrap import prepare, venv_python
from deploy.checks import environment, run_pytest
from deploy.console import ROOT, SetupError, guarded, say

DEFAULT_SEEDS = ["1"]
# Columns are played side by side: they mostly wait.
AT_ONCE = 4
MATRIX = "tests/journeys/faults/matrix.py"


def command(folder: Path) -> list[str]:
    """pytest over the matrix, one column after the other on each process."""
    pytest = [str(venv_python().parent / "pytest"), MATRIX, "-q", "-p", "no:randomly"]
    return [*pytest, "-n", str(AT_ONCE), "--maxschedchunk", "1", f"--basetemp={folder / 'run'}"]


def play(seeds: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="loa-faults-") as name:
        folder = Path(name)
        results = folder / "results"
        results.mkdir()
        env = environment(str(folder / "data"))
        env |= {"FAULTS_SEEDS": " ".join(seeds), "FAULTS_RESULTS": str(results)}
        failed = run_pytest(command(folder), env)
        report = [str(venv_python()), "-m", "tests.journeys.faults.report", str(results)]
        if failed:
            report.append("--only-print")
        return failed or subprocess.run(report, cwd=ROOT, check=False).returncode


def seeds_of(arguments: list[str]) -> list[str]:
    if wrong := [one for one in arguments if not one.isalnum()]:
        raise SetupError(f"a seed is a word or a number, not {wrong[0]!r}: make faults SEED=7")
    return arguments or DEFAULT_SEEDS


def main() -> int:
    seeds = seeds_of(sys.argv[1:])
    prepare(dev=True)
    started = time.monotonic()
    say(f"  every fault × every moment, seed {', '.join(seeds)} ...")
    result = play(seeds)
    say(f"  faults      {'FAILED' if result else 'ok':<8}{time.monotonic() - started:.1f} s")
    return result


if __name__ == "__main__":
    sys.exit(guarded(main))
