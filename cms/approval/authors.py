"""Who wrote what is up for approval."""

from datetime import datetime

from django.db.models import Max
from wagtail.models import Page, PageLogEntry, WorkflowState

from . import seams

# Entries of Wagtail's audit log that stand for writing.
WRITING = ("wagtail.create", "wagtail.edit", "wagtail.revert", "wagtail.rename", "wagtail.copy")


def last_approved_at(page: Page) -> datetime | None:
    """When the last finished approval of the page ended; None if there was none."""
    states = WorkflowState.objects.for_instance(page).filter(status=WorkflowState.STATUS_APPROVED)
    return states.aggregate(at=Max("task_states__finished_at"))["at"]


def authors_since_last_approval(page: Page) -> set[int]:
    """Ids of everybody who wrote page or package since it was last approved.

    Autosave overwrites a revision in place and may hand it to another person's session, so the
    audit log is asked besides the revisions.
    """
    since = last_approved_at(page)
    revisions = page.revisions.exclude(user=None)
    entries = PageLogEntry.objects.filter(page=page.pk, action__in=WRITING).exclude(user=None)
    if since:
        revisions = revisions.filter(created_at__gt=since)
        entries = entries.filter(timestamp__gt=since)
    written = set(revisions.values_list("user_id", flat=True))
    written |= set(entries.values_list("user_id", flat=True))
    if since is None and page.owner_id:
        written.add(page.owner_id)
    return written | seams.authors(page)
