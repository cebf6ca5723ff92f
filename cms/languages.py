"""The registry of languages: pure data, importable from settings.

The facts stand in `cms/data/languages.csv`, one row for a language in one script; their sources are
named there and in the README beside it. What nobody has verified is empty there, and a documented
default here, never a guess. Babel and ICU know six of these languages, so nobody asks them.

URL codes carry at most two subtags after the language, since Django matches no more.
"""

import csv
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

DEFAULT = "vi"
INTERFACE = ("vi", "en")
# Syllables a minute, pauses left out: what announcers of loudspeakers are asked for in Vietnamese,
# between 160 and 170. It stands for every language until an announcer's own pace is measured.
USUAL_PACE = 165
PRIVATE_USE = "x"  # begins the part of a tag that only its author understands
RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo"})
# Scripts that no Vietnamese keyboard writes: every letter and mark of theirs is a special one.
BLOCKS = {
    "Khmr": range(0x1780, 0x1800),
    "Cham": range(0xAA00, 0xAA60),
    "Tavt": range(0xAA80, 0xAAE0),
}
_FACTS = Path(__file__).with_name("data") / "languages.csv"
_LISTED = 8  # languages that a refusal names


@dataclass(frozen=True)
class Numbers:
    """One way to write numbers: digits from nought to nine, and what stands between them."""

    system: str  # CLDR's name of the digits
    digits: str
    grouping: str
    decimal: str


NUMBERS = {
    "latn": Numbers("latn", "0123456789", ".", ","),
    "latn-point": Numbers("latn", "0123456789", ",", "."),
    "khmr": Numbers("khmr", "០១២៣៤៥៦៧៨៩", ".", ","),
    "cham": Numbers("cham", "꩐꩑꩒꩓꩔꩕꩖꩗꩘꩙", ".", ","),
}


@dataclass(frozen=True)
class Language:
    """A language as it is written in one script."""

    code: str  # Django and URL code, lower case
    slug: str  # of the language in every script
    bcp47: str  # value of the lang attribute
    iso639_3: str  # empty where there is none
    siblings: tuple[str, ...]  # ISO 639-3 codes of varieties that the official name covers too
    script: str  # ISO 15924
    own_name: str  # in the language itself; empty until somebody verified it
    name_vi: str
    name_en: str
    numbers: tuple[Numbers, ...]  # the usual way first
    fonts: tuple[str, ...]  # families that are shipped, in the order in which they are asked
    verified_letters: tuple[str, ...]  # that no Vietnamese keyboard has; NFC, some with a mark
    measured_pace: int | None  # syllables a minute
    heard_on: tuple[str, ...]  # programmes of the national radio (VOV4) and television (VTV5)
    provinces: tuple[str, ...]  # codes, indicative; empty: no province in particular
    confidence: str  # of the facts above: high, medium, low
    notes: str
    source: str

    @property
    def name(self) -> str:
        """For those who work here, in the language of the interface."""
        return self.name_en if get_language() == "en" else self.name_vi

    @property
    def name_in_text(self) -> str:
        """The same within a sentence."""
        return self.name if get_language() == "en" else f"{self.name[:1].lower()}{self.name[1:]}"

    @property
    def autonym(self) -> str:
        """What readers are shown: the name that they have for it, else the official one."""
        return self.own_name or self.name_vi

    @property
    def autonym_lang(self) -> str:
        """The language that `autonym` is in, for the lang attribute."""
        return self.bcp47 if self.own_name else DEFAULT

    @property
    def pace(self) -> int:
        return self.measured_pace or USUAL_PACE

    @property
    def bidi(self) -> bool:
        return self.script in RIGHT_TO_LEFT

    @property
    def is_private(self) -> bool:
        """Its tag is an agreement of this house: search engines cannot read it."""
        return PRIVATE_USE in self.bcp47.lower().split("-")

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """What an editor offers to be clicked."""
        block = map(chr, BLOCKS.get(self.script, ()))
        return self.verified_letters or tuple(
            letter for letter in block if unicodedata.category(letter)[0] in "LM"
        )


