"""Message catalogues: compile them, take new texts up, and find what has no Vietnamese yet.

python -m deploy.messages compile    .po -> .mo, without any system package
python -m deploy.messages extract    texts of the code into the .po files (needs gettext)
python -m deploy.messages check      fails if a text of the code has no Vietnamese
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

from deploy import debian
from deploy.console import ROOT, SetupError, complain, guarded, say, strict

LOCALE = Path("cms/locale")
SOURCES = ("cms", "media_assets", "translations", "publishing")
TRANSLATED = "vi"
DOMAINS = ("django", "djangojs")


def compile_catalogues(root: Path = ROOT) -> int:
    """Compile what is newer than its compiled form; return how many were written.

    A language without a catalogue gets an empty one: Django gives no address to a language
    whose code it knows no catalogue of.
    """
    sources = sorted((root / LOCALE).glob("*/LC_MESSAGES/*.po"))
    written = sum(_compile(source) for source in sources)
    return written + sum(_make_empty(root / LOCALE / name) for name in _locale_names())


def untranslated(root: Path = ROOT) -> list[str]:
    """Texts of the code that the Vietnamese catalogues lack, leave empty, or hold as fuzzy."""
    with tempfile.TemporaryDirectory(prefix="loa-messages-") as folder:
        copy = Path(folder) / "loa"
        _copy_sources(root, copy)
        _extract(copy)
        return [
            entry.msgid
            for file in sorted((copy / LOCALE / TRANSLATED / "LC_MESSAGES").glob("*.po"))
            for entry in polib.pofile(str(file))
            if not entry.obsolete and not entry.translated()
        ]


def _compile(source: Path) -> bool:
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return False
    _save(polib.pofile(str(source)), target)
    return True


def _make_empty(folder: Path) -> bool:
    target = folder / "LC_MESSAGES" / "django.mo"
    if target.exists() or target.with_suffix(".po").exists():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    _save(catalogue, target)
    return True


def _save(catalogue: polib.POFile, target: Path) -> None:
    """Whole or not at all: another process may be reading the old one."""
    aside = target.with_suffix(".mo.new")
    catalogue.save_as_mofile(str(aside))
    aside.replace(target)


def _locale_names() -> list[str]:
    from django.utils.translation import to_locale

    from cms import languages

    return [to_locale(language.code) for language in languages.LANGUAGES]


def _copy_sources(root: Path, copy: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "*.mo", "fragments")
    for name in SOURCES:
        shutil.copytree(root / name, copy / name, ignore=ignored)
    shutil.copy(root / "manage.py", copy)


def _extract(root: Path) -> None:
    (root / LOCALE / TRANSLATED / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    for domain in DOMAINS:
        command = [sys.executable, "manage.py", "makemessages", "--locale", TRANSLATED]
        command += ["--domain", domain, "--no-wrap", "--add-location", "file"]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SetupError(f"makemessages failed: {done.stderr.strip()}")


def _may_extract() -> bool:
    if shutil.which("xgettext"):
        return True
    lacking = [package for package in debian.listed() if package.name == "gettext"]
    if strict():
        raise SetupError(debian.hint(lacking))
    complain(f"loa: skipped; {debian.hint(lacking)}")
    return False


def _check() -> int:
    if not _may_extract():
        return 0
    found = untranslated()
    for text in found:
        complain(f"without Vietnamese: {text!r}")
    say(f"{len(found)} texts without Vietnamese")
    return 1 if found else 0


def _extract_here() -> int:
    if _may_extract():
        _extract(ROOT)
        say(f"texts are in {LOCALE}/{TRANSLATED}; translate the empty ones, then make test")
    return 0


def _compile_here() -> int:
    say(f"{compile_catalogues()} catalogues compiled")
    return 0


def main() -> int:
    verbs = {"compile": _compile_here, "extract": _extract_here, "check": _check}
    parser = argparse.ArgumentParser(prog="deploy.messages", description=__doc__)
    parser.add_argument("verb", choices=verbs)
    return verbs[parser.parse_args().verb]()


if __name__ == "__main__":
    sys.exit(guarded(main))
