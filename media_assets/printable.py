"""Texts as paper can show them: nothing is left out, and nothing hides.

What no font draws, and what would be invisible or turn the direction of reading, is printed as its
number, `[U+202E]`. Words that are too long for a line get places where they may break.
"""

import re
import unicodedata
from typing import Any

from wcwidth import iter_graphemes

from .typesetting import letters

JOINERS = frozenset("\u200c\u200d\u00ad\ufe0e\ufe0f")  # invisible, and needed by emoji and scripts
LINE_ENDS = frozenset("\n\t")
BREAK = "\u200b"
LONGEST = 40  # letters without a place to break
# Khmer has no spaces between words: the typesetter knows where it may break, and nobody here does.
KHMER = "\u1780-\u17ff"
_UNBROKEN = re.compile(rf"[^\s/\-?&{BREAK}{KHMER}]{{{LONGEST},}}")
_BETWEEN_WORDS = re.compile(f"(?<=[{KHMER}]){BREAK}(?=[{KHMER}])")  # as Khmer is typed
OURS = frozenset({"file", "fingerprint", "checksum"})  # keys whose values nobody wrote


def printable(text: str) -> str:
    """The text with a number instead of every letter that would not be seen."""
    if text.isascii() and text.isprintable():
        shown = text
    else:
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
        shown = BREAK.join("".join(map(_shown, part)) for part in _BETWEEN_WORDS.split(lines))
    return _UNBROKEN.sub(_with_breaks, shown)


def printable_data(data: Any) -> Any:
    """A copy with every text in it made printable, whatever it is nested in."""
    if isinstance(data, str):
        return printable(data)
    if isinstance(data, dict):
        return {k: v if k in OURS else printable_data(v) for k, v in data.items()}
    if isinstance(data, list | tuple):
        return [printable_data(each) for each in data]
    return data


def has_numbers(data: Any) -> bool:
    """Whether `printable_data` puts a number anywhere."""
    if isinstance(data, str):
        return any(_is_numbered(one) for one in _BETWEEN_WORDS.sub("", data))
    if isinstance(data, dict):
        return any(has_numbers(value) for key, value in data.items() if key not in OURS)
    return isinstance(data, list | tuple) and any(map(has_numbers, data))


def _shown(one: str) -> str:
    return f"[U+{ord(one):04X}]" if _is_numbered(one) else one


def _is_numbered(one: str) -> bool:
    if one in JOINERS or one in LINE_ENDS or one == "\r":
        return False
    if unicodedata.category(one) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return True
    return ord(one) not in letters() and not one.isspace()


def _with_breaks(match: re.Match[str]) -> str:
    letters_of = list(iter_graphemes(match[0]))
    step = LONGEST // 2
    return BREAK.join("".join(letters_of[at : at + step]) for at in range(0, len(letters_of), step))
