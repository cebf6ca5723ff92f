"""Reviewed readings: tables of the package, and on top of them what offices and people chose.

A choice reads one written form, which may be several words (`từ 1-7`), wherever it stands between
word boundaries, before any rule is asked. Without choices there is one lexicon for everybody.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).with_name("words")
# Digits, symbols, hyphens that join nothing, Greek and Cyrillic; ², ½, Ⅳ and ① count as letters for `re`.
UNSPOKEN = re.compile(
    r"[^\w\s,.;:!?…“”\"'‘’\-]|[\d_\u0370-\u03ff\u0400-\u04ff]|(?<!\w)-|-(?!\w)"
    r"|[\u00aa\u00b2\u00b3\u00b9\u00ba\u00bc-\u00be\u2070-\u209f\u2150-\u218f\u2460-\u24ff\u2776-\u2793]"
)
_OR = " | "


class Unit(NamedTuple):
    spoken: str
    kind: str  # percent, money, scale, measure or time


class Suffix(NamedTuple):
    """A part of a document's number: its kind, who issued it, or the unit that wrote it."""

    spoken: tuple[str, ...]
    part: str  # kind, issuer or unit


class UnspokenChoice(ValueError):
    """A reading that still has digits or symbols, or none at all."""


@dataclass(frozen=True)
class Lexicon:
    """`acronyms` and `suffixes` may have several readings: then a person has to choose one."""

    acronyms: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str]
    places: Mapping[str, str]
    suffixes: Mapping[str, tuple[Suffix, ...]]
    units: Mapping[str, Unit]
    domain_words: Mapping[str, str]
    choices: Mapping[str, str] = field(default_factory=dict)
    chosen: re.Pattern[str] | None = None

    def with_choices(self, choices: Mapping[str, str]) -> "Lexicon":
        """The same with these readings before all others, by written form; later ones win.

        Raises UnspokenChoice where a reading is empty or has digits or symbols of its own.
        """
        if not choices:
            return self
        for written, spoken in choices.items():
            if not spoken.strip() or not written.strip() or UNSPOKEN.search(spoken):
                raise UnspokenChoice(f"{written}: {spoken}")
        merged = {**self.choices, **{_nfc(one): _nfc(choices[one]) for one in choices}}
        return replace(self, choices=merged, chosen=_pattern(merged))

    def acronym(self, token: str) -> tuple[str, ...]:
        """Its readings, as written or in capitals; empty when nobody has reviewed it."""
        found = self.acronyms.get(token)
        if found is None and token in self.titles:
            found = (self.titles[token],)
        return found or ()

    def unit(self, token: str) -> Unit | None:
        found = self.units.get(token)
        return found if found or len(token) < 2 else self.units.get(token.lower())


@cache
def base() -> Lexicon:
    """The reviewed tables of `words/`."""
    units = {row[0]: Unit(row[1], row[2]) for row in _rows("units")}
    suffixes: dict[str, tuple[Suffix, ...]] = {}
    for written, spoken, part in _rows("documents"):
        found = Suffix(tuple(spoken.split(_OR)), part)
        suffixes[written] = (*suffixes.get(written, ()), found)
    return Lexicon(
        acronyms={row[0]: tuple(row[1].split(_OR)) for row in _rows("acronyms")},
        titles=_pairs("titles"),
        places=_pairs("places"),
        suffixes=suffixes,
        units={**{one.lower(): unit for one, unit in units.items() if len(one) > 1}, **units},
        domain_words=_pairs("domain_words"),
    )


def _rows(name: str) -> Iterable[list[str]]:
    lines = _nfc((FOLDER / f"{name}.tsv").read_text(encoding="utf-8")).splitlines()
    return [line.split("\t") for line in lines[1:]]


def _pairs(name: str) -> dict[str, str]:
    return {row[0]: row[1] for row in _rows(name)}


def _pattern(choices: Mapping[str, str]) -> re.Pattern[str]:
    longest_first = sorted(choices, key=len, reverse=True)
    return re.compile("|".join(map(_bounded, longest_first)))


def _bounded(written: str) -> str:
    """A word is never found inside another."""
    before = r"(?<!\w)" if written[0].isalnum() else ""
    after = r"(?!\w)" if written[-1].isalnum() else ""
    return f"{before}{re.escape(written)}{after}"


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
