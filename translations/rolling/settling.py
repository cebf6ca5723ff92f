"""When a copy is in step again: its notices are settled, and its page no longer says that it is not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.models import Edition

from ..copies.rules import rules_of
from ..local_content import Content, content_of, streams_of
from ..merging import MergedFields, key_of, merge_fields
from ..models import ChangeNotice, LocalCopy
from .waits import Wait

State = ChangeNotice.State


@dataclass(frozen=True)
class Published:
    """What the office's page says from now on, to be held against national versions."""

    page: Page
    revision: Revision
    text: Content
    locked: frozenset[str]

    def merged(self, base: Mapping[str, Any], national: Mapping[str, Any]) -> MergedFields:
        streams = streams_of(self.page)
        return merge_fields(base, self.text, national, locked=self.locked, streams=streams)

    @property
    def is_newest(self) -> bool:
        """Or a draft lies behind it."""
        rows = Page.objects.filter(pk=self.page.pk, latest_revision=self.revision.pk)
        return rows.exists()


def settle_published(page: Page, revision: Revision) -> None:
    """The office's page went live: what was taken in and decided is settled if it stands there.

    By its words: of a version numbers say nothing, since old ones are restored and newer ones are
    overwritten in place.
    """
    if page.edition.kind != Edition.Kind.LOCAL_COPY:
        return
    rows = list(
        _unsettled(page.edition).select_related("rollout", "revision").order_by("rollout_id")
    )
    if rows:
        locked = rules_of(page.edition.source_id).locked
        _hold_against(Published(page, revision, content_of(revision), locked), rows)
    if all(row.settled_at for row in rows):
        _unmark(page.edition)
        return
    tidy(page.edition)
    if _unsettled(page.edition).exclude(overdue_at=None).exists():
        marked = Edition.objects.filter(pk=page.edition.pk, outdated_since=None)
        marked.update(outdated_since=timezone.now())


def _hold_against(public: Published, rows: Sequence[ChangeNotice]) -> None:
    taken = [row for row in rows if _was_taken_in(row)]
    lacks = _lacks(public, taken)
    for row in rows:
        if row.state == State.KEPT:
            is_there = not lacks and _says_what_was_kept(public, row)
        elif row not in taken or row.state == State.OVERTAKEN:
            continue  # ends with the newest
        elif row.state == State.OPEN and not _is_decided(public, row, lacks):
            continue
        else:
            is_there = not lacks
        if is_there:
            row.settled_at, row.waits_because = timezone.now(), ""
        elif row.state == State.MERGED and public.is_newest:
            row.waits_because = Wait.LEFT_OUT
        row.save(update_fields=["state", "conflicts", "waits_because", "settled_at"])


def _was_taken_in(row: ChangeNotice) -> bool:
    waits = row.state == State.OPEN and row.waits_because
    return not (waits or row.state == State.KEPT or row.rollout.is_withdrawal)


def _lacks(public: Published, taken: Sequence[ChangeNotice]) -> bool:
    """Whether a place says still what it said before the first of these changes, and the centre says
    something else now; unless somebody decided so. What was written there since is the office's."""
    known = [row for row in taken if "base" in row.before]
    if not known:
        return any(row.revision_id and row.revision_id > public.revision.pk for row in taken)
    merged = public.merged(known[0].before["base"], taken[-1].rollout.national)
    decided = {key for row in taken for key in row.decisions}
    return any(key_of(change.path) not in decided for change in merged.changes)


def _is_decided(public: Published, row: ChangeNotice, lacks: bool) -> bool:
    """Whether its conflicts were solved in the page editor; those that are left are told as they are."""
    edition = Edition.objects.get(pk=public.page.edition.pk)
    merged = public.merged(edition.base_content or {}, row.rollout.national)
    if (merged.conflicts or lacks) and not public.is_newest:
        return False
    row.conflicts = [each.as_data() for each in merged.conflicts]
    if row.conflicts:
        row.save(update_fields=["conflicts"])
        return False
    Edition.objects.filter(pk=edition.pk).update(base_content=merged.base)
    row.state = State.MERGED if lacks else State.RESOLVED
    return True


def _says_what_was_kept(public: Published, row: ChangeNotice) -> bool:
    if not _says_the_centres_locks(public, row):
        return False
    kept = row.revision
    return kept is None or kept.pk <= public.revision.pk or content_of(kept) == public.text


def _says_the_centres_locks(public: Published, row: ChangeNotice) -> bool:
    """Locked places are the centre's, whatever an office keeps."""
    national = row.rollout.national
    return public.merged(national, national).fields == public.text


def says_what_is_kept(page: Page, row: ChangeNotice) -> bool:
    """Whether keeping all as it was changes nothing of the public page, whatever draft lies behind it:
    what was taken in is not there, nor is anything missing that is locked or of an older change."""
    live = page.live_revision if page.live else None
    if live is None:
        return False
    public = Published(page, live, content_of(live), rules_of(page.edition.source_id).locked)
    older = _unsettled(page.edition).exclude(pk=row.pk).select_related("rollout", "revision")
    if _lacks(public, [each for each in older.order_by("rollout_id") if _was_taken_in(each)]):
        return False
    return _says_the_centres_locks(public, row) and not _says_what_was_taken_in(public, row)


def _says_what_was_taken_in(public: Published, row: ChangeNotice) -> bool:
    """Also where that is not known any more."""
    if not row.before.get("revision"):
        return False  # nothing was
    before = Revision.objects.filter(pk=row.before["revision"]).first()
    if before is None or row.revision is None:
        return True
    streams = streams_of(public.page)
    back = merge_fields(content_of(row.revision), public.text, content_of(before), streams=streams)
    return back.fields != public.text


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
    _unmark(edition)


def _unmark(edition: Edition) -> None:
    Edition.objects.filter(pk=edition.pk).exclude(outdated_since=None).update(outdated_since=None)


def settle_detached() -> None:
    """Copies that follow nothing any more: nobody is asked, and their pages do not speak of it."""
    detached = ChangeNotice.objects.filter(copy__state=LocalCopy.State.DETACHED, settled_at=None)
    detached.update(state=State.OVERTAKEN, settled_at=timezone.now())
    marked = Edition.objects.exclude(outdated_since=None)
    marked.filter(local_copy__state=LocalCopy.State.DETACHED).update(outdated_since=None)


def _unsettled(edition: Edition) -> QuerySet[ChangeNotice]:
    return ChangeNotice.objects.filter(copy__edition=edition, settled_at=None)
