"""What was found, shown with some words around it and without giving it away."""

import re

AROUND = 32  # letters on either side
SHOWN = 2  # digits at the end of a number that stay, so that an editor can tell which it is
HIDDEN = "•"
_LONG = re.compile(r"\d(?:[^\w\n]{0,4}\d){5,}")


def excerpt(text: str, start: int, end: int) -> str:
    """One line; the number stands between ⟦ and ⟧."""
    left = _hidden(_cut(text[max(0, start - AROUND) : start], start > AROUND, at_end=False))
    right = _hidden(_cut(text[end : end + AROUND], end + AROUND < len(text), at_end=True))
    return " ".join(f"{left}⟦{without_digits(text[start:end])}⟧{right}".split())


def without_digits(number: str) -> str:
    """Every digit but the last `SHOWN`; of a short number none stays."""
    digits = sum(sign.isdecimal() for sign in number)
    keep = SHOWN if digits >= 8 else 0
    made, seen = [], 0
    for sign in number:
        seen += sign.isdecimal()
        made.append(HIDDEN if sign.isdecimal() and seen <= digits - keep else sign)
    return "".join(made)


def without_long_numbers(text: str) -> str:
    """For names of files, which may be the number itself."""
    return _LONG.sub(lambda found: re.sub(r"\d", HIDDEN, found.group()), text)


def _cut(text: str, is_cut: bool, *, at_end: bool) -> str:
    if not is_cut:
        return text
    return f"{text}…" if at_end else f"…{text}"


def _hidden(text: str) -> str:
    """A number that was cut in two has fewer digits here, so every digit at the edge goes."""
    whole = without_long_numbers(text)
    edge = re.sub(
        r"^(…?)([\d\W]*\d)", lambda m: m.group(1) + re.sub(r"\d", HIDDEN, m.group(2)), whole
    )
    return re.sub(
        r"(\d[\d\W]*?)(…?)$", lambda m: re.sub(r"\d", HIDDEN, m.group(1)) + m.group(2), edge
    )
