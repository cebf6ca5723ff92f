"""Reads the translatable texts out of the code, by Django's makemessages (needs gettext)."""

import importlib.util
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

from deploy.console import SetupError

LOCALE = Path("cms/locale")
SOURCES = ("cms", "media_assets", "translations", "publishing")
TRANSLATED = "vi"
DOMAINS = ("django", "djangojs")
OVERRIDDEN = ("wagtail", "django", "modelcluster", "taggit")


def extract(root: Path) -> None:
    """Bring the Vietnamese catalogues up to date with the code below `root`.

    Texts of Wagtail and Django that we translate ourselves are not in our code, so makemessages
    would strike them out: they are taken back in.
    """
    folder = root / LOCALE / TRANSLATED / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    for domain in DOMAINS:
        _makemessages(root, domain)
        file = folder / f"{domain}.po"
        if file.exists():
            _take_back(file, set(_foreign_texts(domain)))


def untranslated(root: Path) -> list[str]:
    """Texts that the Vietnamese catalogues lack, leave empty, or hold as fuzzy."""
    with tempfile.TemporaryDirectory(prefix="loa-messages-") as folder:
        copy = Path(folder) / "loa"
        _copy_sources(root, copy)
        extract(copy)
        return [
            entry.msgid
            for file in sorted((copy / LOCALE / TRANSLATED / "LC_MESSAGES").glob("*.po"))
            for entry in polib.pofile(str(file))
            if not entry.obsolete and not entry.translated()
        ]


def _copy_sources(root: Path, copy: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "*.mo")
    for name in SOURCES:
        shutil.copytree(root / name, copy / name, ignore=ignored)
    shutil.copy(root / "manage.py", copy)


def _makemessages(root: Path, domain: str) -> None:
    command = [sys.executable, "manage.py", "makemessages", "--locale", TRANSLATED]
    command += ["--domain", domain, "--no-wrap", "--add-location", "file"]
    for folder in (".venv", "var", "tests", "deploy", "docs", "node_modules"):
        command += ["--ignore", f"{folder}/*"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError(f"makemessages failed: {done.stderr.strip()}")


def _take_back(file: Path, foreign: set[tuple[str, str]]) -> None:
    catalogue = polib.pofile(str(file), wrapwidth=0)
    struck = [entry for entry in catalogue.obsolete_entries() if _key(entry) in foreign]
    for entry in struck:
        entry.obsolete = False
    if struck:
        catalogue.save()


def _foreign_texts(domain: str) -> Iterator[tuple[str, str]]:
    for package in OVERRIDDEN:
        spec = importlib.util.find_spec(package)
        for location in (spec and spec.submodule_search_locations) or ():
            for file in Path(location).rglob(f"locale/en/LC_MESSAGES/{domain}.po"):
                yield from (_key(entry) for entry in polib.pofile(str(file)))


def _key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgctxt or "", entry.msgid
