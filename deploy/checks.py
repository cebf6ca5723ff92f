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
import tempfile
import time
from collections.abc import Mapping

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
# A process a core; what shares a running Loa stays together (`xdist_group`).
PYTEST += ["-n", "auto", "--maxprocesses", "4", "--dist", "loadgroup"]
# Tests run in another order every time, so that none comes to need another; a build server gives the
# same answer to the same commit.
ORDER_OF_BUILDS = "--randomly-seed=3321"


def environment(data_dir: str) -> dict[str, str]:
    """A folder of its own: neither reads nor touches what a demo keeps."""
    settings = {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "LOA_DATA_DIR": data_dir}
    return {**os.environ, **settings}


def holds(name: str, env: Mapping[str, str]) -> bool:
    """Run one check, say its result and time in a line; show its output if it fails."""
    started = time.monotonic()
    done = subprocess.run(
        CHECKS[name],
        cwd=ROOT,
        env=env,
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


def run_pytest(command: list[str], env: Mapping[str, str]) -> int:
    sys.stdout.flush()
    done = subprocess.run(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, check=False)
    return done.returncode


def everything(env: Mapping[str, str]) -> int:
    """All checks, then all tests also if a check failed: one run shows all there is to mend."""
    failed = [name for name in CHECKS if not holds(name, env)]
    order = [ORDER_OF_BUILDS] if os.environ.get("CI") else []
    tests = run_pytest([*PYTEST, *order], env)
    if failed:
        complain(f"loa: these checks failed before the tests: {', '.join(failed)}")
    return tests or (1 if failed else 0)


def main() -> int:
    names = sys.argv[1:]
    prepare(dev=True)
    if not names:
        debian.ensure(with_tests=True)
    with tempfile.TemporaryDirectory(prefix="loa-checks-") as data_dir:
        env = environment(data_dir)
        if names:
            return 1 if [name for name in names if not holds(name, env)] else 0
        return everything(env)


if __name__ == "__main__":
    sys.exit(guarded(main))
