"""Bring up the whole of Loa on this machine, with nothing but Python.

    python3 -m deploy.demo [--port N] [--sandbox-port N] [--data-dir DIR] [--check]

With --check: in a folder and on ports of its own, walk one article through, compare, stop.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from types import FrameType

from deploy import debian, ports
from deploy.bootstrap import prepare, venv_python
from deploy.console import ROOT, SetupError, guarded, say

DEFAULT_PORT, DEFAULT_SANDBOX_PORT, DEFAULT_DATA_DIR = 8000, 8001, "var"


def main() -> int:
    options = _options()
    _choose_ports(options)
    _enter_environment(options)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    return _run(options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="deploy.demo", description=__doc__)
    parser.add_argument("--port", type=int)
    parser.add_argument("--sandbox-port", type=int)
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--check", action="store_true", help="walk through, compare and stop")
    return parser.parse_args()


def _choose_ports(options: argparse.Namespace) -> None:
    free = ports.find_free(2) if options.check else [DEFAULT_PORT, DEFAULT_SANDBOX_PORT]
    options.port = options.port or free[0]
    options.sandbox_port = options.sandbox_port or free[1]
    ports.check_free(options.port, "the web server", "PORT")
    ports.check_free(options.sandbox_port, "the sandbox", "SANDBOX_PORT")
    if options.port == options.sandbox_port:
        raise SetupError("PORT and SANDBOX_PORT are the same; choose two different ones")


def _enter_environment(options: argparse.Namespace) -> None:
    """Go on in the environment's Python (made now, if need be); returns only when inside it."""
    if Path(sys.prefix) == ROOT / ".venv":
        return
    say(f"Loa {'check' if options.check else 'demo'}: environment")
    prepare()
    debian.ensure(with_tests=False)
    arguments = [f"--port={options.port}", f"--sandbox-port={options.sandbox_port}"]
    arguments += [f"--data-dir={options.data_dir.absolute()}"] if options.data_dir else []
    arguments += ["--check"] if options.check else []
    os.chdir(ROOT)
    python = str(venv_python())
    os.execv(python, [python, "-m", "deploy.demo", *arguments])


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _data_dir(options: argparse.Namespace) -> Path:
    if options.data_dir:
        return Path(options.data_dir).resolve()
    if options.check:
        return Path(tempfile.mkdtemp(prefix="loa-check-")).resolve()
    return ROOT / DEFAULT_DATA_DIR


def _run(options: argparse.Namespace) -> int:
    from deploy.place import Place  # these two need the environment's packages
    from deploy.walk import check, stay_up

    place = Place(_data_dir(options), options.port, options.sandbox_port)
    with place.occupy():
        if not options.check:
            return stay_up(place)
        check(place)
    if not options.data_dir:
        shutil.rmtree(place.data_dir, ignore_errors=True)
    say("Loa check: everything arrived as expected.")
    return 0


if __name__ == "__main__":
    sys.exit(guarded(main))
