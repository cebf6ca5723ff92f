"""Where a picture or file is used: pages, and what was released of them.

What only a newer draft of a page shows is not known until it is released, also for a later time.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

from cms.models import Edition, User
from cms.version_uses import waiting_for_release
from cms.visibility import offices_of
from media_assets.models import Picture

from .models import Delivery, Release
from .shown_media import Media

State = Delivery.State
WAITING = (State.QUEUED, State.SENDING)
IN_USE = (Release.State.IN_FORCE, Release.State.SCHEDULED)


@dataclass(frozen=True)
class Use:
    """An item that shows the file; without an address for those who may not see it."""

    title: str
    office: str
    live: bool
    address: str
    releases: tuple[Release, ...]  # with `out` and `waiting`: how many posts
    sees_board: bool


@dataclass(frozen=True)
class Uses:
    shown: tuple[Use, ...]
    hidden: int  # drafts of other offices, whose titles are their own


def used_by(media: Media, user: User) -> Uses:
    """Live ones first. A fixed number of queries, and those of reading each item that waits with it."""
    pages = holders([media.pk], type(media)) | _released_with(media)
    editions = Edition.objects.filter(page__in=pages)
    rows = list(editions.select_related("page", "office").order_by("-page__live", "page__title"))
    own = set(offices_of(user).values_list("pk", flat=True))
    releases = _releases([row.page_id for row in rows])
    seen = [row for row in rows if row.page.live or row.office_id in own]
    shown = tuple(_use(row, releases.get(row.page_id, []), row.office_id in own) for row in seen)
    return Uses(shown, len(rows) - len(seen))


def holders(numbers: Iterable[int], model: type[Media]) -> set[int]:
    return {page for page, _media in _references(numbers, model)}


def live_uses(numbers: Iterable[int], model: type[Media] = Picture) -> dict[int, list[Page]]:
    """Live pages by picture, or by another kind of file."""
    pairs = _references(numbers, model)
    live = Page.objects.live().in_bulk({page for page, _number in pairs})
    found: dict[int, list[Page]] = {}
    for page, number in sorted(pairs):
        if page in live:
            found.setdefault(number, []).append(live[page])
    return found


def _released_with(media: Media) -> set[int]:
    """Pages of releases that show it: a planned one may show what the page itself does not yet."""
    if not isinstance(media, Picture):  # of others releases keep no list
        return {page.pk for page, _names in waiting_for_release(type(media), {media.pk})}
    releases = Release.objects.filter(shown_pictures__picture=media, state__in=IN_USE)
    pages = releases.exclude(kind=Release.Kind.WITHDRAW).values_list("page", flat=True)
    return {page for page in pages if page}


def _references(numbers: Iterable[int], model: type[Media]) -> set[tuple[int, int]]:
    """Pages with what they refer to."""
    rows = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=[str(number) for number in numbers],
    )
    return {(int(page), int(to)) for page, to in rows.values_list("object_id", "to_object_id")}


def _releases(pages: Iterable[int]) -> dict[int, list[Release]]:
    rows = Release.objects.filter(page__in=list(pages), state__in=IN_USE)
    counted = rows.exclude(kind=Release.Kind.WITHDRAW).annotate(
        out=Count("deliveries", filter=Q(deliveries__state__in=Delivery.THERE)),
        waiting=Count("deliveries", filter=Q(deliveries__state__in=WAITING)),
    )
    found: dict[int, list[Release]] = {}
    for release in counted.order_by("-pk"):
        assert release.page_id is not None  # it was asked for by its page
        found.setdefault(release.page_id, []).append(release)
    return found


def _use(edition: Edition, releases: list[Release], own: bool) -> Use:
    page = edition.page
    address = reverse("loa_item", args=[page.pk]) if own else (page.url or "" if page.live else "")
    title = page.draft_title if own else page.title
    return Use(title, str(edition.office), page.live, address, tuple(releases), own)
