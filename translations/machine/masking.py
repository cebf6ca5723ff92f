"""What no engine may touch is taken out before it and put back after it: marks, placeholders and
numbers. In their places stand `[X1X]`, which engines take for names and leave alone."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from translations.marks import Part, badly_nested, protected, tokens

# A number with its separators: 46.800.000, 8,5, 01/7/2025, 1900 9068, 30/2026; digits of any script.
_NUMBER = r"\d+(?:[.,:/\-\u2013\u00a0\u202f ]\d+)*"
_MASK_LIKE = r"\[\s*[XxХх]\s*\d+\s*[XxХх]\s*\]"
_HIDDEN = re.compile(f"{_MASK_LIKE}|{_NUMBER}")
# Engines add spaces, change the case, or write Cyrillic and wide letters.
_MASK = re.compile(r"[\[［]\s*[XxХх]\s*(\d+)\s*[XxХх]\s*[\]］]")


@dataclass(frozen=True)
class Masked:
    """`text` goes to the engine; `hidden` stood there instead of `[X0X]`, `[X1X]` …"""

    source: str
    text: str
    hidden: tuple[str, ...]

    @property
    def has_words(self) -> bool:
        """Is there anything to translate?"""
        return any(letter.isalpha() for letter in _MASK.sub("", self.text))

    def restore(self, translated: str) -> str | None:
        """The translation with everything back in it; None where it lost, doubled or broke any."""
        places = Counter(int(number) for number in _MASK.findall(translated))
        if places != Counter(range(len(self.hidden))):
            return None
        text = _MASK.sub(lambda found: self.hidden[int(found[1])], translated)
        is_whole = protected(text) == protected(self.source) and not badly_nested(text)
        return text if is_whole and _numbers(text) == _numbers(self.source) else None


def mask(source: str) -> Masked:
    hidden: list[str] = []
    parts = []
    for text, is_hidden in _divided(source):
        parts.append(f"[X{len(hidden)}X]" if is_hidden else text)
        hidden += [text] if is_hidden else []
    return Masked(source, "".join(parts), tuple(hidden))


def _divided(source: str) -> Iterator[tuple[str, bool]]:
    for token in tokens(source):
        if token.part is not Part.TEXT:
            yield token.text, True
            continue
        end = 0
        for found in _HIDDEN.finditer(token.text):
            yield token.text[end : found.start()], False
            yield found[0], True
            end = found.end()
        yield token.text[end:], False


def _numbers(text: str) -> Counter[str]:
    """Digits that the engine wrote by itself would be numbers that nobody approved."""
    words = (token.text for token in tokens(text) if token.part is Part.TEXT)
    return Counter(digit for piece in words for digit in piece if digit.isdigit())
