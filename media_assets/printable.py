"""Texts as paper can show them: nothing is left out, and nothing hides.

What no font draws, and what would be invisible or turn the direction of reading, is printed as its
number, `[U+202E]`. Words that are too long for a line get places where they may break.
"""

import re
import unicodedata
from typing import Any

from .typesetting import letters

JOINERS = frozenset("\u200c\u200d\u00ad\ufe0e\ufe0f")  # invisible, and needed by emoji and scripts
LINE_ENDS = frozenset("\n\t")
BREAK = "\u200b"
LONGEST = 40  # letters without a place to break
_UNBROKEN = re.compile(rf"[^\s/\-?&{BREAK}]{{{LONGEST},}}")
OURS = frozenset({"file", "fingerprint", "checksum"})  # keys whose values nobody wrote


def printable(text: str) -> str:
    """The text with a number instead of every letter that would not be seen."""
    if text.isascii() and text.isprintable():
        shown = text
    else:
        shown = "".join(map(_shown, text.replace("\r\n", "\n").replace("\r", "\n")))
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
        return any(_is_numbered(one) for one in data)
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
    word = match[0]
    parts = [word[at : at + LONGEST // 2] for at in range(0, len(word), LONGEST // 2)]
    return BREAK.join(parts)
