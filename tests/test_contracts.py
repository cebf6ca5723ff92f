"""The import contracts of pyproject.toml bite, and hold for what import-linter cannot see."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINT = str(Path(sys.executable).with_name("lint-imports"))
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
APPS = set(CONFIG["root_packages"])
CHANNELS = ("portal", "facebook")
EXTRA = (
    "cms.urls",
    "publishing.urls",
    "publishing.http",
    "publishing.mqtt",
    "publishing.sandbox.state",
    "publishing.channels.facebook.client",
    *(f"publishing.channels.{name}" for name in CHANNELS),
)
# Of Django a channel may use what is pure: translation of labels, text, dates, and mail.
PURE_DJANGO = ("django.utils", "django.core.mail", "django.core.exceptions", "django.conf")


def modules_named_in_the_contracts() -> set[str]:
    named = {
        module
        for contract in CONFIG["contracts"]
        for key in ("layers", "modules", "source_modules", "forbidden_modules")
        for module in contract.get(key, [])
    }
    return {module for module in named if module.partition(".")[0] in APPS and "*" not in module}


@pytest.fixture(scope="session")
def small_house(tmp_path_factory):
    """Empty modules of the names that the contracts speak of, beside the real pyproject.toml."""
    root = tmp_path_factory.mktemp("house")
    for module in {*modules_named_in_the_contracts(), *EXTRA}:
        folder = root.joinpath(*module.split("."))
        folder.mkdir(parents=True, exist_ok=True)
    for folder in [path for path in root.rglob("*") if path.is_dir()]:
        (folder / "__init__.py").touch()
    (root / "cms" / "urls" / "__init__.py").write_text("import publishing.urls\n")
    (root / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    return root


def lint(root: Path, contract: str) -> subprocess.CompletedProcess[str]:
    command = [LINT, "--no-cache", "--no-logo", "--contract", contract]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@contextmanager
def importing(root: Path, importer: str, imported: str) -> Iterator[None]:
    file = root.joinpath(*importer.split("."), "__init__.py")
    before = file.read_text()
    file.write_text(f"{before}import {imported}\n")
    try:
        yield
    finally:
        file.write_text(before)


BROKEN = [
    ("layers", "media_assets", "cms"),
    ("layers", "cms", "translations"),
    ("layers", "cms", "publishing"),
    ("layers", "cms.urls", "publishing.services"),
    ("layers", "translations", "publishing.models"),
    ("channels-independent", "publishing.channels.portal", "publishing.channels.facebook"),
    ("channels-pure", "publishing.channels.portal", "publishing.models"),
    ("channels-pure", "publishing.channels.facebook.client", "publishing.services"),
    ("channels-pure", "publishing.channels.portal", "publishing.tasks"),
    ("channels-pure", "publishing.channels.portal", "publishing.delivery"),
    ("channels-pure", "publishing.channels.portal", "cms"),
    ("speech-pure", "publishing.speech", "publishing.models"),
    ("speech-pure", "publishing.speech", "publishing.channels.portal"),
    ("one-way-out", "publishing.channels.facebook.client", "requests"),
    ("one-way-out", "cms", "httpx"),
    ("one-way-out", "publishing.channels.portal", "paho"),
    ("one-way-out", "publishing.http", "paho"),
    ("sdk", "publishing.channels.portal", "facebook"),
    ("sandbox", "publishing.sandbox.state", "publishing.models"),
    ("sandbox", "publishing.sandbox.state", "django.db"),
]


@pytest.mark.parametrize(("contract", "importer", "imported"), BROKEN)
def test_a_forbidden_import_breaks_its_contract(small_house, contract, importer, imported):
    with importing(small_house, importer, imported):
        done = lint(small_house, contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "0 kept, 1 broken" in done.stdout
    assert importer in done.stdout


ALLOWED = [
    ("layers", "publishing", "cms"),
    ("one-way-out", "publishing.http", "requests"),
    ("one-way-out", "publishing.mqtt", "paho"),
    ("sdk", "publishing.channels.facebook.client", "facebook"),
]


@pytest.mark.parametrize(("contract", "importer", "imported"), ALLOWED)
def test_what_the_design_allows_is_allowed(small_house, contract, importer, imported):
    with importing(small_house, importer, imported):
        done = lint(small_house, contract)
    assert done.returncode == 0, done.stdout + done.stderr


def imports_of(folder: Path, package: str) -> Iterator[tuple[Path, str]]:
    """Every module that the code below `folder` may import, relative names made absolute.

    `from a import b` counts as `a.b`, since b may be a module.
    """
    for file in sorted(folder.rglob("*.py")):
        within = [*package.split("."), *file.relative_to(folder).parent.parts]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((file, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                above = within[: len(within) + 1 - node.level] if node.level else []
                base = ".".join([*above, *([node.module] if node.module else [])])
                yield from ((file, f"{base}.{alias.name}") for alias in node.names)


def is_within(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)


def test_channels_use_nothing_of_django_that_knows_the_database():
    found = imports_of(ROOT / "publishing" / "channels", "publishing.channels")
    django = {(file, name) for file, name in found if is_within(name, ("django", "wagtail"))}
    assert {(file.name, name) for file, name in django if not is_within(name, PURE_DJANGO)} == set()


def test_the_sandbox_imports_nothing_of_loa():
    found = imports_of(ROOT / "publishing" / "sandbox", "publishing.sandbox")
    apps = tuple(APPS)
    foreign = {
        (file.name, name)
        for file, name in found
        if is_within(name, apps) and not is_within(name, ("publishing.sandbox",))
    }
    assert foreign == set()


def test_nothing_of_loa_imports_the_sandbox():
    users = {
        file.relative_to(ROOT).as_posix()
        for app in APPS
        for file, name in imports_of(ROOT / app, app)
        if is_within(name, ("publishing.sandbox",)) and "sandbox" not in file.parts
    }
    assert users == set()


def test_relative_imports_are_read_as_what_they_mean(tmp_path):
    (tmp_path / "facebook").mkdir()
    source = "from ... import models\nfrom . import x\nfrom ..portal.client import y\nimport z\n"
    (tmp_path / "facebook" / "client.py").write_text(source)
    names = [name for _, name in imports_of(tmp_path, "publishing.channels")]
    assert names == [
        "publishing.models",
        "publishing.channels.facebook.x",
        "publishing.channels.portal.client.y",
        "z",
    ]
