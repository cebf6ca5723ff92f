"""A source as it is shown: marks and placeholders as chips, terms of the glossary marked."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from ..glossary import Match
from ..marks import Part, tokens
from . import filled

_TAG = re.compile(r"<\s*([a-zA-Z][a-zA-Z0-9]*)")
_MEANT = {
    "b": gettext_lazy("bold"),
    "strong": gettext_lazy("bold"),
    "i": gettext_lazy("italic"),
    "em": gettext_lazy("italic"),
    "a": gettext_lazy("link"),
    "br": gettext_lazy("line break"),
    "sup": gettext_lazy("raised"),
    "sub": gettext_lazy("lowered"),
}


@dataclass(frozen=True)
class Chip:
    """What a translation must have too. `closing`: of a pair, what is set behind the words."""

    text: str
    closing: str
    meaning: str

    @property
    def shown(self) -> str:
        return f"{self.text}…{self.closing}" if self.closing else self.text


def chips(source: str, marks: Mapping[str, str]) -> list[Chip]:
    """One a mark, pair or placeholder, as often as the source has it."""
    found = []
    for token in tokens(source):
        if token.part is Part.PLACEHOLDER:
            found.append(Chip(token.text, "", filled.meaning_of(token.name)))
        elif token.part in (Part.OPEN, Part.SINGLE):
            closing = f"⟨/{token.name}⟩" if token.part is Part.OPEN else ""
            found.append(Chip(token.text, closing, meaning_of(marks.get(token.name, ""))))
    return found


def meaning_of(raw: str) -> str:
    """In words, of the tag or character that a mark stands for."""
    tag = _TAG.match(raw)
    return str(_MEANT.get(tag[1].lower(), tag[1])) if tag else raw


def as_html(source: str, marks: Mapping[str, str], matches: Sequence[Match]) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in _pieces(source, marks, matches)))


def _pieces(
    source: str, marks: Mapping[str, str], matches: Sequence[Match]
) -> Iterator[SafeString]:
    end = 0
    for (start, stop), same in groupby(matches, key=lambda match: (match.start, match.end)):
        yield _plain(source[end:start], marks)
        said = "; ".join(_said(match) for match in same)
        words = _plain(source[start:stop], marks)
        yield format_html('<mark class="loa-tr-term" title="{}">{}</mark>', said, words)
        end = stop
    yield _plain(source[end:], marks)


def _said(match: Match) -> str:
    forms = ", ".join(match.forms)
    return f"{match.source} → {forms}" if forms else match.source


def _plain(text: str, marks: Mapping[str, str]) -> SafeString:
    return format_html_join("", "{}", ((_token(token, marks),) for token in tokens(text)))


def _token(token, marks: Mapping[str, str]) -> SafeString:
    if token.part is Part.TEXT:
        return format_html("{}", token.text)
    meaning = (
        filled.meaning_of(token.name)
        if token.part is Part.PLACEHOLDER
        else meaning_of(marks.get(token.name, ""))
    )
    return format_html(
        '<button type="button" class="loa-tr-chip" tabindex="-1" data-insert="{0}" title="{1}">{0}</button>',
        token.text,
        meaning,
    )


def unique(matches: Iterable[Match]) -> list[Match]:
    """Each term once, however often it stands there."""
    return list({match.term.pk: match for match in matches}.values())
