"""Whether the days on which a bulletin is wanted still lie ahead: asked whenever a package is read."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ..channel import Post, Problem
from .wishes import Wishes


def problems_of_days(posts: Iterable[Post | None], planned: datetime | None) -> Iterator[Problem]:
    """`planned`: when it goes out, if not at once."""
    days = {Wishes.read(post.extra).last_day for post in posts if post}
    out = timezone.localdate(max(planned, timezone.now()) if planned else None)
    if any(day and day < out for day in days):
        message = _("The last day to play the bulletin is before it goes out. Change that day.")
        yield Problem("airing_over", message)
