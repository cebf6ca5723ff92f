"""Names of uploaded files: what is stored is harmless everywhere, what is shown does not deceive."""

import re
import unicodedata

LONGEST = 80  # characters; every file system takes so many, and Wagtail's column too
LONGEST_SHOWN = 100
FALLBACK = "tep"
# Names that Windows keeps for devices: nobody could save a download of that name.
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:\..*)?", re.IGNORECASE)
_UNWANTED = re.compile(r"[^\w.-]+", re.ASCII)
_D = str.maketrans("đĐ", "dD")


def plain(text: str) -> str:
    """Without what cannot be seen: controls, marks of direction, joiners, halves of characters."""
    kept = (" " if letter in "\t\r\n" else letter for letter in text)
    return "".join(letter for letter in kept if unicodedata.category(letter)[0] != "C")


def base(name: str) -> str:
    """The last part of a path of any system, as plain text in NFC."""
    last = re.split(r"[/\\]", name)[-1]
    return unicodedata.normalize("NFC", plain(last)).strip()


def safe(name: str, ending: str) -> str:
    """A file name in ASCII with this `ending`, whatever the name said; never empty or reserved."""
    stem = base(name).rsplit(".", 1)[0].translate(_D)
    letters = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    letters = re.sub(r"\.{2,}", ".", _UNWANTED.sub("-", letters))
    stem = letters.strip("-._")[: LONGEST - len(ending) - 1].strip("-._")
    if not stem or RESERVED.fullmatch(stem):
        stem = f"{FALLBACK}-{stem}".rstrip("-")
    return f"{stem}.{ending}"


def shown(name: str) -> str:
    """For a sentence: plain, and of a length that leaves room for it; the ending stays."""
    text = base(name) or FALLBACK
    if len(text) <= LONGEST_SHOWN:
        return text
    return f"{text[: LONGEST_SHOWN - 20]}…{text[-19:]}"
