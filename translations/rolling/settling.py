"""When a copy is in step again: its notices are settled, and its page no longer says that it is not."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.models import Edition

from ..local_content import content_of
from ..models import ChangeNotice, LocalCopy

State = ChangeNotice.State


def settle_published(page: Page, revision: Revision) -> None:
    """The office's page went live: what was taken in and decided by then is public."""
    if page.edition.kind != Edition.Kind.LOCAL_COPY:
        return
    mine = _unsettled(page.edition)
    done = mine.filter(state__in=[State.MERGED, State.RESOLVED, State.KEPT])
    done.filter(Q(revision__lte=revision.pk) | Q(revision=None)).update(settled_at=timezone.now())
    tidy(page.edition)
    if mine.exclude(overdue_at=None).exists():
        marked = Edition.objects.filter(pk=page.edition.pk, outdated_since=None)
        marked.update(outdated_since=timezone.now())


def is_public(page: Page, revision: Revision) -> bool:
    """Whether the public page says what this version of it says."""
    if not page.live or page.live_revision_id is None:
        return False
    if page.live_revision_id == revision.pk:
        return True
    return content_of(page.live_revision) == content_of(revision)


def settle_taken_down(page: Page) -> None:
    """Its office, or Loa, took the local page down: who asks for that is answered."""
    if page.edition.kind != Edition.Kind.LOCAL_COPY:
        return
    asked = _unsettled(page.edition).filter(rollout__national={})
    asked.update(state=State.RESOLVED, settled_at=timezone.now())
    tidy(page.edition)


def tidy(edition: Edition) -> None:
    """What was overtaken ends with the last that is open; so does the note on the page."""
    waiting = _unsettled(edition)
    if waiting.exclude(state=State.OVERTAKEN).exists():
        return
    waiting.update(settled_at=timezone.now())
    Edition.objects.filter(pk=edition.pk).exclude(outdated_since=None).update(outdated_since=None)


def settle_detached() -> None:
    """Copies that follow nothing any more: nobody is asked, and their pages do not speak of it."""
    detached = ChangeNotice.objects.filter(copy__state=LocalCopy.State.DETACHED, settled_at=None)
    detached.update(state=State.OVERTAKEN, settled_at=timezone.now())
    marked = Edition.objects.exclude(outdated_since=None)
    marked.filter(local_copy__state=LocalCopy.State.DETACHED).update(outdated_since=None)


def _unsettled(edition: Edition) -> QuerySet[ChangeNotice]:
    return ChangeNotice.objects.filter(copy__edition=edition, settled_at=None)
