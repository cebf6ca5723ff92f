"""Characters that nobody sees: they turn the direction of text, join words, or come from other programs."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .finding import Remark
from .glossary import WITHOUT_SPACES
from .subject import Subject

_ALWAYS = (
    "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180e\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd\ue000-\uf8ff"
    "\U000e0000-\U000e007f"
)
_ANYWHERE = re.compile(f"[{_ALWAYS}\u2028\u2029]")
# Between words of scripts without spaces; the joiner also makes one picture of several.
_WORDS = re.compile(f"[{_ALWAYS}\u2028\u2029\u200b\u200c]|(?<![\u2190-\U0001faff\ufe0f])\u200d")


def find(subject: Subject) -> Iterator[Remark]:
    if subject.target.isascii() and subject.target.isprintable():
        return
    pattern = _ANYWHERE if subject.language.script in WITHOUT_SPACES else _WORDS
    seen = dict.fromkeys(found[0] for found in pattern.finditer(subject.target))
    for letter in seen:
        message = _("There is a character that nobody sees (%(name)s): delete it.")
        yield Remark(message % {"name": _named(letter)}, _named(letter))


def _named(letter: str) -> str:
    code = f"U+{ord(letter):04X}"
    name = unicodedata.name(letter, "").lower()
    return f"{code} {name}".strip()
