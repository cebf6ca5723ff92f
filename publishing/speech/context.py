"""What a rule may look at beside its own match: the words around, the lexicon, the voice."""

import re
from collections.abc import Callable
from typing import NamedTuple

from .lexicon import Lexicon
from .numbers import cardinal, digit_by_digit, is_number, said
from .spans import Said, Span
from .voice import Voice, roman_value

_SEEN_BEFORE = 60  # characters
LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
LETTER = LOWER + UPPER


class Context:
    """`text` is one line. A rule may set `end` to use up less or more than its pattern matched."""

    def __init__(self, text: str, lexicon: Lexicon, voice: Voice) -> None:
        self.text, self.lexicon, self.voice = text, lexicon, voice
        self.pos = self.end = 0
        self.last: Span | None = None
        self._first = len(text) - len(text.lstrip())
        self._before_at, self._before = -1, ""

    @property
    def before(self) -> str:
        """What stands before, in small letters, without spaces at the end."""
        if self._before_at != self.pos:
            part = self.text[max(0, self.pos - _SEEN_BEFORE) : self.pos]
            self._before = part.lower().rstrip()
            self._before_at = self.pos
        return self._before

    @property
    def starts_line(self) -> bool:
        return self.pos <= self._first

    @property
    def after_number(self) -> bool:
        """Whether a number was read just before."""
        last = self.touches()
        return last is not None and bool(last.numbers)

    @property
    def is_joined(self) -> bool:
        """Whether a sign here joins on to what stands before it, and so is none of a number."""
        before = self.text[self.pos - 1 : self.pos]
        return before.isalnum() or before in tuple(")]%°$€£₫")

    def after(self, end: int) -> str:
        """The next forty characters."""
        return self.text[end : end + 40]

    @property
    def in_sum(self) -> bool:
        """Whether only what sums are made of lies between here and an equals sign."""
        part = self.text[max(0, self.pos - _SEEN_BEFORE) : self.pos]
        return bool(_SUM_AHEAD.match(self.text, self.pos) or _SUM_BEFORE.search(part))

    def touches(self) -> Span | None:
        """The span before, if nothing but spaces lies between."""
        last = self.last
        return last if last and not self.text[last.end : self.pos].strip() else None

    def plain(self, digits: str) -> str:
        """In words, for an alternative: the voice need not remember it."""
        return cardinal(digits, self.voice.profile)

    def plain_number(self, written: str) -> str:
        return said(written, self.voice.profile) if is_number(written) else written

    def singly(self, digits: str) -> str:
        return digit_by_digit(digits)

    def thousand(self, scale: str) -> str:
        return self.voice.profile.thousand if scale == "nghìn" else scale

    def is_roman(self, letters: str) -> bool:
        return roman_value(letters) is not None

    def letters(self, code: str) -> str:
        """A code with the names of its letters: TK1 is “tê ca một”."""
        parts = _POINTED.findall(code)
        return " ".join(
            self.voice.code(one) if one.isdecimal() else LETTER_NAMES.get(one.upper(), one)
            for one in parts
        )

    def spelt(self, token: str) -> str:
        """Letter by letter, digits as in a code; other characters are pauses."""
        parts = _SPELT.findall(token)
        return " ".join(
            self.voice.code(one) if one.isdecimal() else one
            for one in parts
            if one.isdecimal() or one.isalpha()
        )


LETTER_NAMES = dict(
    one.split("=")
    for one in (
        "A=a,B=bê,C=xê,D=dê,Đ=đê,E=e,F=ép phờ,G=giê,H=hát,I=i,J=gi,K=ca,L=e lờ,M=em mờ,N=en nờ,O=o,P=pê,"
        "Q=quy,R=e rờ,S=ét xì,T=tê,U=u,V=vê,W=vê kép,X=ích xì,Y=y,Z=dét"
    ).split(",")
)
LETTER_NAMES["."] = "chấm"
_POINTED = re.compile(r"\d+|[^\W\d_]|(?<=\d)\.(?=\d)")
_SUM_AHEAD = re.compile(r"[\d .,%x×*+÷:/()\-−–đ₫]*(?<![<>])=")
_SUM_BEFORE = re.compile(r"(?<![<>])=[\d .,%x×*+÷:/()\-−–đ₫]*$")
_SPELT = re.compile(r"\d+|[^\W\d_]")


class Rule(NamedTuple):
    """`starts` says at which characters it is tried: d(igit), l(etter), s(ymbol).

    `needs` lists characters of which the run without spaces must have one, else it is not tried.
    `say` answers None where the rule does not apply after all.
    """

    name: str
    starts: str
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str], Context], Said | None]
    needs: str = ""


NOT_IN_WORD = r"(?![\w])"
DASH = r"[-–—−]"
