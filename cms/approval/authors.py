"""Who wrote what is up for approval."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet
from wagtail.models import Page, PageLogEntry, Revision, WorkflowState

from ..going_live import BOOKKEEPING
from . import seams

RESTORING = "wagtail.revert"
# Entries of Wagtail's audit log that stand for writing. “Rename” is none: whoever publishes makes it.
WRITING = ("wagtail.create", "wagtail.edit", RESTORING, "wagtail.copy")
# What a content says of itself besides words: differs although nothing was written.
NO_WORDS = BOOKKEEPING - {"search_description"} | {"live_revision"}
NO_WORDS |= {"live", "first_published_at", "last_published_at", "expired", "go_live_at"}


def last_approved_at(page: Page) -> datetime | None:
    """When the last finished approval of the page ended; None if there was none."""
    states = WorkflowState.objects.for_instance(page).filter(status=WorkflowState.STATUS_APPROVED)
    return states.aggregate(at=Max("task_states__finished_at"))["at"]


def authors_since_last_approval(page: Page) -> set[int]:
    """Ids of everybody who wrote page or package since it was last approved."""
    return writers_since(page, last_approved_at(page)) | seams.authors(page)


def writers_since(page: Page, since: datetime | None) -> set[int]:
    """Ids of everybody who wrote the page since then, or ever where that is None.

    Where an older version was restored since, its words may be anybody's who ever wrote the page.
    Autosave overwrites a revision in place and may hand it to another person's session, so the
    audit log is asked besides the revisions.
    """
    if since and _restored_since(page, since):
        since = None
    revisions = page.revisions.exclude(user=None)
    entries = PageLogEntry.objects.filter(page=page.pk, action__in=WRITING).exclude(user=None)
    if since:
        revisions = revisions.filter(created_at__gt=since)
        entries = entries.filter(timestamp__gt=since)
    written = set(revisions.values_list("user_id", flat=True))
    written |= set(entries.values_list("user_id", flat=True))
    if since is None and page.owner_id:
        written.add(page.owner_id)
    return written


def _restored_since(page: Page, since: datetime) -> bool:
    """By Wagtail's button, or by saving word for word what an older version holds."""
    entries = PageLogEntry.objects.filter(page=page.pk, action=RESTORING, timestamp__gt=since)
    if entries.exists():
        return True
    newer = _contents(page.revisions.filter(created_at__gt=since))
    if not newer:
        return False
    *older, approved = _contents(page.revisions.filter(created_at__lte=since)) or [{}]
    return any(words in older for words in newer if words != approved)


def _contents(revisions: QuerySet[Revision]) -> list[dict[str, Any]]:
    """The words of each, oldest first."""
    contents: Iterable[dict] = revisions.order_by("created_at", "pk").values_list(
        "content", flat=True
    )
    return [{k: v for k, v in content.items() if k not in NO_WORDS} for content in contents]
