"""A package as one office publishes it, and which offices lack a value that the item quotes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cms.fact_sheets import sheets_for
from cms.missing_facts import known_keys, lacks
from cms.models import Office
from cms.office_previews import PREFIX, offices_for

from .filling import missing_keys
from .left_out import left_out
from .nodders import answering
from .package import Assembly
from .previews import ChannelPreviews, by_channel, previews_of

PARAMETER = "don-vi"


@dataclass(frozen=True)
class AsOffice:
    """`offices` may be chosen; without a choice there is nothing more. `mode`: of the page's preview."""

    offices: list[Office]
    chosen: Office | None = None
    previews: tuple[ChannelPreviews, ...] = ()

    @property
    def mode(self) -> str:
        return f"{PREFIX}{self.chosen.code}" if self.chosen else ""


def as_office(assembly: Assembly, code: str) -> AsOffice:
    """`code` as somebody asked for it: one that has no place in the package shows nothing.

    A package has places of offices that its own office answers for; all of them its editors and
    approvers see anyway.
    """
    answer = {answering(leg.destination.office) for leg in assembly.legs}
    offices = sorted(answer, key=lambda one: one.code)
    if len(offices) < 2:
        return AsOffice([])
    chosen = next((one for one in offices if one.code == code), None)
    if chosen is None:
        return AsOffice(offices)
    legs = [leg for leg in assembly.legs if answering(leg.destination.office) == chosen]
    return AsOffice(offices, chosen, tuple(by_channel(previews_of(assembly, legs))))


@dataclass(frozen=True)
class Lacking:
    """Offices whose page on the portal shows a remark instead of the same values."""

    offices: tuple[Office, ...]
    reason: str


def lacking(assembly: Assembly) -> list[Lacking]:
    """Of the offices under whose address a national page is read; two queries, none without facts.

    Those that are told of because their places are left out are not told of twice.
    """
    if not missing_keys(assembly.content, {}):
        return []
    told = {group.office for group in left_out(assembly.legs)}
    offices = [one for one in offices_for(assembly.page) if one not in told]
    if not offices:
        return []
    found: dict[str, list[Office]] = {}
    for office, reason in _reasons(assembly, offices):
        found.setdefault(reason, []).append(office)
    return [Lacking(tuple(ones), reason) for reason, ones in found.items()]


def _reasons(assembly: Assembly, offices: Iterable[Office]) -> Iterator[tuple[Office, str]]:
    sheets: Mapping[int, Mapping[str, Any]] = sheets_for(offices)
    known: list[str] | None = None
    for office in offices:
        keys = missing_keys(assembly.content, sheets[office.pk])
        if keys:
            known = known_keys() if known is None else known
            yield office, "; ".join(one.brief for one in lacks(office, keys, known=known))
