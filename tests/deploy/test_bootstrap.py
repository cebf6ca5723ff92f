"""Environments in temporary folders; pip is a stand-in, so that nothing is downloaded."""

import errno
import os
import shutil
import sys
import threading
from pathlib import Path

import pytest

from deploy import bootstrap
from deploy.console import SetupError
from deploy.stamp import Stamp

NETWORK_DOWN = "WARNING: Retrying after NewConnectionError\nERROR: No matching distribution found"


class Pip:
    """Stands in for pip_output.follow: notes what was asked for, answers as told."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.answer = ("Installing collected packages: one\n", 0)

    def follow(self, command, cwd, environment, total):
        self.asked.append([Path(part).name for part in command if part.endswith(".txt")])
        return self.answer


@pytest.fixture
def pip(monkeypatch):
    stand_in = Pip()
    monkeypatch.setattr(bootstrap.pip_output, "follow", stand_in.follow)
    return stand_in


@pytest.fixture
def checkout(tmp_path):
    (tmp_path / "requirements.txt").write_text("one==1\ntwo==2\n")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\nthree==3\n")
    return tmp_path


@pytest.fixture(scope="session")
def made_venv(tmp_path_factory):
    """A real environment, made once (takes seconds)."""
    root = tmp_path_factory.mktemp("made")
    bootstrap._make_venv(root)
    return root / ".venv"


@pytest.fixture
def with_venv(checkout, monkeypatch, made_venv):
    """A checkout whose environment works; making one anew is only counted."""
    made: list[Path] = []

    def make(root: Path) -> None:
        made.append(root)
        shutil.rmtree(root / ".venv", ignore_errors=True)
        (root / ".venv").mkdir()

    (checkout / ".venv").mkdir()
    monkeypatch.setattr(bootstrap, "_works", lambda root, stamp: not stamp.interrupted())
    monkeypatch.setattr(bootstrap, "_make_venv", make)
    return made


def test_a_real_environment_is_recognised_as_whole(made_venv):
    root = made_venv.parent
    assert bootstrap._works(root, Stamp(root))


def test_an_environment_of_another_place_is_not_whole(made_venv, checkout):
    shutil.copytree(made_venv, checkout / ".venv", symlinks=True)
    config = checkout / ".venv" / "pyvenv.cfg"
    config.unlink()
    assert not bootstrap._works(checkout, Stamp(checkout))


@pytest.mark.parametrize("rest", [[], ["pyvenv.cfg"], ["bin/python"]])
def test_a_half_made_environment_is_not_whole(checkout, rest):
    (checkout / ".venv" / "bin").mkdir(parents=True)
    for name in rest:
        (checkout / ".venv" / name).write_text("")
    assert not bootstrap._works(checkout, Stamp(checkout))


def test_a_half_made_environment_is_made_anew(checkout, pip, made_venv):
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "left-over").write_text("")
    python = bootstrap.prepare(checkout)
    assert python.exists()
    assert not (checkout / ".venv" / "left-over").exists()


def test_the_second_call_installs_nothing(checkout, with_venv, pip):
    bootstrap.prepare(checkout)
    bootstrap.prepare(checkout)
    assert pip.asked == [["requirements.txt"]]


def test_the_tests_needs_are_added_to_an_environment_that_has_the_rest(checkout, with_venv, pip):
    bootstrap.prepare(checkout)
    bootstrap.prepare(checkout, dev=True)
    bootstrap.prepare(checkout, dev=True)
    assert pip.asked == [["requirements.txt"], ["requirements-dev.txt"]]


def test_a_changed_requirement_is_installed(checkout, with_venv, pip):
    bootstrap.prepare(checkout)
    (checkout / "requirements.txt").write_text("one==2\n")
    bootstrap.prepare(checkout)
    assert len(pip.asked) == 2


def test_an_installation_that_was_broken_off_starts_from_nothing(checkout, with_venv, pip):
    Stamp(checkout).begin()
    bootstrap.prepare(checkout)
    assert with_venv == [checkout]
    assert not Stamp(checkout).interrupted()


def test_a_failed_download_keeps_the_environment_for_the_next_try(checkout, with_venv, pip):
    pip.answer = (NETWORK_DOWN, 1)
    with pytest.raises(SetupError, match="pip cannot reach the package index"):
        bootstrap.prepare(checkout)
    assert not Stamp(checkout).interrupted()
    assert not Stamp(checkout).fresh("requirements.txt")


def test_an_installation_that_failed_half_way_starts_anew_next_time(checkout, with_venv, pip):
    pip.answer = ("Installing collected packages: one\nOSError: No space left on device", 1)
    with pytest.raises(SetupError, match="the disk is full"):
        bootstrap.prepare(checkout)
    assert Stamp(checkout).interrupted()


def test_an_old_python_is_named_with_the_way_to_choose_another(monkeypatch, checkout):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SetupError, match=r"3.11 or newer is needed, this is 3.9.2; .*PYTHON="):
        bootstrap.prepare(checkout)


def test_a_python_without_venv_is_told_the_package(monkeypatch, checkout):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SetupError, match=r"apt-get install python3\.\d+-venv"):
        bootstrap.prepare(checkout)


def test_too_little_space_is_said_before_anything_is_written(monkeypatch, checkout):
    usage = shutil._ntuple_diskusage(10**9, 10**9 - 5 * 10**6, 5 * 10**6)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(SetupError, match="only 5 MB are free"):
        bootstrap.prepare(checkout)
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(
    ("number", "line"),
    [(errno.ENOSPC, "is full"), (errno.EROFS, "cannot write in"), (errno.EACCES, "cannot write")],
)
def test_what_the_disk_refuses_is_one_line(checkout, with_venv, monkeypatch, number, line):
    def refuse(root, names, stamp):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(bootstrap, "_install", refuse)
    with pytest.raises(SetupError, match=line):
        bootstrap.prepare(checkout)


def test_two_at_once_install_once(checkout, with_venv, pip):
    threads = [threading.Thread(target=bootstrap.prepare, args=(checkout,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert pip.asked == [["requirements.txt"]]
