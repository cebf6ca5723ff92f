"""What must hold of every reading, whatever the rules did. Written apart from them, from the text alone.

Signs are kept, numbers are heard as they are written, nothing is dropped, nothing unspeakable is left.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from .hearing import agrees
from .lexicon import UNSPOKEN
from .spans import Doubt, Flag, Span

_NEGATIVE = re.compile(r"(?<![\w)\]%°$€£₫\-−–.,/^])[-−](?=\d)")
_SAID_NEGATIVE = re.compile(r"\b(?:âm|trừ)\b", re.IGNORECASE)
_MAY_BE_SILENT = frozenset(
    {"emoji", "hashtag", "markup", "list-mark", "ornament", "repeated", "dash", "left-over"}
)
_BY_PEOPLE = frozenset({"chosen", "reviewed"})  # read as somebody decided, not by a rule
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"[^\W\d_]+")
_AFTER_NUMBER = re.compile(r"[\d%]['’]?\s?$")


def broken(text: str, spans: Sequence[Span], spoken: str) -> list[Flag]:
    """A flag for every rule that these spans and this spoken text break."""
    found = list(_of_spans(spans))
    found += _of_gaps(text, spans)
    if not found and UNSPOKEN.search(spoken):
        found.append(Flag(0, len(text), text, spoken, Doubt.UNSPEAKABLE))
    if not found and not _holds(text, spans, spoken):
        found.append(Flag(0, len(text), text, spoken, Doubt.DROPPED))
    return found


def _of_spans(spans: Iterable[Span]) -> Iterator[Flag]:
    for span in spans:
        doubt = None if span.rule in _BY_PEOPLE else _wrong(span)
        if doubt is None and UNSPOKEN.search(span.spoken):
            doubt = Doubt.UNSPEAKABLE
        if doubt:
            yield Flag(span.start, span.end, span.written, span.spoken, doubt)


def _wrong(span: Span) -> Doubt | None:
    if not span.spoken.strip() and span.rule not in _MAY_BE_SILENT:
        return Doubt.DROPPED
    return None if _numbers_said(span) else Doubt.NUMBER_WRONG


def _numbers_said(span: Span) -> bool:
    """Every digit is in a pair, every pair is heard in the words, and each says what is written."""
    if span.rule in _MAY_BE_SILENT and not span.numbers:
        return True
    covered = "".join(number for number, _words in span.numbers)
    if sorted(_DIGIT.findall(span.written)) != sorted(_DIGIT.findall(covered)):
        return False
    told = f" {span.spoken.lower().replace(',', '')} "
    return all(_said_in(told, *pair) for pair in span.numbers)


def _said_in(told: str, number: str, words: str) -> bool:
    return (not words or f" {words} " in told) and agrees(_plain_gaps(number), words)


def _plain_gaps(number: str) -> str:
    return number.replace("\u00a0", ".").replace("\u202f", ".")


def _of_gaps(text: str, spans: Sequence[Span]) -> Iterator[Flag]:
    """What no span covers stays as it is: so it may hold nothing unspeakable. And no sign is lost."""
    end = 0
    for start, after in (*((span.start, span.end) for span in spans), (len(text), len(text))):
        gap = text[end:start]
        if UNSPOKEN.search(gap) or start < end:
            yield Flag(end, start, gap, gap, Doubt.LEFT_OVER)
        end = after
    for sign in _NEGATIVE.finditer(text):
        span = next((one for one in spans if one.start <= sign.start() < one.end), None)
        if span is None or span.rule in _BY_PEOPLE:
            continue
        if not _SAID_NEGATIVE.search(span.spoken) and not _is_between(text, sign.start(), span):
            yield Flag(span.start, span.end, span.written, span.spoken, Doubt.SIGN_LOST)


def _is_between(text: str, at: int, span: Span) -> bool:
    """A dash from one number to the next, inside a span that has both, is no sign."""
    return (span.start < at and bool(_AFTER_NUMBER.search(text[span.start : at]))) or (
        span.rule == "dash" and text[at - 1 : at] == " "
    )


def _holds(text: str, spans: Sequence[Span], spoken: str) -> bool:
    """The words between the spans and those of the spans are there, all of them and in order."""
    parts, end = [], 0
    for span in spans:
        parts += [text[end : span.start], span.spoken]
        end = span.end
    parts.append(text[end:])
    return _WORDS.findall(" ".join(parts)) == _WORDS.findall(spoken)
