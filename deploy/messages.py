"""Message catalogues: compile them, take new texts up, and find what has no Vietnamese yet.

python -m deploy.messages compile    .po -> .mo, without any system package
python -m deploy.messages extract    texts of the code into the .po files (needs gettext)
python -m deploy.messages check      fails if a text of the code has no Vietnamese
"""

import argparse
import sys
from pathlib import Path

import polib

from deploy import debian
from deploy.console import ROOT, complain, guarded, say
from deploy.extraction import LOCALE, TRANSLATED, extract, untranslated


def compile_catalogues(root: Path = ROOT) -> int:
    """Compile what is newer than its compiled form; return how many were written.

    A language without a catalogue gets an empty one: Django gives no address to a language
    whose code it knows no catalogue of.
    """
    sources = sorted((root / LOCALE).glob("*/LC_MESSAGES/*.po"))
    written = sum(_compile(source) for source in sources)
    return written + sum(_make_empty(root / LOCALE / name) for name in _locale_names())


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


def _may_extract() -> bool:
    reason = debian.unavailable("gettext")
    if reason:
        complain(f"loa: skipped; {reason}")
    return reason is None


def _check() -> int:
    if not _may_extract():
        return 0
    found = untranslated(ROOT)
    for text in found:
        complain(f"without Vietnamese: {text!r}")
    say(f"{len(found)} texts without Vietnamese")
    return 1 if found else 0


def _extract_here() -> int:
    if _may_extract():
        extract(ROOT)
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
