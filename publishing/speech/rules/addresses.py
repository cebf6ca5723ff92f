"""E-mail and web addresses, as people say them: known words as words, short parts letter by letter."""

import re

from ..context import Context, Rule
from ..spans import LIKELY, Said

_TOP = "vn|com|net|org|info|gov|edu|io|me|app|biz|asia|int"
_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_URL = re.compile(
    rf"(?:https?|ftp)://[^\s<>“”\"]*[^\s<>“”\".,;:!?)\]]"
    rf"|(?:www\.)?(?:[a-zA-Z0-9](?:[\w\-]*)\.)+(?:{_TOP})(?![\w\-]|"
    rf"\.\w)(?:[/?#][^\s<>“”\"]*[^\s<>“”\".,;:!?)\]])?/?"
)
_PIECES = re.compile(r"[^\W\d_]+|\d+|.")
_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)
_SIGNS = {
    ".": "chấm", "@": "a còng", "-": "gạch ngang", "_": "gạch dưới", "/": "gạch chéo", "+": "cộng", ":": "hai chấm",
    "?": "hỏi chấm", "=": "bằng", "&": "và", "#": "thăng", "%": "phần trăm", "~": "dấu ngã", ",": "phẩy",
}  # fmt: skip
_AS_ONE = {
    "vn": "vn",
    "gov": "gov",
    "com": "com",
    "org": "org",
    "net": "net",
    "edu": "edu",
    "gmail": "g mail",
}
_SCHEME = re.compile(r"(?:https?|ftp)://")
_SHORTEST_WORD = 3


def _address(found: re.Match[str], ctx: Context) -> Said:
    body = _SCHEME.sub("", found[0])
    parts = _PIECES.findall(body.rstrip("/"))
    return Said(" ".join(_part(part, ctx) for part in parts), LIKELY)


def _part(part: str, ctx: Context) -> str:
    if part.isdecimal():
        return ctx.voice.each(part)
    if not part.isalpha():
        return _SIGNS.get(part, "dấu")
    small = part.lower()
    known = ctx.lexicon.domain_words.get(small) or _AS_ONE.get(small)
    if known:
        return known
    readable = len(part) >= _SHORTEST_WORD and _VOWEL.search(part)
    return part if readable else " ".join(part)


RULES = (Rule("email", "dls", _EMAIL, _address, "@"), Rule("web", "dl", _URL, _address, "."))
