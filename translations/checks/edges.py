"""How a text begins and ends: its spaces, and the punctuation of its last sentence."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .finding import Remark
from .subject import Subject

_LAST = re.compile(r"[\s\"'”’»)\]）」』\u200b]+\Z")
# The same mark in other scripts; what stands first is the source's.
_MARKS = (*(".。។៕៚｡꩝꩞꩟", "?？", "!！", ":：៖", ";；", ",，、", "…⋯"),)
# Their dot belongs to the word: it may end a sentence, or not.
_ABBREVIATION = re.compile(r"(?<!\w)(?:\w\.\s?\w|etc|Ltd|Co|No)\.\Z")
_KIND = {mark: kind for kind in _MARKS for mark in kind}


def find_spaces(subject: Subject) -> Iterator[Remark]:
    source, target = subject.source, subject.target
    if target[:1].isspace() and not source[:1].isspace():
        yield Remark(_("The translation begins with a space, the source does not: delete it."))
    if source[:1].isspace() and not target[:1].isspace():
        yield Remark(_("The source begins with a space, the translation does not: add it."))
    if target[-1:].isspace() and not source[-1:].isspace():
        yield Remark(_("The translation ends with a space, the source does not: delete it."))
    if source[-1:].isspace() and not target[-1:].isspace():
        yield Remark(_("The source ends with a space, the translation does not: add it."))


def find_punctuation(subject: Subject) -> Iterator[Remark]:
    wanted, found = _end(subject.source_words), _end(subject.target_words)
    if wanted == found or _ends_either_way(subject, wanted or found):
        return
    if not wanted:
        message = _("The translation ends with “%(mark)s”, the source with nothing: take it out.")
        yield Remark(message % {"mark": found[0]}, found[0])
    else:
        message = _("The source ends with “%(mark)s”: end the translation with the same.")
        yield Remark(message % {"mark": wanted[0]}, wanted[0])


def _ends_either_way(subject: Subject, mark: str) -> bool:
    texts = (_LAST.sub("", text) for text in (subject.source_words, subject.target_words))
    return mark == _KIND["."] and any(_ABBREVIATION.search(text) for text in texts)


def _end(text: str) -> str:
    """The kind of mark that ends the text; empty if it ends with none."""
    text = _LAST.sub("", text)
    if text.endswith("..."):
        return _KIND["…"]
    return _KIND.get(text[-1:], "")
