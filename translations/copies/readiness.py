"""What the centre asks of a local copy before anybody is asked to approve it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from cms.models import Edition

from ..local_content import Content, content_of
from ..models import LocalCopy
from .locks import at_places, broken_places, named
from .rules import Rules, rules_of


def problems_of(page: Page, revision: Revision, rules: Rules | None = None) -> list[str]:
    """What `settings.LOA_COPY_PROBLEMS` names: messages that keep it from submission.

    `rules`: of what it follows, where they are known.
    """
    edition = page.edition
    if edition.kind != Edition.Kind.LOCAL_COPY:
        return []
    rules = rules_of(edition.source_id) if rules is None else rules
    if not rules.by_place or not _follows(edition):
        return []
    content = content_of(revision)
    model = revision.content_type.model_class()
    return [
        *_changed(edition, rules, model, content),
        *_empty(edition, rules, model, content),
    ]


def empty_slots(edition: Edition, rules: Rules, model: type[Page], content: Content) -> list[str]:
    """Places that the office has not filled in: gone, empty, or still as the centre wrote them."""
    base = at_places(model, edition.base_content or {})
    now = at_places(model, content)
    return [
        place
        for place in base
        if place in rules.slots and (now.get(place) == base[place] or not _says(now.get(place)))
    ]


def _follows(edition: Edition) -> bool:
    copies = LocalCopy.objects.filter(edition=edition.pk)
    return copies.exclude(state=LocalCopy.State.DETACHED).exists()


def _changed(edition: Edition, rules: Rules, model: type[Page], content: Content) -> Iterator[str]:
    message = _(
        "“%(place)s” is locked by the centre, but says something else here. Take it back from the"
        " national text under “Compare with the national text”."
    )
    for place in broken_places(edition, rules, model, content):
        yield message % {"place": named(model, edition.base_content or {}, place)[1]}


def _empty(edition: Edition, rules: Rules, model: type[Page], content: Content) -> Iterator[str]:
    message = _("“%(place)s” is to be filled in by your office before it is submitted.")
    for place in empty_slots(edition, rules, model, content):
        said = message % {"place": named(model, edition.base_content or {}, place)[1]}
        note = rules.notes.get(place)
        yield f"{said} ({note})" if note else said


def _says(value: Any) -> bool:
    """Whether there is anything in it: a block is its kind and its value."""
    if isinstance(value, tuple):
        value = value[1]
    if isinstance(value, str):
        return bool(value.replace("<p>", "").replace("</p>", "").strip())
    if isinstance(value, dict):
        return any(_says(each) for each in value.values() if not isinstance(each, bool))
    if isinstance(value, list):
        return any(map(_says, value))
    return value is not None
