"""What a release says of each office: the facts that its page and posts quote, as they were approved.

Kept in the release's content, so it is sealed with it; `services.stating` puts it on the page when the
release goes live.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from cms.fact_sheets import values_of
from cms.models import Office
from cms.placeholders import find, missing_in
from cms.stated_facts import as_stated, stated_on

from .channel import Content
from .content import to_data
from .models import Delivery, Release
from .proposal import PORTAL

Stated = dict[str, dict[str, str]]  # by office code: value by key


def quoting(content: Content, texts: Iterable[str]) -> list[str]:
    """What may quote facts: the page, and `texts`, what an editor wrote for channels and destinations."""
    return [json.dumps(to_data(content), ensure_ascii=False), *texts]


def quoted_keys(texts: Iterable[str]) -> list[str]:
    return find("\n".join(texts))


def stated_by(
    offices: Iterable[Office], texts: Collection[str], sheets: Mapping[int, Mapping[str, str]]
) -> Stated:
    """Of what an office has no value for: empty where only vanishing sentences ask for it, so that they
    stay away; nothing is said of what a text lacks."""
    wanted = quoted_keys(texts)
    found: Stated = {}
    for office in offices if wanted else ():
        sheet = sheets.get(office.pk, {})
        lacked = missing_in(texts, sheet)
        if values := {key: sheet.get(key, "") for key in wanted if key not in lacked}:
            found[office.code] = values
    return found


def stated_at(release: Release, office: Office) -> dict[str, str]:
    """What the page of `release` says there: as it is by now, where it is out, else as it was approved."""
    if release.state == Release.State.IN_FORCE and release.went_live_at and release.page:
        return as_stated(stated_on(release.page.specific, office))
    return (release.content.get("stated") or {}).get(office.code, {})


@dataclass(frozen=True)
class Changed:
    """Values that a post was approved with and that are others by now."""

    office: Office  # whose sheet it is, and whose leader releases them anew
    values: Mapping[str, tuple[str, str]]  # by key: as approved, and as the sheet has it (or "")


def changed_since(deliveries: Iterable[Delivery]) -> dict[int, Changed]:
    """By delivery's id, where its release says something else of the office of its place than the
    sheet does today; two queries at most. Deliveries must come with release and destination.

    Not of a sentence that vanished for want of a value: that says nothing wrong. Not of the page on
    the portal either, which keeps saying what was approved, nor of what takes a post down.
    """
    quoted = {one: said for one in deliveries if (said := _quoted(one))}
    if not quoted:
        return {}
    values = values_of({one.destination.office for one in quoted})
    found: dict[int, tuple[int, dict[str, tuple[str, str]]]] = {}
    for one, said in quoted.items():
        now = values[one.destination.office_id]
        pairs = {key: (before, str(now.get(key, ""))) for key, before in said.items()}
        if other := {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}:
            givers = [now[key].office_id for key in other if key in now]
            found[one.pk] = (givers or [one.destination.office_id])[0], other
    offices = Office.objects.in_bulk({owner for owner, _other in found.values()}) if found else {}
    return {pk: Changed(offices[owner], other) for pk, (owner, other) in found.items()}


def _quoted(delivery: Delivery) -> dict[str, str]:
    if delivery.action == Delivery.Action.WITHDRAW or delivery.destination.channel == PORTAL:
        return {}
    stated = delivery.release.content.get("stated") or {}
    said: dict[str, str] = stated.get(delivery.destination.office.code, {})
    return {key: value for key, value in said.items() if value}
