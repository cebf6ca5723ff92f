"""A notice as its office reads it: what was taken in, and what is to be decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.forms import Media
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, pgettext_lazy

from cms.models import ItemPage
from cms.word_diff import as_html, excerpt, word_diff

from ..local_content import content_of, streams_of
from ..merging import merge_fields
from ..models import ChangeNotice
from .hand import HandField, hand_field
from .taking_in import locked_places
from .wording import Words

KINDS = {
    "both_changed": gettext_lazy("Both changed it"),
    "replaced": gettext_lazy("One side made something else of it"),
    "deleted_here": gettext_lazy("You removed it, the centre changed it"),
    "deleted_there": gettext_lazy("The centre removed it, you changed it"),
    "both_added": gettext_lazy("Both added it"),
    "moved": gettext_lazy("Both put it in another order"),
    "locked": gettext_lazy("Locked by the centre: your text was set aside"),
    "edited": gettext_lazy("Changed"),
    "added": gettext_lazy("Added"),
    "removed": pgettext_lazy("a place of a text", "Removed"),
}
MOVED = gettext_lazy("Moved")
CHOSEN = {
    "national": gettext_lazy("The centre's text was taken"),
    "local": gettext_lazy("Your text was kept"),
}
BY_HAND = gettext_lazy("Written by hand")


@dataclass(frozen=True)
class Place:
    """A conflict: its three versions as text, and as they are stored."""

    number: int
    key: str
    label: str
    kind: str
    base: str
    local: str
    national: str
    values: tuple[Any, Any, Any] = field(repr=False)
    hand: HandField | None = None
    decision: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ours(self) -> SafeString:
        """Ours, against what stood there before."""
        return as_html(word_diff(self.base, self.local))

    @property
    def theirs(self) -> SafeString:
        return as_html(word_diff(self.base, self.national))

    @property
    def name(self) -> str:
        return f"place-{self.number}"

    @property
    def hand_name(self) -> str:
        return f"{self.name}-hand"

    @cached_property
    def hand_html(self) -> str:
        local, national = self.values[1:]
        return self.hand.render(self.hand_name, local or national) if self.hand else ""

    @property
    def chosen(self) -> str:
        """How it was decided."""
        choice = self.decision.get("choice")
        return str(CHOSEN.get(choice, BY_HAND) if isinstance(choice, str) else BY_HAND)

    @property
    def chosen_text(self) -> str:
        return str(self.decision.get("text", ""))


@dataclass(frozen=True)
class Taken:
    """A change of the centre that is in the draft already."""

    label: str
    kind: str
    html: SafeString | str


class Shown:
    """Of one notice; merged anew, so that it is true at this moment."""

    def __init__(self, notice: ChangeNotice, page: ItemPage) -> None:
        self.notice, self.page = notice, page
        self._national = notice.rollout.national
        self._local = content_of(page.get_latest_revision())
        base = notice.copy.edition.base_content or {}
        stored = [{"body": _stored_blocks(notice)}]
        self.words = Words(type(page), [self._local, self._national, base, *stored])
        self._base = base

    @cached_property
    def places(self) -> list[Place]:
        """To be decided. While the copy waits nothing was taken in, so nothing can be decided."""
        notice = self.notice
        if notice.settled_at or notice.rollout.is_withdrawal:
            return []
        if notice.state == ChangeNotice.State.OPEN and notice.waits_because:
            return []
        merged = merge_fields(
            self._base,
            self._local,
            self._national,
            locked=locked_places(notice.copy.edition.source_id),
            streams=streams_of(self.page),
        )
        return [self._place(number, each.as_data()) for number, each in enumerate(merged.conflicts)]

    @cached_property
    def decided(self) -> list[Place]:
        said = self.notice.decisions.items()
        return [self._decided(number, key, each) for number, (key, each) in enumerate(said)]

    @cached_property
    def taken(self) -> list[Taken]:
        return [self._taken(each) for each in self.notice.changes]

    @cached_property
    def media(self) -> Media:
        media = Media()
        for place in self.places:
            if place.hand:
                media += place.hand.media
        return media

    def _place(self, number: int, data: Mapping[str, Any], **more: Any) -> Place:
        path = data["path"]
        values = (data["base"], data["local"], data["national"])
        base, local, national = (self.words.text(path, value) for value in values)
        kind = str(KINDS.get(data["kind"], data["kind"]))
        more.setdefault("hand", self._hand(data, values))
        return Place(
            number=number,
            key=data["key"],
            label=self.words.label(path),
            kind=kind,
            base=base,
            local=local,
            national=national,
            values=values,
            **more,
        )

    def _hand(self, data: Mapping[str, Any], values: Sequence[Any]) -> HandField | None:
        if data["kind"] != "both_changed":
            return None
        return hand_field(self.words, data["path"], *values)

    def _decided(self, number: int, key: str, said: Mapping[str, Any]) -> Place:
        data = {**said["conflict"], "key": key}
        choice = said["choice"]
        value = data[choice] if isinstance(choice, str) else choice["hand"]
        decision = {**said, "text": self.words.text(data["path"], value)}
        return self._place(number, data, hand=None, decision=decision)

    def _taken(self, data: Mapping[str, Any]) -> Taken:
        path, kind = data["path"], data["kind"]
        label = self.words.label(path)
        if kind == "moved":
            return Taken(label, str(MOVED), "")
        before, after = (
            data.get("before", data.get("local")),
            data.get("after", data.get("national")),
        )
        pieces = word_diff(self.words.text(path, before), self.words.text(path, after))
        return Taken(label, str(KINDS.get(kind, kind)), as_html(excerpt(pieces)))


def _stored_blocks(notice: ChangeNotice) -> list[Any]:
    """Blocks that are only in what the notice keeps: removed ones, and those of decisions."""
    said = [*notice.changes, *(each["conflict"] for each in notice.decisions.values())]
    values = (each.get(name) for each in said for name in ("before", "after", "base", "local"))
    return [value for value in values if isinstance(value, dict) and "type" in value]
