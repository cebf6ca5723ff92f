"""What a person is asked: the doubtful part with enough around it that a choice of it hits nothing else."""

import re
from collections.abc import Sequence
from dataclasses import replace

from .guards import broken
from .spans import Flag, Span
from .spoken import spoken_text

_BEFORE = re.compile(r"\S*\s*$")
_AFTER = re.compile(r"\s*\S*")
_ENDS = ',.;:!?…”"’)'


def flags_of(text: str, spans: Sequence[Span], spoken: str) -> tuple[Flag, ...]:
    doubts = [_asked(text, spans, span) for span in spans if span.doubt]
    known = {(span.start, span.end) for span in spans if span.doubt}
    found = [flag for flag in broken(text, spans, spoken) if (flag.start, flag.end) not in known]
    return tuple(sorted([*doubts, *found], key=lambda flag: flag.start))


def _asked(text: str, spans: Sequence[Span], span: Span) -> Flag:
    """A bare “/” would be chosen for every date too: so it is asked with both its words."""
    assert span.doubt is not None
    start, end = span.start, span.end
    if not any(one.isalnum() for one in span.written):
        start, end = _around(text, spans, span)
    written = text[start:end]
    inside = [one for one in spans if start <= one.start and one.end <= end]

    def said(words: str) -> str:
        moved = [
            replace(
                one,
                start=one.start - start,
                end=one.end - start,
                spoken=words if one is span else one.spoken,
            )
            for one in inside
        ]
        return spoken_text(written, moved)

    if (start, end) == (span.start, span.end):
        return Flag(start, end, written, span.spoken, span.doubt, span.alternatives)
    others = tuple(said(words) for words in span.alternatives)
    return Flag(start, end, written, said(span.spoken), span.doubt, others)


def _around(text: str, spans: Sequence[Span], span: Span) -> tuple[int, int]:
    """The words on both sides on the same line, and no part of another span."""
    line = text.rfind("\n", 0, span.start) + 1
    stop = text.find("\n", span.end)
    before = _BEFORE.search(text[line : span.start])
    after = _AFTER.match(text[: stop if stop >= 0 else len(text)], span.end)
    start = line + before.start() if before else span.start
    end = after.end() if after else span.end
    for one in spans:
        start = min(start, one.start) if one.start < start < one.end else start
        end = max(end, one.end) if one.start < end < one.end else end
    while end > span.end and text[end - 1] in _ENDS:
        end -= 1
    return start, end
