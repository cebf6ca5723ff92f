"""Walks over the text once: plain words are skipped, at every other place the first rule that fits speaks."""

import re
from collections.abc import Iterator
from dataclasses import replace

from .context import LETTER, LOWER, Context, Rule
from .lexicon import Lexicon
from .rules import rules_for
from .spans import GUESS, Doubt, Said, Span
from .voice import Voice

_VOWEL = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
_ANY_VOWEL = _VOWEL + _VOWEL.upper()
_CONSONANT = "bcdfghjklmnpqrstvwxzđ"
_WORD = (
    rf"(?![ivxl]{{2,}}(?!\w)|[ivx]\))(?:[{_CONSONANT}{_CONSONANT.upper()}]?[{_CONSONANT}]*+[{_VOWEL}][{LOWER}]*+"
    rf"|(?!I(?!\w))[{_ANY_VOWEL}][{LOWER}]*+)"
)
# Words in small letters but the first, with a vowel, and what stands between them: never rewritten. Not
# those that may be numerals (xix, vi): a rule looks at what stands before them.
_PLAIN = re.compile(
    rf"(?:(?:[\s.,;!?…“”\"'‘’]|(?<!\s):|:(?!\s\d))++|{_WORD}(?:-[{_CONSONANT}]*+[{_VOWEL}][{LOWER}]*+)*+"
    rf"(?=[\s,;!?…“”\"'‘’)\]]|[.:](?![\w/])|$))*+"
)
_CHUNK = re.compile(r"\S+")
_NO_WORDS = re.compile(r"\S{300}")
_LETTERS = re.compile(rf"[{LETTER}]+|[^\W\d_]")
_DIGITS = re.compile(r"\d+")
_BY_START = {start: rules_for(start) for start in "dls"}


def spans_of(text: str, lexicon: Lexicon, voice: Voice) -> Iterator[Span]:
    """Every rewritten part, in order and without overlaps; digits and symbols that no rule reads too.

    Each line is read by itself.
    """
    offset = 0
    for line in text.split("\n"):
        for span in _of_line(line, lexicon, voice):
            yield (
                replace(span, start=span.start + offset, end=span.end + offset) if offset else span
            )
        offset += len(line) + 1


def _of_line(line: str, lexicon: Lexicon, voice: Voice) -> Iterator[Span]:
    """What people chose comes first; the rules see nothing of it but that something ends there."""
    ctx, start = Context(line, lexicon, voice), 0
    for found in lexicon.chosen.finditer(line) if lexicon.chosen else ():
        ctx.text = line[: found.start()]
        yield from _between(ctx, start)
        spoken = lexicon.choices[found[0]]
        ctx.last = Span(found.start(), found.end(), found[0], spoken, "chosen")
        yield ctx.last
        start = found.end()
    ctx.text = line
    yield from _between(ctx, start)


def _between(ctx: Context, pos: int) -> Iterator[Span]:
    text, stop = ctx.text, len(ctx.text)
    while True:
        pos = _end(_PLAIN, text, pos)
        if pos >= stop:
            return
        span = _rewritten(ctx, pos) or _left_over(ctx, pos)
        if span is None:
            pos = _end(_LETTERS, text, pos)
            continue
        pos = span.end
        ctx.last = span
        yield span


def _end(pattern: re.Pattern[str], text: str, pos: int) -> int:
    found = pattern.match(text, pos)
    return found.end() if found else pos + 1


def _rewritten(ctx: Context, pos: int) -> Span | None:
    text = ctx.text
    if _NO_WORDS.match(text, pos):
        return _left_over_run(ctx, pos)
    first = text[pos]
    start = "d" if first.isdecimal() else "l" if first.isalpha() else "s"
    characters = set(text[pos : _end(_CHUNK, text, pos)])
    ctx.pos = pos
    for rule in _BY_START[start]:
        if rule.needs and characters.isdisjoint(rule.needs):
            continue
        found = rule.pattern.match(text, pos)
        if found is None or not found[0]:
            continue
        ctx.end = found.end()
        said = rule.say(found, ctx)
        if said is None:
            ctx.voice.forget()
            continue
        return _span(ctx, rule, said)
    return None


def _span(ctx: Context, rule: Rule, said: Said) -> Span:
    return Span(
        ctx.pos,
        ctx.end,
        ctx.text[ctx.pos : ctx.end],
        _capitalised(said.words, ctx),
        rule.name,
        said.confidence,
        said.alternatives,
        said.doubt,
        ctx.voice.taken(),
    )


def _capitalised(words: str, ctx: Context) -> str:
    """What begins a line with a capital letter or a number does so in words."""
    if words and not ctx.text[ctx.pos].islower() and ctx.starts_line:
        return words[0].upper() + words[1:]
    return words


def _left_over_run(ctx: Context, pos: int) -> Span:
    """Hundreds of characters without a space are nothing to be read; the rules would take minutes."""
    ctx.pos, ctx.end = pos, _end(_CHUNK, ctx.text, pos)
    said = Said("", GUESS, (), Doubt.LEFT_OVER)
    return _span(ctx, Rule("left-over", "", _CHUNK, lambda found, context: said), said)


def _left_over(ctx: Context, pos: int) -> Span | None:
    """A digit is said by itself, a symbol is not: both are flagged. None for letters."""
    ctx.pos = pos
    if digits := _DIGITS.match(ctx.text, pos):
        ctx.end = digits.end()
        words = ctx.voice.each(digits[0]) if digits[0].isascii() else ""
    elif ctx.text[pos].isalpha():
        return None
    else:
        ctx.end, words = pos + 1, ""
    said = Said(words, GUESS, (), Doubt.LEFT_OVER)
    return _span(ctx, Rule("left-over", "", _DIGITS, lambda found, context: said), said)
