"""Debian packages that wheels cannot bring: which are missing, and installing them.

Standard library only. The list and the reasons are in debian-packages.txt.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from deploy.console import SetupError, complain, step, strict

PACKAGES = Path(__file__).with_name("debian-packages.txt")


class Package(NamedTuple):
    name: str
    use: str  # "run" or "test"
    why: str


def listed(path: Path = PACKAGES) -> list[Package]:
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [Package(*line.split(None, 2)) for line in lines if line and not line.startswith("#")]


def missing(with_tests: bool, path: Path = PACKAGES) -> list[Package]:
    wanted = [package for package in listed(path) if with_tests or package.use == "run"]
    return [package for package in wanted if not _installed(package.name)]


def command_to_type(packages: list[Package]) -> str:
    return "sudo apt-get install " + " ".join(package.name for package in packages)


def hint(packages: list[Package]) -> str:
    """The one line that names what is missing; also the reason with which tests are skipped."""
    names = ", ".join(f"{package.name} ({package.why})" for package in packages)
    return f"missing on this system: {names}; type: {command_to_type(packages)}"


def unavailable(name: str) -> str | None:
    """Why a test that needs this package is to be skipped; None when the package is there.

    On a build server a missing one raises SetupError, since nothing may be skipped there.
    """
    lacking = [package for package in listed() if package.name == name]
    if not lacking:
        raise LookupError(f"{name} is not in {PACKAGES.name}")
    if _installed(name):
        return None
    if strict():
        raise SetupError(hint(lacking))
    return hint(lacking)


def ensure(with_tests: bool) -> None:
    """Install what is missing when we may; otherwise say so, or fail on a build server."""
    lacking = missing(with_tests)
    if not lacking:
        return
    prefix = _privilege()
    if prefix is not None and shutil.which("apt-get"):
        _install(prefix, [package.name for package in lacking])
        lacking = missing(with_tests)
    if lacking and strict():
        raise SetupError(hint(lacking))
    if lacking:
        complain(f"loa: {hint(lacking)}")


def _installed(name: str) -> bool:
    if not shutil.which("dpkg-query"):
        return False
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", name]
    answer = subprocess.run(query, capture_output=True, text=True, check=False)
    return answer.stdout.strip() == "installed"


def _privilege() -> list[str] | None:
    """What to put before a command so that it runs as root; None when we may not."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def _install(prefix: list[str], names: list[str]) -> None:
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    apt += ["-o", "DPkg::Lock::Timeout=300"]
    with step(f"Debian packages: {', '.join(names)}"):
        for arguments in (["update"], ["install", "-y", "--no-install-recommends", *names]):
            done = subprocess.run(
                [*apt, *arguments],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                last = (done.stderr.strip() or "no reason given").splitlines()[-1]
                complain(f"loa: apt-get {arguments[0]} failed: {last}")
                return
