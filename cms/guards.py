"""What Wagtail's own screens may not do to live items."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.http import QueryDict
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

REFUSED_IN_BULK = {"publish", "unpublish"}
REFUSED_WHILE_LIVE = {"delete", "move"}


def holds_live_items(page: Page) -> bool:
    """Whether the page is, or has below it, an item that is live."""
    live = page.get_descendants(inclusive=True).live().filter(edition__isnull=False)
    return live.exists()


def bulk_is_refused(action: str, objects: Iterable) -> bool:
    pages = [each for each in objects if isinstance(each, Page)]
    if action in REFUSED_IN_BULK:
        return any(_holds_items(page) for page in pages)
    return action in REFUSED_WHILE_LIVE and any(holds_live_items(page) for page in pages)


def _holds_items(page: Page) -> bool:
    return page.get_descendants(inclusive=True).filter(edition__isnull=False).exists()


def choosable(pages: QuerySet, user) -> QuerySet:
    """What `user` may link to: Wagtail's own chooser lists every office's drafts."""
    own = page_permission_policy.explorable_instances(user).values("pk")
    return pages.filter(Q(live=True) | Q(pk__in=own))


def without(posted: QueryDict, *names: str) -> QueryDict:
    """A copy of what was posted, less these fields."""
    kept = posted.copy()
    for name in names:
        kept.pop(name, None)
    return kept
