"""Facts put into a text that is read aloud, so that both their forms are known.

A value is marked where it stands: its reading holds there, and not wherever the same digits stand.
"""

import re

from cms.fact_wording import aloud, in_language
from publishing.speech.lexicon import UNSPOKEN
from publishing.speech.numbers import Profile

OPEN, CLOSE = "\ue000", "\ue001"  # private use: no keyboard writes them
_MARKS = re.compile(f"[{OPEN}{CLOSE}]")
_MARKED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")


class Quoted:
    """`said` has the readings by marked value, for the values that were asked for."""

    def __init__(self, language: str, profile: Profile) -> None:
        self._written, self._aloud = in_language(language), aloud(language, profile)
        self.said: dict[str, str] = {}

    def wording(self, key: str, value: str) -> str:
        """A `cms.fact_wording.Wording`. What has digits or signs when said too is left to `speech`."""
        written, said = self._written(key, value), self._aloud(key, value)
        if said == written or not said.strip() or UNSPOKEN.search(said):
            return written
        marked = f"{OPEN}{written}{CLOSE}"
        self.said[marked] = said
        return marked

    def genuine(self, text: str) -> tuple[str, dict[str, str]]:
        """The text without marks that were not put here, and the readings of those that were."""
        if not _MARKS.search(text):
            return text, {}
        kept = {one: self.said[one] for one in _MARKED.findall(text) if one in self.said}
        parts = _MARKED.split(text)
        marked = _MARKED.findall(text)
        clean = [unmarked(part) for part in parts]
        mended = [one if one in kept else unmarked(one) for one in marked] + [""]
        return "".join(a + b for a, b in zip(clean, mended, strict=True)), kept


def unmarked(text: str) -> str:
    return _MARKS.sub("", text)
