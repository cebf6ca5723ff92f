"""Characters that a format cannot hold, as text that everybody can see: `⟨U+000B⟩`.

Nothing is lost: what looks like that by itself is written with its own first bracket that way.
"""

import re

# Beside what XML forbids, line ends that programs change when they save.
NOT_IN_XML = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\r"
NOT_IN_LINES = NOT_IN_XML + "\x7f-\x9f\u2028\u2029"
# Excel reads `_x0041_` as A, LibreOffice writes `_x005F_x0041_` for it, openpyxl leaves `x005F_` out.
OFFICE = "|_(?=x[0-9A-Fa-f]{4}_)|x(?=005F_)"

_LOOKS_SHOWN = r"⟨(?=U\+[0-9A-F]{4,6}⟩)"
_SHOWN = re.compile(r"⟨U\+([0-9A-F]{4,6})⟩")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

IN_XML = re.compile(f"{_LOOKS_SHOWN}|[{NOT_IN_XML}]")
IN_LINES = re.compile(f"{_LOOKS_SHOWN}|[{NOT_IN_LINES}]")
IN_OFFICE = re.compile(f"{_LOOKS_SHOWN}|[{NOT_IN_XML}]{OFFICE}")


def shown(text: str, unfit: re.Pattern[str] = IN_XML) -> str:
    return unfit.sub(lambda found: code(found[0]), text)


def line(text: str) -> str:
    """One line, whose spaces at the ends nobody strips."""
    text = shown(text, IN_LINES).replace("\n", code("\n"))
    start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    middle = text.strip()
    return "".join([*map(code, start), middle, *map(code, end if middle else "")])


def code(character: str) -> str:
    return f"⟨U+{ord(character):04X}⟩"


def restored(text: str) -> str:
    return _SHOWN.sub(_character, text)


def invisible(text: str) -> str:
    """The first control character, as `U+000B`; empty if there is none."""
    found = _INVISIBLE.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def _character(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return chr(number) if number <= 0x10FFFF else found[0]
