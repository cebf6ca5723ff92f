from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy import bench
from deploy.console import ROOT, SetupError


@pytest.fixture
def runs(monkeypatch):
    """Which tests were run on which database; the first run fails with 1."""
    told: list[tuple[str, str]] = []

    def run(command: list[str], env: dict[str, str]) -> int:
        told.append((command[-1], env.get("DATABASE_URL", "")))
        return 1 if len(told) == 1 else 0

    @contextmanager
    def server(programs: Path):
        yield "postgres://here"

    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(bench.sys, "argv", ["bench"])
    monkeypatch.setattr(bench, "prepare", lambda dev: None)
    monkeypatch.setattr(bench, "run_pytest", run)
    monkeypatch.setattr(bench, "server", server)
    monkeypatch.setattr(bench, "binaries", lambda: Path("/programs"))
    return told


def test_the_memory_is_measured_on_postgresql_too_whatever_failed_before(runs):
    assert bench.main() == 1
    assert runs == [("tests/benchmarks", ""), (bench.ON_POSTGRES[0], "postgres://here")]


def test_without_postgresql_it_says_so(runs, monkeypatch, capsys):
    def missing() -> Path:
        raise SetupError("no programs")

    monkeypatch.setattr(bench, "binaries", missing)
    assert bench.main() == 1
    assert [where for _tests, where in runs] == [""]
    assert "no programs" in capsys.readouterr().out


def test_what_runs_there_exists():
    assert all((ROOT / path).is_file() for path in bench.ON_POSTGRES)
