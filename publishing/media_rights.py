"""Whether an item may go out with its pictures and files, and where a file is used.

What is missing are problems of the package; for a release that was planned they are asked again when
its time comes, since consent ends by itself.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import prefetch_related_objects
from django.utils import timezone

from cms.models import ItemPage
from media_assets import rights
from media_assets.models import Picture, Recording

from .channel import Problem
from .models import Release, ShownPicture
from .shown_media import Media, media_of


def rights_problems(page: ItemPage, go_live_at: datetime | None) -> list[Problem]:
    """One query besides those for the files themselves."""
    on = timezone.localdate(max(go_live_at, timezone.now()) if go_live_at else None)
    return [
        Problem(one.code, one.message, blocking=one.blocking)
        for one in _found(media_of(page), on, page.valid_until)
    ]


def ended_rights(page: ItemPage, *, asked: bool) -> list[str]:
    """What keeps an approved version from going live now.

    Unless they were `asked` when it was approved, as they were not in the beginning, what nobody has
    stated yet does not.
    """
    found = _found(media_of(page), timezone.localdate(), page.valid_until)
    return [
        one.message for one in found if one.blocking and (asked or one.code != rights.NOT_STATED)
    ]


def _found(media: list[Media], on: date, until: date | None) -> list[rights.RightsProblem]:
    for kind in (Picture, Recording):
        prefetch_related_objects([one for one in media if isinstance(one, kind)], "persons")
    return [problem for one in media for problem in rights.problems(one, on, until)]


def note_shown(release: Release, media: Iterable[Media]) -> None:
    """These and no others, so that each sending asks again what of it may still be shown."""
    pictures = [one for one in media if isinstance(one, Picture)]
    release.shown_pictures.exclude(picture__in=pictures).delete()
    rows = [ShownPicture(release=release, picture=one) for one in pictures]
    ShownPicture.objects.bulk_create(rows, ignore_conflicts=True)


def withheld(releases: Iterable[int]) -> dict[int, str]:
    """By release, what of its pictures must not be shown any more and what to do. Two queries."""
    rows = ShownPicture.objects.filter(release__in=list(releases)).select_related("picture")
    shown = list(rows.prefetch_related("picture__persons").order_by("pk"))
    today, found = timezone.localdate(), dict[int, list[str]]()
    for row in shown:
        problems = [one for one in rights.problems(row.picture, today) if one.code in rights.ENDED]
        found.setdefault(row.release_id, []).extend(one.message for one in problems)
    return {release: " ".join(messages) for release, messages in found.items()}
