"""How each place of a local copy stands to the national text: for the editor and for comparing."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cms.models import ItemPage
from cms.text_changes import changes_between
from cms.word_diff import as_html, excerpt, word_diff

from ..local_content import Content, content_of, content_of_page, streams_of
from ..merging import compare
from .readiness import empty_slots
from .rules import FIELD, Rules, rules_of
from .spots import DIVIDED, Spot, by_place, spots_of

LABELS: dict[str, Any] = {
    "inherited": _("From the centre"),
    "changed": _("Changed here"),
    "new": _("New here"),
    "moved": _("Moved here"),
    "removed": _("Removed here"),
}


@dataclass(frozen=True)
class Mark:
    """`state` is a key of LABELS; `rule` is locked, slot or empty; `is_filled` of a slot."""

    spot: Spot
    base: Spot | None
    state: str
    rule: str = ""
    note: str = ""
    is_filled: bool = True

    @property
    def place(self) -> str:
        return self.spot.place

    @property
    def label(self) -> str:
        return str(LABELS[self.state])

    @property
    def may_reset(self) -> bool:
        return self.state not in ("inherited", "new")

    @property
    def changes(self) -> list[tuple[str, SafeString]]:
        """What each text is called, and what changed in it word by word."""
        before = None if self.state == "new" else self.base
        after = None if self.state == "removed" else self.spot
        if self.spot.block is None:
            pieces = word_diff(before.text if before else "", after.text if after else "")
            return [("", as_html(excerpt(pieces)))]
        found = changes_between(_texts(before), _texts(after)).texts
        return [(each.label, each.html) for each in found]


class Marks:
    """Of a local copy as its latest draft has it; `page` with its edition."""

    def __init__(self, page: ItemPage) -> None:
        self.page, self.edition = page, page.edition
        self.model = type(page)
        self.base: Content = self.edition.base_content or {}
        revision = page.get_latest_revision()
        self.now = content_of(revision) if revision else content_of_page(page)

    @cached_property
    def rules(self) -> Rules:
        return rules_of(self.edition.source_id)

    @cached_property
    def all(self) -> list[Mark]:
        """In the order of the copy; what was removed stands after what it stood after."""
        states = self._states()
        old, empty = by_place(self.model, self.base), self._empty
        spots = _with_removed(spots_of(self.model, self.now), list(old.values()), states)
        return [
            Mark(
                spot,
                old.get(spot.place),
                states.get(spot.place, "inherited"),
                self.rules.by_place.get(spot.place, ""),
                self.rules.notes.get(spot.place, ""),
                spot.place not in empty,
            )
            for spot in spots
        ]

    @cached_property
    def differing(self) -> list[Mark]:
        return [mark for mark in self.all if mark.state != "inherited"]

    @cached_property
    def _empty(self) -> list[str]:
        return empty_slots(self.edition, self.rules, self.model, self.now)

    def _states(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in streams_of(self.model):
            if name in DIVIDED:
                found |= compare(self.base.get(name) or [], self.now.get(name) or [])
        for name, value in self.now.items():
            if name not in DIVIDED:
                same = name in self.base and self.base[name] == value
                found[f"{FIELD}{name}"] = "inherited" if same else "changed"
        return found

    def as_data(self) -> dict[str, Any]:
        """For the script of the editor."""
        return {
            mark.place: {
                "state": mark.state,
                "label": mark.label,
                "rule": mark.rule,
                "note": mark.note,
                "filled": mark.is_filled,
                "may_reset": mark.may_reset,
            }
            for mark in self.all
        }


def _with_removed(now: list[Spot], old: list[Spot], states: dict[str, str]) -> list[Spot]:
    made = list(now)
    for number, spot in enumerate(old):
        if spot.block is not None and states.get(spot.place) == "removed":
            before = {each.place for each in old[:number]}
            behind = [n for n, each in enumerate(made) if each.place in before]
            made.insert(behind[-1] + 1 if behind else 0, spot)
    return made


def _texts(spot: Spot | None) -> dict[str, Any]:
    return {spot.field: [spot.block]} if spot else {}
