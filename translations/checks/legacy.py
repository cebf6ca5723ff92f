"""Text of the fonts that were used before Unicode: another sign stands where a letter should be.

Old pages in Xơ-đăng, Gia-rai and Chăm have them: `[ă`, `{uôn`, `tơku\\m`, `c\\ar`, `r^m`, `xo#`.
Markdown, templates, paths and formulas have these signs too. So one word is enough only where no
such thing begins; elsewhere it takes several words with several signs.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .finding import Remark
from .subject import Subject

_LETTER = r"[^\W\d_]"
_WORD = rf"(?:{_LETTER}[\u0300-\u036f]*)"
_BEFORE = r"(?<![\w\u0300-\u036f])"
_ENDS = r"(?![\w\u0300-\u036f\"'“:=(\[.\\/])"  # neither a key, nor a path, nor a call
_SIGNS = re.compile(r"[\[{\\^#|`\]}]")
_CLEAR = (
    # a bracket that opens a word and is closed nowhere
    rf"(?<![\w\]\)\[{{\\])\[{_WORD}{{1,6}}{_ENDS}(?![^\]]*(?:(?<!\s)\]|\](?!\w)))",
    rf"(?<![\w}}{{$\\])\{{{_WORD}{{1,6}}{_ENDS}(?![^}}]*(?:(?<!\s)\}}|\}}(?!\w)))",
    # between two letters; no path (C:\thu) and no sign of a new line
    rf"(?<![\\/:.\w\u0300-\u036f]){_WORD}{{1,4}}\\(?![ntrsdwbSDWB]\b){_WORD}{{1,2}}{_ENDS}",
    rf"(?<![\w$\\^\u0300-\u036f]){_WORD}{{1,4}}\^{_WORD}{{1,3}}(?![\w$^(){{}}])",
    r"(?<![\w#./\-\u0300-\u036f])(?!(?:tag|hash|số)#)[a-zà-ỹ]{2,4}[\u0300-\u036f]?#(?![\w#])",
)
_DOUBTFUL = (
    rf"(?<![^\s(“])[\]}}]{_WORD}+",  # ]ar, }il
    rf"(?<![^\s(“])`{_WORD}+(?![^`]*(?<=\S)`(?!\w))",  # `u, but no `code`
    rf"(?<![\[{{\w\u0300-\u036f]){_WORD}+(?:[`|]|[\]}}]|[\[{{](?![^\]}}]*[\]}}])){_WORD}+",  # kơ[ah
    rf"{_BEFORE}{_WORD}{{1,6}}[\\^](?=[,.;:!?)”]|[ \t]+\S)",  # le\, đ^
    rf"{_BEFORE}{_WORD}{{1,6}}\\{_WORD}{{1,4}}",  # hro\m
)
_CLEAR_PATTERNS = tuple(re.compile(pattern) for pattern in _CLEAR)
_DOUBTFUL_PATTERNS = tuple(re.compile(pattern) for pattern in _DOUBTFUL)
_FEWEST_SIGNS = 2  # of several kinds
_LOOKED_AT = 20_000  # characters; who types with an old font does so from the beginning


def find(subject: Subject) -> Iterator[Remark]:
    text = subject.target_text[:_LOOKED_AT]
    if not _SIGNS.search(text):
        return
    if word := _clear(text) or _several(text):
        message = _(
            "“%(word)s” comes from an old font, nobody else can read it: type the text anew in"
            " Unicode, with the letters of the palette."
        )
        yield Remark(message % {"word": word}, word)


def _clear(text: str) -> str:
    found = (pattern.search(text) for pattern in _CLEAR_PATTERNS)
    return next((match[0] for match in found if match), "")


def _several(text: str) -> str:
    words = [match[0] for pattern in _DOUBTFUL_PATTERNS for match in pattern.finditer(text)]
    signs = {sign for word in words for sign in _SIGNS.findall(word)}
    return words[0] if len(signs) >= _FEWEST_SIGNS and len(set(words)) >= _FEWEST_SIGNS else ""
