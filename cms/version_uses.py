"""Which pages name a version of a picture, file or recording: in public, in a draft, waiting."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail import hooks
from wagtail.models import Page, ReferenceIndex, Revision

from media_assets.models import Attachment, Picture, Recording

from .versions_in_pages import named_in

Media = Picture | Attachment | Recording


@dataclass(frozen=True)
class Draft:
    """A page with its newest version, be that the public one, and what of the asked for it names."""

    page: Page
    content: Page
    names: frozenset[int]

    @property
    def is_public(self) -> bool:
        return bool(self.page.live and not self.page.has_unpublished_changes)


def live_pages(kind: type[Any], numbers: Collection[int]) -> Iterator[tuple[Page, int]]:
    """Each with the number of the version that readers see there."""
    pairs = _references(kind, numbers)
    pages = Page.objects.live().in_bulk({page for page, _number in pairs})
    for page, number in sorted(pairs):
        if page in pages:
            yield pages[page], number


def drafts(kind: type[Any], numbers: Collection[int], among: Any = None) -> Iterator[Draft]:
    """Pages whose newest version names one of them; of those `among` these, which alone are read."""
    if not numbers:
        return
    held = {page for page, _number in _references(kind, numbers)}
    pages = Page.objects.all() if among is None else among
    ahead = pages.filter(Q(has_unpublished_changes=True) | Q(live=False))
    mentioning = _revisions_naming(numbers).filter(pk__in=ahead.values("latest_revision"))
    held.update(int(pk) for pk in mentioning.values_list("object_id", flat=True))
    for page in pages.filter(pk__in=held, alias_of=None).order_by("pk").specific():
        content = page.get_latest_revision_as_object()
        if names := named_in(content, kind).intersection(numbers):
            yield Draft(page, content, frozenset(names))


def ahead_of_public(kind: type[Any], numbers: Collection[int]) -> list[tuple[Page, frozenset[int]]]:
    """Pages whose newest version is not the public one, each with what of them it names.

    Few queries however many there are; the pages come with their states of approval.
    """
    ahead = Page.objects.filter(Q(has_unpublished_changes=True) | Q(live=False), alias_of=None)
    newest = _revisions_naming(numbers).filter(pk__in=ahead.values("latest_revision"))
    names = {int(one.object_id): _names(one, kind, numbers) for one in newest}
    pages = ahead.filter(pk__in=names).order_by("pk").prefetch_workflow_states()
    return [(page, names[page.pk]) for page in pages if names[page.pk]]


def waiting_for_release(
    kind: type[Any], numbers: Collection[int]
) -> list[tuple[Page, frozenset[int]]]:
    """Pages of which a version that names some of them was approved and is not out yet."""
    waiting = _revisions_naming(numbers).filter(pk__in=waiting_revisions())
    found = [(int(one.object_id), _names(one, kind, numbers)) for one in waiting]
    pages = Page.objects.in_bulk({number for number, names in found if names})
    return [(pages[number], names) for number, names in found if number in pages]


def _names(revision: Revision, kind: type[Any], numbers: Collection[int]) -> frozenset[int]:
    """Read without the database; as an object of its own it would ask for all that it refers to."""
    model: Any = ContentType.objects.get_for_id(revision.content_type_id).model_class()
    page = model.from_serializable_data(revision.content, check_fks=False)
    return frozenset(named_in(page, kind).intersection(numbers))


def waiting_revisions() -> set[int]:
    """Whatever releases wait for their time is known above this layer."""
    return {pk for told in hooks.get_hooks("loa_waiting_revisions") for pk in told()}


def _references(kind: type[Any], numbers: Collection[int]) -> set[tuple[int, int]]:
    rows = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(kind),
        to_object_id__in=[str(number) for number in numbers],
    )
    return {(int(page), int(to)) for page, to in rows.values_list("object_id", "to_object_id")}


def _revisions_naming(numbers: Collection[int]) -> Any:
    """Revisions of pages that hold one of these numbers: a sieve, since reading each takes long."""
    pages = ContentType.objects.get_for_model(Page)
    rows = Revision.objects.filter(base_content_type=pages)
    if not numbers:
        return rows.none()
    told = rf"(^|[^0-9])({'|'.join(str(number) for number in numbers)})([^0-9]|$)"
    return rows.annotate(as_text=Cast("content", TextField())).filter(as_text__regex=told)
