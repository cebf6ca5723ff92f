import os
from pathlib import Path

import pytest

from deploy import postgres
from deploy.console import ROOT, SetupError


@pytest.fixture
def debian(tmp_path, monkeypatch):
    """Where Debian would have put it; nothing is there yet."""
    monkeypatch.setattr(postgres, "DEBIAN_FOLDERS", tmp_path)
    monkeypatch.setattr(postgres.shutil, "which", lambda program: None)
    monkeypatch.delenv("LOA_POSTGRES_BIN", raising=False)
    return tmp_path


def install(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name in ("initdb", "postgres", "pg_isready"):
        (folder / name).touch()
    return folder


def test_without_postgresql_one_line_says_what_to_type(debian):
    with pytest.raises(SetupError, match="sudo apt-get install postgresql") as refused:
        postgres.binaries()
    assert "\n" not in str(refused.value)


def test_of_several_versions_it_is_the_newest(debian):
    for version in ("9.6", "15", "13"):
        install(debian / version / "bin")
    assert postgres.binaries() == debian / "15" / "bin"


def test_programs_of_the_client_alone_are_not_enough(debian):
    install(debian / "13" / "bin")
    (debian / "17" / "bin").mkdir(parents=True)
    (debian / "17" / "bin" / "pg_isready").touch()
    assert postgres.binaries() == debian / "13" / "bin"


def test_a_named_folder_is_taken_or_said_to_be_wrong(debian, tmp_path, monkeypatch):
    install(debian / "15" / "bin")
    other = install(tmp_path / "other")
    monkeypatch.setenv("LOA_POSTGRES_BIN", str(other))
    assert postgres.binaries() == other
    monkeypatch.setenv("LOA_POSTGRES_BIN", str(tmp_path / "nowhere"))
    with pytest.raises(SetupError, match="LOA_POSTGRES_BIN"):
        postgres.binaries()


def test_what_runs_when_nothing_is_named_is_there():
    assert [path for path in postgres.SUBSET if not (ROOT / path).exists()] == []


def test_it_never_runs_as_root():
    assert bool(postgres._identity()) == (os.geteuid() == 0)
