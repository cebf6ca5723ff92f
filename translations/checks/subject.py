"""What checks look at: a source beside its translation, and what several of them need of both."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from cms.languages import BY_CODE, DEFAULT, Language
from translations.marks import Part, tokens
from translations.numbers import Difference, compare
from translations.unit import Kind

# Latin letters only: scripts without spaces go on right after an address.
_ADDRESS = r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%\-]"
LINK = re.compile(
    rf"(?i:https?|ftp)://{_ADDRESS}{{1,2000}}|(?i:mailto|tel):{_ADDRESS}{{1,200}}"
    r"|(?<![A-Za-z0-9.@_+\-])[A-Za-z0-9._+\-]{1,64}@(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z0-9\-]{2,63}"
    r"|(?<![A-Za-z0-9.@\-])(?:[A-Za-z0-9\-]{1,63}\.){1,8}(?:vn|com|org|net|gov|edu|info|io|asia)"
    rf"(?![A-Za-z0-9\-]|\.[A-Za-z])(?:/{_ADDRESS}{{0,2000}})?"
)
_MAYBE_LINK = re.compile(r"[A-Za-z0-9\-]\.[A-Za-z]|@|:", re.IGNORECASE)
_STAND_IN = "\n"  # for what is not read: separates what stands around it


class Term(Protocol):
    """An entry of the glossary whose source occurs in the text."""

    @property
    def source(self) -> str: ...
    @property
    def forms(self) -> Sequence[str]: ...  # one of them must be used; none: any other word will do
    @property
    def forbidden(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class Subject:
    source: str
    target: str
    language: Language
    kind: Kind = Kind.TEXT
    longest: int | None = None
    terms: tuple[Term, ...] = ()

    @cached_property
    def source_words(self) -> str:
        return _read(self.source)

    @cached_property
    def target_words(self) -> str:
        return _read(self.target)

    @cached_property
    def source_links(self) -> tuple[str, ...]:
        return _links(self.source_words)

    @cached_property
    def target_links(self) -> tuple[str, ...]:
        return _links(self.target_words)

    @cached_property
    def source_text(self) -> str:
        """Without addresses either: what is read aloud."""
        return LINK.sub(_STAND_IN, self.source_words) if self.source_links else self.source_words

    @cached_property
    def target_text(self) -> str:
        return LINK.sub(_STAND_IN, self.target_words) if self.target_links else self.target_words

    @cached_property
    def number_differences(self) -> list[Difference]:
        return compare(
            self.source_text, self.target_text, self.language.code, source_language=SOURCE.code
        )


def _read(text: str) -> str:
    """Pairs of marks may stand within a word or a number, everything else stands between them."""
    if "⟨" not in text and "{{" not in text:
        return text
    return "".join(_word(token.part, token.text) for token in tokens(text))


def _word(part: Part, text: str) -> str:
    if part is Part.TEXT:
        return text
    return "" if part in (Part.OPEN, Part.CLOSE) else _STAND_IN


def _links(text: str) -> tuple[str, ...]:
    if not _MAYBE_LINK.search(text):
        return ()
    return tuple(_trimmed(match[0]) for match in LINK.finditer(text))


def _trimmed(link: str) -> str:
    """Without the punctuation of the sentence."""
    link = link.rstrip(".,;:!?'")
    while link.endswith((")", "]")) and link.count("(") + link.count("[") < link.count(
        ")"
    ) + link.count("]"):
        link = link[:-1].rstrip(".,;:!?'")
    return link


def language_of(code: str) -> Language:
    """Raises KeyError for a code that is none of the registry's."""
    return BY_CODE[code]


SOURCE = BY_CODE[DEFAULT]
