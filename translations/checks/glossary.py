"""Words of the glossary: one of the agreed forms is used, none of those that must not be."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.languages import Language

from .finding import Remark
from .subject import Subject, Term

WITHOUT_SPACES = frozenset({"Khmr", "Hant", "Hans", "Tavt", "Laoo", "Thai"})
_UNSEEN = re.compile("[\u200b\u200c\u200d]")


@dataclass(frozen=True)
class _Said:
    """Everything that the glossary says of one word, whatever its domains."""

    source: str
    forms: tuple[str, ...]
    forbidden: tuple[str, ...]


def find_missing(subject: Subject) -> Iterator[Remark]:
    text = _folded(subject.target_words) if subject.terms else ""
    for term in _said(subject.terms):
        if term.forms and not any(contains(text, form, subject.language) for form in term.forms):
            message = _("The glossary says for “%(source)s”: %(forms)s. Use it, or say why not.")
            yield Remark(
                message % {"source": term.source, "forms": _listed(term.forms)}, term.source
            )


def find_forbidden(subject: Subject) -> Iterator[Remark]:
    for term in _said(subject.terms):
        text = _without(_folded(subject.target_words), term.forms, subject.language)
        for form in term.forbidden:
            if contains(text, form, subject.language):
                yield Remark(_forbidden(term, form), form)


def _said(terms: Iterable[Term]) -> Iterator[_Said]:
    by_source: dict[str, list[Term]] = {}
    for term in terms:
        by_source.setdefault(term.source.casefold(), []).append(term)
    for same in by_source.values():
        forms = dict.fromkeys(form for term in same for form in term.forms)
        forbidden = dict.fromkeys(form for term in same for form in term.forbidden)
        yield _Said(
            same[0].source, tuple(forms), tuple(form for form in forbidden if form not in forms)
        )


def _forbidden(term: _Said, form: str) -> str:
    if not term.forms:
        message = _("“%(form)s” must not stand for “%(source)s”: choose another word.")
        return message % {"form": form, "source": term.source}
    message = _("“%(form)s” must not stand for “%(source)s”: write %(forms)s.")
    return message % {"form": form, "source": term.source, "forms": _listed(term.forms)}


def contains(folded: str, form: str, language: Language) -> bool:
    """`folded` is a text as `_folded` makes it."""
    return bool(form.strip()) and _pattern(form, language).search(folded) is not None


def _pattern(form: str, language: Language) -> re.Pattern[str]:
    words = re.escape(_folded(form))
    if language.script in WITHOUT_SPACES:
        return re.compile(words)
    # A mark that follows belongs to the last letter: ô is not ô̆.
    return re.compile(rf"(?<![\w\u0300-\u036f]){words}(?![\w\u0300-\u036f])")


def _without(folded: str, forms: Iterable[str], language: Language) -> str:
    for form in forms:
        if form.strip():
            folded = _pattern(form, language).sub("\n", folded)
    return folded


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text)).casefold()
    return " ".join(text.split())


def _listed(forms: Iterable[str]) -> str:
    return ", ".join(f"“{form}”" for form in forms)
