"""The benchmarks: `make bench`.

    python3 -m deploy.bench [what pytest takes]

All of them on SQLite; then those whose promise holds for PostgreSQL too on a server of its own, where
its programs are installed.
"""

from __future__ import annotations

import sys
import tempfile

from deploy.bootstrap import prepare
from deploy.checks import BIN, environment, run_pytest
from deploy.console import SetupError, guarded, say
from deploy.postgres import binaries, server

PYTEST = [str(BIN / "pytest"), "-p", "no:randomly", "-q", "-s"]
ALL = ["tests/benchmarks"]
ON_POSTGRES = ["tests/benchmarks/test_memory.py"]


def main() -> int:
    prepare(dev=True)
    with tempfile.TemporaryDirectory(prefix="loa-bench-") as data_dir:
        env = environment(data_dir)
        failed = run_pytest([*PYTEST, *(sys.argv[1:] or ALL)], env)
        return _on_postgres(env) or failed


def _on_postgres(env: dict[str, str]) -> int:
    try:
        programs = binaries()
    except SetupError as missing:
        say(f"not measured on PostgreSQL: {missing}")
        return 0
    with server(programs) as url:
        return run_pytest([*PYTEST, *ON_POSTGRES], env | {"DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(guarded(main))
