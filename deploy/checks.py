"""Everything that must hold before a change goes in: `make test`.

    python3 -m deploy.checks            all checks, then all tests
    python3 -m deploy.checks NAME ...   only the named checks (see CHECKS), no tests

One line a check; what a failing one printed is shown. pytest comes last, so that the end of the
output is its own summary.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

from deploy import debian
from deploy.bootstrap import prepare, venv_python
from deploy.console import ROOT, complain, guarded, say

BIN = venv_python().parent
MANAGE = [str(venv_python()), "manage.py"]
CODE = ["cms", "media_assets", "translations", "publishing", "deploy"]

CHECKS: dict[str, list[str]] = {
    "lint": [str(BIN / "ruff"), "check", "--quiet", "."],
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "types": [str(BIN / "mypy"), *CODE],
    "contracts": [str(BIN / "lint-imports"), "--no-logo"],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "system": [*MANAGE, "check", "--fail-level", "WARNING"],
    "catalogues": [str(venv_python()), "-m", "deploy.messages", "compile"],
    "messages": [str(venv_python()), "-m", "deploy.messages", "check"],
}
PYTEST = [str(BIN / "pytest"), "--ignore=tests/benchmarks", "-rfEs", "--durations=10"]
BENCHMARKS = [str(BIN / "pytest"), "tests/benchmarks", "-p", "no:randomly", "-q", "-s"]


def environment() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}


def holds(name: str) -> bool:
    """Run one check, say its result and time in a line; show its output if it fails."""
    started = time.monotonic()
    done = subprocess.run(
        CHECKS[name],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    result = "ok" if done.returncode == 0 else "FAILED"
    say(f"  {name:<12}{result:<8}{time.monotonic() - started:.1f} s")
    if done.returncode:
        complain((done.stdout + done.stderr).rstrip())
    return done.returncode == 0


def run_pytest(command: list[str]) -> int:
    sys.stdout.flush()
    return subprocess.run(
        command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, check=False
    ).returncode


def main() -> int:
    names = sys.argv[1:]
    prepare(dev=True)
    if names == ["bench"]:
        return run_pytest(BENCHMARKS)
    debian.ensure(with_tests=not names)
    failed = [name for name in names or CHECKS if not holds(name)]
    if names:
        return 1 if failed else 0
    tests = run_pytest(PYTEST)
    if failed:
        complain(f"loa: these checks failed before the tests: {', '.join(failed)}")
    return tests or (1 if failed else 0)


if __name__ == "__main__":
    sys.exit(guarded(main))
