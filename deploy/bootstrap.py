"""Make `.venv` and put the pinned packages into it; do nothing when that is already so.

    python3 -m deploy.bootstrap [--dev] [--system]

Standard library only, and readable by old Pythons, which get one line about their age.
"""

from __future__ import annotations

import argparse
import errno
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from deploy import debian, pip_output
from deploy.console import ROOT, SetupError, guarded, last_lines, say, step
from deploy.stamp import Stamp

OLDEST_PYTHON = (3, 11)
REQUIREMENTS = "requirements.txt"
REQUIREMENTS_DEV = "requirements-dev.txt"
SPACE_NEEDED_MB = 900


def venv_python(root: Path = ROOT) -> Path:
    return root / ".venv" / "bin" / "python"


def prepare(root: Path = ROOT, dev: bool = False) -> Path:
    """Return the environment's Python, with the requirements as pinned installed in it."""
    _check_python()
    with _only_one(root), _disk_errors(root):
        stamp = Stamp(root)
        if not _works(root, stamp):
            _make_venv(root)
        wanted = [REQUIREMENTS, REQUIREMENTS_DEV] if dev else [REQUIREMENTS]
        stale = [name for name in wanted if not stamp.fresh(name)]
        if stale:
            _install(root, stale, stamp)
    return venv_python(root)


def _check_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:3])
        raise SetupError(
            f"Python 3.11 or newer is needed, this is {found}; "
            "name another one: make demo PYTHON=/path/to/python3.11"
        )


@contextmanager
def _only_one(root: Path) -> Iterator[None]:
    """Two makes at once must not write into the same environment: the second waits."""
    with _disk_errors(root), (root / ".venv.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("  another command is preparing .venv; waiting for it ...")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _disk_errors(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise SetupError(
                f"the disk of {root} is full; free some space and try again"
            ) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise SetupError(f"cannot write in {root}: {error.strerror}") from error
        raise


def _works(root: Path, stamp: Stamp) -> bool:
    """Whether `.venv` is whole: right place, right Python, pip in it, no broken-off install."""
    if not (root / ".venv").exists():
        return False
    question = "import pip, sys; print(sys.prefix, *sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [str(venv_python(root)), "-c", question], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    version = " ".join(str(part) for part in sys.version_info[:2])
    return answer.stdout.strip() == f"{root / '.venv'} {version}" and not stamp.interrupted()


def _make_venv(root: Path) -> None:
    _check_venv_module()
    _check_space(root)
    venv = root / ".venv"
    if venv.is_symlink():
        venv.unlink()
    if venv.exists():
        say("  .venv is half-made or belongs to another Python; making it anew")
        shutil.rmtree(venv)
    with step("virtual environment in .venv"):
        made = subprocess.run(
            [sys.executable, "-m", "venv", str(venv)], capture_output=True, text=True, check=False
        )
    if made.returncode:
        raise SetupError(pip_output.reason(made.stdout + made.stderr))


def _check_venv_module() -> None:
    try:
        import ensurepip
        import venv
    except ImportError as error:
        version = "{}.{}".format(*sys.version_info)
        raise SetupError(
            f"this Python has no venv module; type: sudo apt-get install python{version}-venv"
        ) from error
    del ensurepip, venv


def _check_space(root: Path) -> None:
    free = shutil.disk_usage(root).free // 1_000_000
    if free < SPACE_NEEDED_MB:
        raise SetupError(
            f"only {free} MB are free on the disk of {root}; "
            f"the environment needs {SPACE_NEEDED_MB} MB"
        )


def _install(root: Path, names: list[str], stamp: Stamp) -> None:
    command = [str(venv_python(root)), "-m", "pip", "install", "--progress-bar", "off"]
    for name in names:
        command += ["-r", str(root / name)]
    total = sum(stamp.packages(name) for name in names)
    stamp.begin()
    with step(f"{total} packages of {' and '.join(names)}"):
        output, code = pip_output.follow(command, root, _pip_environment(), total)
    if code == 0:
        stamp.finish(names)
        return
    if pip_output.nothing_was_changed(output):
        stamp.forget_beginning()
    with suppress(OSError):
        (root / ".venv" / "loa-pip.log").write_text(output, encoding="utf-8")
    raise SetupError(pip_output.reason(output))


def _pip_environment() -> dict[str, str]:
    """The caller's own, less what would send packages elsewhere than into .venv."""
    unwanted = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PYTHONHOME", "PYTHONPATH"}
    kept = {key: value for key, value in os.environ.items() if key not in unwanted}
    return {**kept, "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def _compile_messages() -> None:
    """Without its compiled catalogue Django gives a language no address."""
    command = [str(venv_python()), "-m", "deploy.messages", "compile"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError(f"message catalogues: {last_lines(done.stderr, 1)}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="deploy.bootstrap", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    parser.add_argument("--system", action="store_true", help="also the Debian packages")
    options = parser.parse_args()
    prepare(dev=options.dev)
    _compile_messages()
    if options.system:
        debian.ensure(with_tests=options.dev)
    return 0


if __name__ == "__main__":
    sys.exit(guarded(main))
