"""Advice on a bulletin's words, for whoever writes them: what is hard to read aloud or to follow by ear.

Advice never blocks. What has to be decided is asked by `script.making`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from . import registry
from .models import Package
from .package import Assembly, Leg
from .script.ear import ADDRESS
from .script.model import Piece, Script, Sentence, script_in
from .script.timing import breath_of, over_a_breath, syllables
from .sheets.hard_words import hard_words

LONGEST_READING = 12  # syllables of a number or sign; nobody keeps more in mind
_EXCERPT = 7  # words
_TELEPHONE = re.compile(r"(?:0|\+|1[89]00)[\d\s.()-]*")
_DATE = re.compile(r"[\d\s]*\d[/.-]\d[\d\s/.–-]*")  # and a range of them
_DOCUMENT = re.compile(r"\d\S*[/-]\S*[A-ZĐ]{2}")


@dataclass(frozen=True)
class EarAdvice:
    """Sentences: of the words of the channel, and of those of a place alone by its id."""

    of_channel: list[str] = field(default_factory=list)
    of_places: Mapping[int, list[str]] = field(default_factory=dict)


def advice_for(assembly: Assembly, package: Package | None) -> EarAdvice:
    """As the package is stored. The own office's bulletin speaks for those of the others."""
    own = {leg.destination_id for leg in package.legs.all() if leg.text} if package else set()
    spoken = registry.spoken()
    heard = [leg for leg in assembly.legs if leg.post and leg.destination.channel in spoken]
    shared = [leg for leg in heard if leg.destination.pk not in own]
    shared.sort(key=lambda leg: not leg.own_office)
    return EarAdvice(
        list(_of_leg(shared[0])) if shared else [],
        {leg.destination.pk: list(_of_leg(leg)) for leg in heard if leg.destination.pk in own},
    )


def _of_leg(leg: Leg) -> Iterable[str]:
    return advice_of(script_in(leg.post.to_data())) if leg.post else ()


def advice_of(script: Script) -> Iterator[str]:
    """In the order of what weighs most; each says what to do."""
    for sentence in script.sentences:
        if count := over_a_breath(sentence.said, script.language, script.pace):
            yield _long(sentence, count, breath_of(script.pace))
    words = hard_words(script)
    for one in words:
        if one.rewritten and syllables(one.said, script.language) > LONGEST_READING:
            yield from _hard(one, script)
    yield from _foreign([one.written for one in words if not one.rewritten])


def _long(sentence: Sentence, count: int, most: int) -> str:
    words = sentence.written.split()
    values = {"start": " ".join(words[:_EXCERPT]).rstrip(",;:–-"), "n": count, "most": most}
    return (
        _(
            "“%(start)s…” has %(n)d syllables, more than one breath: make two sentences of it, of at most"
            " %(most)d syllables each."
        )
        % values
    )


def _hard(piece: Piece, script: Script) -> Iterator[str]:
    """Telephone numbers and days have to be said."""
    written = piece.written.strip()
    values = {"written": written, "n": syllables(piece.said, script.language)}
    if ADDRESS.search(written):
        yield _("“%(written)s” takes %(n)d syllables to say: name the site instead.") % values
    elif _DOCUMENT.search(written):
        message = _(
            "“%(written)s” takes %(n)d syllables to say: give the name or the day of the document and leave"
            " the number out."
        )
        yield message % values
    elif not _is_needed(written):
        message = _(
            "“%(written)s” takes %(n)d syllables to say, too many to keep in mind: round it, or leave it out."
        )
        yield message % values


def _is_needed(written: str) -> bool:
    has_digits = any(one.isdigit() for one in written)
    dated = _DATE.fullmatch(written) and ("/" in written or "-" in written or "–" in written)
    return not has_digits or bool(_TELEPHONE.fullmatch(written) or dated)


def _foreign(words: list[str]) -> Iterator[str]:
    """Names have a capital letter; other words could be Vietnamese ones."""
    names = [one for one in words if one[:1].isupper()]
    if others := [one for one in words if one not in names]:
        message = _("Not Vietnamese: %(words)s. Say it in Vietnamese words.")
        yield message % {"words": _listed(others)}
    if names:
        message = _(
            "Names that are not Vietnamese: %(words)s. Where an announcer may stumble, write them as they"
            " are said."
        )
        yield message % {"words": _listed(names)}


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"“{one}”" for one in words)
