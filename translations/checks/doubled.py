"""A word that stands twice. Languages double words on purpose too, so it is a question."""

from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from .finding import Remark
from .subject import Subject

_AFTER = ".,;:!?…)]}”’»\"'។៕。，！？"


def find(subject: Subject) -> Iterator[Remark]:
    found = doubled(subject.target_text)
    if not found or doubled(subject.source_text):
        return
    message = _("“%(word)s” stands twice: take one out, or confirm that it is meant.")
    for word in dict.fromkeys(found):
        yield Remark(message % {"word": word}, f"{word} {word}")


def doubled(text: str) -> list[str]:
    return [
        first
        for line in text.casefold().splitlines()
        for first, second in pairwise(line.split())
        if second.startswith(first) and _is_same_word(first, second)
    ]


def _is_same_word(first: str, second: str) -> bool:
    is_word = len(first) > 1 and first[0].isalpha() and first[-1] not in _AFTER
    return is_word and first == second.rstrip(_AFTER)
