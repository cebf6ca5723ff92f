"""A short version of a bulletin on request: the sentences that fit a slot wherever it is heard.

It becomes the editor's own text for the loudspeakers (`own_words`), so it is approved like any other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from cms.fact_sheets import sheets_for
from cms.models import Office
from cms.placeholders import MissingFact

from . import registry
from .airing.wishes import SLOTS, Wishes
from .booth import LOUDSPEAKER, Booth
from .channel import Content
from .models import Package
from .office_voices import voices_of
from .package import Assembly, Leg
from .script.composing import name_in
from .script.shortening import short_version
from .script.timing import seconds
from .script.wording import naming

SHORT = "short"  # of the wishes in `Package.texts`: the slot its text was shortened for, in seconds
USUAL_SLOT = 180  # where none is wished


@dataclass(frozen=True)
class Shortening:
    """What the package page offers for the words of the channel, which these `legs` say."""

    content: Content
    office: Office
    legs: tuple[Leg, ...]
    texts: Mapping[str, Any]  # of the package

    @cached_property
    def seconds(self) -> int:
        """Where it takes longest."""
        return max(map(_length, self.legs), default=0)

    @property
    def wanted(self) -> int:
        """The slot in seconds."""
        return Wishes.read(self._wish.get("options", {})).slot or USUAL_SLOT

    @property
    def is_too_long(self) -> bool:
        return self.seconds > self.wanted

    @property
    def made_for(self) -> int | None:
        """The slot that its text was shortened for."""
        return slot_of(self._wish)

    @cached_property
    def slots(self) -> list[int]:
        """Too short for the whole. None where an editor's own words are said: they are not ours."""
        whole = not self._wish.get("text")
        return [one for one in SLOTS if one < self.seconds] if whole else []

    @property
    def slot(self) -> int | None:
        """The one to begin with: as long as is wanted, or the shortest there is."""
        fitting = [one for one in self.slots if one <= self.wanted]
        return (fitting or self.slots)[-1] if self.slots else None

    def text(self, slot: int) -> str:
        """Empty where not even greeting, headline and closing fit that many seconds."""
        offices = {self.office, *self._slowest()}
        trial = _Trial(self.content, self.office, offices, self.texts)
        return short_version(self.content, fits=lambda text: trial.seconds(text) <= slot)

    @property
    def _wish(self) -> Mapping[str, Any]:
        wish: Mapping[str, Any] = self.texts.get(LOUDSPEAKER, {})
        return wish

    def _slowest(self) -> Iterable[Office]:
        """The office whose facts and way of reading take longest."""
        return [max(self.legs, key=_length).destination.office] if self.legs else []


def shortening_of(assembly: Assembly, package: Package | None) -> Shortening:
    """A place with a text of its own has a length of its own."""
    own = {leg.destination_id for leg in package.legs.all() if leg.text} if package else set()
    spoken = registry.spoken()
    legs = (leg for leg in assembly.legs if leg.post and leg.destination.channel in spoken)
    return Shortening(
        assembly.content,
        assembly.page.edition.office,
        tuple(leg for leg in legs if leg.destination.pk not in own),
        package.texts if package else {},
    )


def slot_of(wish: Mapping[str, Any]) -> int | None:
    """The slot that the text of the wish was shortened for, in seconds."""
    found = wish.get(SHORT) if wish.get("text") else None
    return found if found in SLOTS else None


def _length(leg: Leg) -> int:
    return int(leg.post.extra["reading_seconds"]) if leg.post else 0


class _Trial:
    """How long a text would take at some offices."""

    def __init__(
        self, content: Content, own: Office, offices: Iterable[Office], texts: Mapping[str, Any]
    ) -> None:
        self._content, self._own, self._offices = content, own, list(offices)
        self._sheets = sheets_for(self._offices)
        self._booth = Booth(voices_of(self._offices), texts)

    def seconds(self, text: str) -> int:
        """Where it takes longest; an office that lacks a fact says nothing of it."""
        return max((self._at(office, text) for office in self._offices), default=0)

    def _at(self, office: Office, text: str) -> int:
        named = naming(text, name_in(office, self._content.language))
        try:
            script = self._booth.script(
                replace(self._content, edited_text=named),
                office=office,
                facts=self._sheets[office.pk],
                own_office=office.pk == self._own.pk,
                corrections=self._content.corrections,
            )
        except MissingFact:
            return 0
        return seconds(script)
