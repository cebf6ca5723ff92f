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
    mentioning = revisions_naming(numbers).filter(pk__in=ahead.values("latest_revision"))
    held.update(int(pk) for pk in mentioning.values_list("object_id", flat=True))
    for page in pages.filter(pk__in=held, alias_of=None).order_by("pk").specific():
        content = page.get_latest_revision_as_object()
        if names := named_in(content, kind).intersection(numbers):
            yield Draft(page, content, frozenset(names))


def waiting_for_release(
    kind: type[Any], numbers: Collection[int]
) -> Iterator[tuple[Page, frozenset[int]]]:
    """Pages of which a version that names some of them was approved and is not out yet."""
    for revision in revisions_naming(numbers).filter(pk__in=waiting_revisions()):
        page = revision.as_object()
        if names := named_in(page, kind).intersection(numbers):
            yield page, frozenset(names)


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


def revisions_naming(numbers: Collection[int]) -> Any:
    """Revisions of pages that hold one of these numbers: a sieve, since reading each takes long."""
    pages = ContentType.objects.get_for_model(Page)
    rows = Revision.objects.filter(base_content_type=pages)
    if not numbers:
        return rows.none()
    told = rf"(^|[^0-9])({'|'.join(str(number) for number in numbers)})([^0-9]|$)"
    return rows.annotate(as_text=Cast("content", TextField())).filter(as_text__regex=told)
