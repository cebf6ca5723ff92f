"""What the centre locked stays as the centre wrote it, whichever way a local copy is saved."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from cms.draft_guards import Objection, shown_revision
from cms.models import Edition

from ..local_content import Content, content_of, content_of_page, streams_of
from ..models import LocalCopy
from .rules import FIELD, Rules, rules_of
from .spots import spot_of_block, spot_of_field

_open: ContextVar[bool] = ContextVar("locked_places_open", default=False)


@contextmanager
def unlocked() -> Iterator[None]:
    """Within it the centre's own change is written into a copy: locked places become another text."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def objections_to(page: Page) -> list[Objection]:
    """For `cms.draft_guards`. One query for what is no local copy, five at most.

    What was other than the national text before it was locked may be saved as it was: it keeps the
    copy from being submitted, not its editor from going on.
    """
    edition = None if _open.get() else _followed(page)
    rules = rules_of(edition.source_id) if edition else Rules()
    if edition is None or not rules.locked:
        return []
    now = content_of_page(page.specific)
    broken = broken_places(edition, rules, type(page.specific), now)
    if not broken:
        return []
    before = _before(page)
    known = at_places(type(page.specific), before) if before is not None else {}
    held = at_places(type(page.specific), now)
    new = [place for place in broken if before is None or known.get(place) != held.get(place)]
    return [_objection(edition, rules, type(page.specific), place) for place in new]


def broken_places(edition: Edition, rules: Rules, model: type[Page], content: Content) -> list[str]:
    """Locked places at which a copy says something else than the national text it took in last."""
    base = at_places(model, edition.base_content or {})
    now = at_places(model, content)
    return [place for place in base if place in rules.locked and base[place] != now.get(place)]


def at_places(model: type[Page], content: Mapping[str, Any]) -> dict[str, Any]:
    """What stands at each place, in the order of the item: of a block its kind and its value."""
    found: dict[str, Any] = {}
    streams = streams_of(model)
    for name, value in content.items():
        found[f"{FIELD}{name}"] = value
        for block in (value or []) if name in streams else []:
            if block.get("id"):
                found[str(block["id"])] = (block.get("type"), block.get("value"))
    return found


def _followed(page: Page) -> Edition | None:
    copies = Edition.objects.filter(page=page.pk, kind=Edition.Kind.LOCAL_COPY)
    return copies.exclude(local_copy__state=LocalCopy.State.DETACHED).first()


def _before(page: Page) -> Content | None:
    """What its writer saw: a national change that came meanwhile is brought in after the saving."""
    rows = Revision.objects.filter(pk=shown_revision(page)).select_related("content_type")
    revision = rows.first()
    return content_of(revision) if revision else None


def _objection(edition: Edition, rules: Rules, model: type[Page], place: str) -> Objection:
    field, title = named(model, edition.base_content or {}, place)
    message = _(
        "“%(place)s” is locked by the centre and stays as it was. Undo what was changed there, or take"
        " it back from the national text under “Compare with the national text”."
    )
    said = message % {"place": title}
    note = rules.notes.get(place)
    return Objection(field, f"{said} ({note})" if note else said)


def named(model: type[Page], content: Content, place: str) -> tuple[str, str]:
    """The field that a place lies in, and what it is called."""
    if place.startswith(FIELD):
        spot = spot_of_field(model, place.removeprefix(FIELD), content)
        return spot.field, spot.label
    for name in streams_of(model):
        for block in content.get(name) or []:
            if str(block.get("id")) == place:
                return name, spot_of_block(model, name, block).title
    return "", place
