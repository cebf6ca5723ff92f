"""Rules of the house that a reader relies on: where things are, and how big they may get."""

import subprocess
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOP_LEVEL = {
    ".ci",
    ".gitignore",
    "Makefile",
    "README.md",
    "cms",
    "deploy",
    "docs",
    "manage.py",
    "media_assets",
    "publishing",
    "pyproject.toml",
    "requirements-dev.txt",
    "requirements.txt",
    "tests",
    "translations",
}
LONGEST = 400  # lines; aim at 150
MEASURED = {".py", ".html", ".css", ".js"}
NOT_MEASURED = {"migrations", "vendor"}
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "managers.py", "utils", "helpers", "common"}
NOT_MIRRORED = {"journeys", "benchmarks", "factories", "fakes"}


def tracked() -> list[PurePosixPath]:
    """What git keeps; without git (an unpacked archive) everything that is not hidden or made."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return [path for path in unpacked() if not set(path.parts) & {".venv", "var", ".git"}]
    paths = [PurePosixPath(name) for name in done.stdout.split("\0") if name]
    return [path for path in paths if (ROOT / path).exists()]


def unpacked() -> list[PurePosixPath]:
    made = {"__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".venv.lock"}
    files = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return [PurePosixPath(path) for path in files if not set(path.parts) & made]


def lines(path: PurePosixPath) -> int:
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_a_reader_can_hold():
    measured = [
        path for path in tracked() if path.suffix in MEASURED and not set(path.parts) & NOT_MEASURED
    ]
    assert measured
    assert {str(path): lines(path) for path in measured if lines(path) > LONGEST} == {}


def test_no_file_is_named_after_nothing_in_particular():
    assert [str(path) for path in tracked() if set(path.parts) & FORBIDDEN_NAMES] == []


def test_the_top_level_is_exactly_what_the_map_shows():
    assert {path.parts[0] for path in tracked()} == TOP_LEVEL


def test_every_channel_is_documented():
    channels = {
        path.parts[2]
        for path in tracked()
        if path.parts[:2] == ("publishing", "channels") and len(path.parts) > 3
    }
    documented = {path.stem for path in (ROOT / "docs" / "channels").glob("*.md")}
    assert channels
    assert channels - documented == set()


def test_the_test_of_a_module_is_found_under_its_name():
    mirrored = [
        path
        for path in tracked()
        if path.parts[0] == "tests"
        and len(path.parts) > 2
        and path.name.startswith("test_")
        and not set(path.parts) & NOT_MIRRORED
    ]
    assert mirrored
    assert [str(path) for path in mirrored if not has_module(path)] == []


def has_module(test: PurePosixPath) -> bool:
    """tests/a/b/test_c.py stands for a/b/c.py, or for the package a/b/c."""
    module = ROOT.joinpath(*test.parts[1:-1], test.stem.removeprefix("test_"))
    return module.with_suffix(".py").is_file() or (module / "__init__.py").is_file()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_exactly(name):
    wanted = [line.split("#")[0].strip() for line in (ROOT / name).read_text().splitlines()]
    loose = [line for line in wanted if line and not line.startswith("-r ") and "==" not in line]
    assert loose == []