class UnknownLanguage(LookupError):
    """The message is one line, for whoever asked; `close` is what may have been meant."""

    def __init__(self, message: str, close: tuple[Language, ...]) -> None:
        super().__init__(message)
        self.close = close


def _read(row: dict[str, str]) -> Language:
    several = {name: tuple(filter(None, row[name].split(";"))) for name in row}
    return Language(
        **{name: row[name] for name in row.keys() & _TEXTS},
        siblings=several["siblings"],
        own_name=row["autonym"],
        numbers=tuple(NUMBERS[name] for name in several["numbers"]),
        fonts=several["fonts"],
        verified_letters=tuple(row["letters"].split()),
        measured_pace=int(row["pace"]) if row["pace"] else None,
        heard_on=several["heard_on"],
        provinces=several["provinces"],
    )


_TEXTS = {field.name for field in fields(Language) if field.type in (str, "str")} - {"own_name"}
with _FACTS.open(encoding="utf-8", newline="") as _rows:
    LANGUAGES: tuple[Language, ...] = tuple(map(_read, csv.DictReader(_rows)))

BY_CODE = {language.code: language for language in LANGUAGES}


def language_name(code: str) -> str:
    """See `Language.name`; a code that is none of ours stays itself."""
    return BY_CODE[code].name if code in BY_CODE else code


def bcp47_of(code: str) -> str:
    """Value of a lang attribute; a code that is none of ours stays itself."""
    return BY_CODE[code].bcp47 if code in BY_CODE else code


def find(code: str) -> Language:
    """By Django's code, BCP 47 tag or ISO 639-3 code, in any case. Raises UnknownLanguage.

    A code that several entries share (one language in two scripts) is refused: nobody guesses the
    script of a text. So is a code of another variety, and a tag that nearly fits.
    """
    wanted = code.strip().lower().replace("_", "-")
    if wanted in BY_CODE:
        return BY_CODE[wanted]
    fitting = [one for one in LANGUAGES if wanted and wanted in _names_of(one)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        message = _("“%(code)s” may be any of: %(languages)s. Name one of them.")
        raise UnknownLanguage(
            message % {"code": code, "languages": _listed(fitting)}, tuple(fitting)
        )
    raise _unknown(code, wanted)


def _names_of(language: Language) -> tuple[str, ...]:
    return language.bcp47.lower(), language.iso639_3


def _unknown(code: str, wanted: str) -> UnknownLanguage:
    close = tuple(_close_to(wanted))
    message = (
        _("There is no language “%(code)s”. Close to it: %(languages)s.")
        if close
        else _("There is no language “%(code)s”. Possible: %(codes)s.")
    )
    words = {"code": code, "languages": _listed(close), "codes": ", ".join(BY_CODE)}
    return UnknownLanguage(message % words, close)


def _close_to(wanted: str) -> list[Language]:
    first = wanted.partition("-")[0]
    same = [
        one
        for one in LANGUAGES
        if first and first in (one.slug, one.iso639_3, one.code.partition("-")[0], *one.siblings)
    ]
    if same:
        return same
    names = {name: one for one in LANGUAGES for name in _spoken_names(one)}
    near = get_close_matches(_folded(wanted), names, n=_LISTED, cutoff=0.7)
    return list(dict.fromkeys(names[name] for name in near))


def _spoken_names(language: Language) -> tuple[str, ...]:
    names = (language.name_vi.removeprefix("Tiếng "), language.name_en, language.slug)
    return tuple(_folded(name) for name in (*names, language.code, language.iso639_3) if name)


def _folded(text: str) -> str:
    """Without marks and case: what is typed in a hurry."""
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in parts if letter.isalnum())


def _listed(languages: Iterable[Language]) -> str:
    return ", ".join(f"{one.code} ({one.name_vi})" for one in languages)


def lang_info() -> dict[str, dict[str, object]]:
    """Entries for Django's LANG_INFO; without one a code has no name and `get_language_info` fails."""
    return {
        language.code: {
            "bidi": language.bidi,
            "code": language.code,
            "name": language.name_en,
            "name_local": language.autonym,
        }
        for language in LANGUAGES
    }
