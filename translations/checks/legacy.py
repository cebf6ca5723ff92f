"""Text of the fonts that were used before Unicode: another sign stands where a letter should be.

Old pages in Xơ-đăng, Gia-rai and Chăm have them: `[ă`, `{uôn`, `tơku\\m`, `c\\ar`, `r^m`, `xo#`.
Markdown, templates, paths and formulas have these signs too, so only where no such thing begins.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .finding import Remark
from .subject import Subject

_LETTER = r"[^\W\d_]"
_MARK = r"[\u0300-\u036f]"
_SIGNS = re.compile(r"[\[{\\^#|~\]}]")
_WORD = rf"(?:{_LETTER}{_MARK}*)"
_ENDS = r"(?![\w\u0300-\u036f\"'“:=(\[.\\/])"  # neither a key, nor a path, nor a call
_PATTERNS = (
    # a bracket that opens a word and is closed nowhere
    re.compile(rf"(?<![\w\]\)\[{{\\]){re.escape('[')}{_WORD}{{1,6}}{_ENDS}(?![^\]]*\])"),
    re.compile(rf"(?<![\w}}{{$\\])\{{{_WORD}{{1,6}}{_ENDS}(?![^}}]*\}})"),
    # between two letters; no path (C:\thu) and no sign of a new line
    re.compile(
        rf"(?<![\\/:.\w\u0300-\u036f]){_WORD}{{1,4}}\\(?![ntrsdwbSDWB]\b){_WORD}{{1,2}}{_ENDS}"
    ),
    re.compile(rf"(?<![\w$\\^\u0300-\u036f]){_WORD}{{1,4}}\^{_WORD}{{1,3}}(?![\w$^(){{}}])"),
    re.compile(
        rf"(?<![\w#./\-\u0300-\u036f])(?!(?:tag|hash|số)#)[a-zà-ỹ]{{2,4}}{_MARK}?#(?![\w#])"
    ),
)


def find(subject: Subject) -> Iterator[Remark]:
    text = subject.target_text
    if not _SIGNS.search(text):
        return
    for pattern in _PATTERNS:
        if found := pattern.search(text):
            message = _(
                "“%(word)s” comes from an old font, nobody else can read it: type the text anew in"
                " Unicode, with the letters of the palette."
            )
            yield Remark(message % {"word": found[0]}, found[0])
            return
