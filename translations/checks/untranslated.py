"""Vietnamese that was left as it is. Names, numbers and codes stay; borrowed words may."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from translations.unit import Kind

from .finding import Remark
from .subject import Subject

_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE
)
LETTERS_A_WORD = 5  # of scripts without spaces, about
CURRENCY = "đồng"  # it has no other name
BORROWED = 6  # words: a term that a language of Viet Nam may have taken over
FEW, MOSTLY, PARTLY, COPIED = 3, 0.5, 0.25, 0.85


def find(subject: Subject) -> Iterator[Remark]:
    if subject.kind is not Kind.TEXT:
        return
    source, target = _normal(subject.source_text), _normal(subject.target_text)
    words = vietnamese(target)
    if not words:
        return
    if source.casefold() == target.casefold():
        if not _is_agreed(subject, target):
            yield from _copied(subject, words)
    elif shares_letters(subject):
        yield from _mostly_copied(source, words)
    else:
        yield from _mostly_vietnamese(target, words)


def vietnamese(text: str) -> list[str]:
    """Words that are to be translated: no names, no abbreviations."""
    return [
        word
        for word in _WORD.findall(text)
        if (word[0].islower() or (word.isupper() and len(word) > 1))
        and _MARKED.search(word)
        and word.lower() != CURRENCY
    ]


def shares_letters(subject: Subject) -> bool:
    """Languages of Viet Nam in Latin letters, which borrow from Vietnamese."""
    return subject.language.script == "Latn" and subject.language.code != "en"


def _is_agreed(subject: Subject, target: str) -> bool:
    """The glossary itself says that the word stays."""
    forms = {_normal(form).casefold() for term in subject.terms for form in term.forms}
    return target.casefold() in forms


def _copied(subject: Subject, words: list[str]) -> Iterator[Remark]:
    few = BORROWED if shares_letters(subject) else 1
    message = _("This is the Vietnamese text: translate it, or confirm that it stays as it is.")
    if len(words) > few:
        message = _("This is the Vietnamese text: translate it.")
    yield Remark(message, is_mild=len(words) <= few)


def _mostly_copied(source: str, words: list[str]) -> Iterator[Remark]:
    known = {word.casefold() for word in _WORD.findall(source)}
    same = [word for word in words if word.casefold() in known]
    if len(words) > BORROWED and len(same) >= COPIED * len(words):
        message = _("Nearly all of this is the Vietnamese text: translate the rest of it too.")
        yield Remark(message, " ".join(same[:BORROWED]), is_mild=True)


def _mostly_vietnamese(target: str, words: list[str]) -> Iterator[Remark]:
    others = sum(letter.isalpha() for letter in target if letter > "\u0fff") / LETTERS_A_WORD
    latin = len([word for word in _WORD.findall(target) if word[0] < "\u0fff"])
    share = len(words) / max(latin + others - _latin_only(target), 1)
    if len(words) >= FEW and share >= PARTLY:
        message = _("Part of this is still Vietnamese (%(words)s): translate it.")
        excerpt = " ".join(words[:BORROWED])
        yield Remark(message % {"words": excerpt}, excerpt, is_mild=share < MOSTLY)


def _latin_only(text: str) -> float:
    """Vietnamese letters with marks stand above U+0FFF too, and are counted as words already."""
    return sum("\u1e00" <= letter <= "\u1eff" for letter in text) / LETTERS_A_WORD


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
