"""The tests on PostgreSQL, as production has it: `make test-postgres`.

    python3 -m deploy.postgres [what pytest takes]

Starts a server of its own in a folder that goes away, which only a socket file in that folder leads
to, runs the named tests (else `SUBSET`) and stops it. A server that runs on the machine is not
touched. Standard library only.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from deploy import leash
from deploy.bootstrap import prepare
from deploy.checks import PYTEST, environment, run_pytest
from deploy.console import SetupError, guarded, last_lines

DEBIAN_FOLDERS = Path("/usr/lib/postgresql")
USER = "loa"
READY_SECONDS = 30
# Where the databases differ most: who waits for whom, and what a ledger, a release and a claim see.
SUBSET = [
    "tests/cms/approval",
    "tests/cms/test_ledger.py",
    "tests/cms/test_ledger_check.py",
    "tests/cms/test_limits.py",
    "tests/cms/test_turns.py",
    "tests/publishing/delivery",
    "tests/publishing/services",
    "tests/publishing/test_covered_ground.py",
    "tests/publishing/test_release_checks.py",
    "tests/publishing/test_sealed_releases.py",
    "tests/translations/rolling",
    "tests/translations/memory/test_tables.py",
    "tests/translations/memory/test_suggesting.py",
    "tests/journeys/delivery",
    "tests/journeys/translating",
]
# Loses everything at a crash of the machine, and nothing at one of a process.
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


def binaries() -> Path:
    """The folder with PostgreSQL's programs: the one that is named, else the newest of Debian's."""
    if named := os.environ.get("LOA_POSTGRES_BIN"):
        if _has_server(Path(named)):
            return Path(named)
        raise SetupError(f"LOA_POSTGRES_BIN={named}: no programs initdb and postgres there")
    found = sorted(DEBIAN_FOLDERS.glob("*/bin"), key=_version, reverse=True)
    found += [Path(path).parent for path in filter(None, [shutil.which("initdb")])]
    for folder in filter(_has_server, found):
        return folder
    raise SetupError(
        "the programs of PostgreSQL are missing on this system; type: sudo apt-get install "
        "postgresql; or name their folder: make test-postgres LOA_POSTGRES_BIN=..."
    )


def _has_server(folder: Path) -> bool:
    return all((folder / name).is_file() for name in ("initdb", "postgres", "pg_isready"))


def _version(folder: Path) -> float:
    number = re.match(r"[0-9.]+", folder.parent.name)
    return float(number[0]) if number else 0


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """What `DATABASE_URL` has to be while it runs."""
    with tempfile.TemporaryDirectory(prefix="loa-pg-", ignore_cleanup_errors=True) as name:
        folder, identity = Path(name), _identity()
        if "user" in identity:
            os.chown(folder, int(identity["user"]), int(identity["group"]))
        _make(programs, folder, identity)
        process = _start(programs, folder, identity)
        try:
            _wait(programs, folder, process)
            yield f"postgres://{USER}@{quote(name, safe='')}/{USER}"
        finally:
            _stop(process)


def _identity() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it is the user that Debian made for it, or nobody."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid}
    raise SetupError("PostgreSQL does not run as root; run this as another user")


def _make(programs: Path, folder: Path, identity: dict[str, Any]) -> None:
    """Names are ordered as in Vietnamese, which SQLite cannot: nothing may rest on its order."""
    command = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", USER, "-A", "trust"]
    command += ["-E", "UTF8", "--no-sync", "--locale=C.UTF-8"]
    command += ["--locale-provider=icu", "--icu-locale=vi-VN"]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, **identity
    )
    if done.returncode:
        raise SetupError(f"initdb failed: {last_lines(done.stderr, 3)}")


def _start(programs: Path, folder: Path, identity: dict[str, Any]) -> subprocess.Popen[bytes]:
    options = [*QUICK, "listen_addresses=", f"unix_socket_directories={folder}"]
    command = [str(programs / "postgres"), "-D", str(folder / "data")]
    command += [part for option in (*options, "max_connections=200") for part in ("-c", option)]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for the tests; they end first
            preexec_fn=leash.die_with_parent(),
            **identity,
        )


def _wait(programs: Path, folder: Path, process: subprocess.Popen[bytes]) -> None:
    question = [str(programs / "pg_isready"), "-q", "-h", str(folder), "-U", USER]
    deadline = time.monotonic() + READY_SECONDS
    while subprocess.run(question, check=False).returncode:
        if process.poll() is not None or time.monotonic() > deadline:
            log = (folder / "log").read_text(encoding="utf-8", errors="replace")
            raise SetupError(f"PostgreSQL did not come up: {last_lines(log, 3)}")
        time.sleep(0.1)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Without waiting for whoever is still connected."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=READY_SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait()


def main() -> int:
    arguments = sys.argv[1:] or SUBSET
    programs = binaries()
    prepare(dev=True)
    with tempfile.TemporaryDirectory(prefix="loa-checks-") as data_dir, server(programs) as url:
        env = environment(data_dir) | {"DATABASE_URL": url}
        return run_pytest([*PYTEST, *arguments], env)


if __name__ == "__main__":
    sys.exit(guarded(main))
