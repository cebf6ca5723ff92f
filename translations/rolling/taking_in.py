"""One national version and one copy: what nobody touched follows, what both changed is asked about.

A fixed number of queries, whatever the item holds; in the transaction of whoever calls. Copies are
taken in several at a time.
"""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState

from cms.approval import Refused
from cms.editions import read_around
from cms.going_live import NotApproved
from cms.log_entries import in_one_go, log_of_page
from cms.models import Edition, ItemPage
from cms.turns import take_turns
from cms.unindexed import unindexed

from .. import log_actions
from ..copies.locks import unlocked
from ..local_content import content_of, streams_of, with_content
from ..merging import merge_fields
from ..models import ChangeNotice, LocalCopy, LocalRule, Rollout
from ..signals import Merged, copies_merged
from . import mail, settling
from .waits import Wait, why_not_now

logger = logging.getLogger(__name__)
State = ChangeNotice.State
PAUSE = timedelta(minutes=1)


@dataclass
class Copy:
    """A copy with its page, held until the end of the transaction."""

    row: LocalCopy
    page: ItemPage

    @property
    def edition(self) -> Any:
        return self.row.edition


def hold(copy_id: int) -> Copy:
    """Nobody else writes the copy until the end of the transaction."""
    return hold_all([copy_id])[0]


def hold_all(copy_ids: Sequence[int]) -> list[Copy]:
    """Likewise, of copies of one item, in this order; a fixed number of queries.

    Their work before their pages, in the order in which releases of the work do it: else two that need
    both would each wait for the other. Raises LocalCopy.DoesNotExist where one is not there any more.
    """
    take_turns(Edition.objects.filter(local_copy__in=copy_ids).values("work"))
    held = Page.objects.select_for_update(of=("self",)).filter(edition__local_copy__in=copy_ids)
    pages = _specific(list(held.order_by("pk")))
    rows = LocalCopy.objects.select_related("edition__office__parent__parent", "edition__source")
    # Behind the lock: the base belongs to the text.
    found = {row.pk: row for row in rows.filter(pk__in=copy_ids)}
    copies = []
    for copy_id in copy_ids:
        row = found.get(copy_id)
        page = pages.get(row.edition.page_id or 0) if row else None
        if row is None or page is None:
            raise LocalCopy.DoesNotExist(copy_id)
        Edition._meta.get_field("page").remote_field.set_cached_value(page, row.edition)
        copies.append(Copy(row, page))
    return copies


def _specific(pages: Sequence[Page]) -> dict[int, ItemPage]:
    found: dict[int, ItemPage] = {}
    for kind in {page.specific_class for page in pages}:
        found |= kind._default_manager.in_bulk([page.pk for page in pages])
    return found


@dataclass(frozen=True)
class _Known:
    """Of copies that are held, what decides how a version of the centre is taken in."""

    notices: Mapping[int, ChangeNotice]  # of this version, by copy
    with_older: Collection[int]  # copies with notices of others that are not settled
    in_review: Collection[str]  # ids of pages
    locked: frozenset[str]


def _known_of(rollout: Rollout, copies: Sequence[Copy]) -> _Known:
    rows = [copy.row for copy in copies]
    notices = ChangeNotice.objects.filter(copy__in=rows, rollout=rollout)
    older = ChangeNotice.objects.filter(copy__in=rows, settled_at=None).exclude(rollout=rollout)
    pages = [str(copy.page.pk) for copy in copies]
    reviews = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=pages,
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    drafts = Revision.objects.in_bulk([copy.page.latest_revision_id for copy in copies])
    for copy in copies:
        if draft := drafts.get(copy.page.latest_revision_id):
            copy.page.latest_revision = draft
    read_around(copy.page for copy in copies)
    return _Known(
        {notice.copy_id: notice for notice in notices},
        set(older.values_list("copy", flat=True)),
        set(reviews.values_list("object_id", flat=True)),
        locked_places(rollout.edition_id),
    )


def take_in(rollout: Rollout, copy_id: int, *, again: bool = False) -> bool:
    """Whether the copy is done with this version; False: it waits, or a newer version came.

    `again`: its turn was before, and its office knows of it.
    """
    return take_in_all(rollout, [copy_id], again=again)[0]


@dataclass
class _Merged:
    """Taken into a copy, and not told of yet."""

    copy: Copy
    notice: ChangeNotice
    changed: bool
    covered: bool
    told: bool


def take_in_all(rollout: Rollout, copy_ids: Sequence[int], *, again: bool = False) -> list[bool]:
    """Likewise, of several, in the transaction of whoever calls: what is the same for all of them is
    asked once. Whatever is raised leaves all as they were."""
    copies = hold_all(copy_ids)
    if Rollout.objects.filter(edition=rollout.edition_id, pk__gt=rollout.pk).exists():
        return [False for _copy in copies]
    known, merged = _known_of(rollout, copies), list[_Merged]()
    with in_one_go():
        done = [_take_in(rollout, copy, known, merged, again=again) for copy in copies]
        taken = [one.copy.row.pk for one in merged]
        LocalCopy.objects.filter(pk__in=taken).update(base_revision=rollout.revision_id)
        _tell_others([one for one in merged if one.changed])
    mail.tell_offices([(one.copy, one.notice) for one in merged if one.told])
    return done


def _take_in(
    rollout: Rollout, copy: Copy, known: _Known, merged: list[_Merged], *, again: bool
) -> bool:
    if copy.row.state == LocalCopy.State.DETACHED:
        return False  # it was told of with others, and follows nothing any more
    notice = known.notices.get(copy.row.pk) or ChangeNotice()
    notice.copy, notice.rollout = copy.row, rollout
    if notice.settled_at or (notice.pk and not _waits(notice)):
        return False  # done before
    if rollout.is_withdrawal:
        _overtake(notice, [State.OPEN])
        notice.save()
        mail.tell_office(copy, notice)
        return True
    in_review = str(copy.page.pk) in known.in_review
    if because := why_not_now(copy.row, copy.page, in_review=in_review):
        return _wait(copy, notice, because, again=again)
    merged.append(_merge(copy, notice, known, again=again))
    return True


def _waits(notice: ChangeNotice) -> bool:
    """What publishing refused is another reason, of a copy that was written."""
    return notice.state == State.OPEN and bool(notice.waits_because)


def _wait(copy: Copy, notice: ChangeNotice, because: str, *, again: bool) -> bool:
    # Behind a minor change what it overtakes is still known when the page can be written.
    _overtake(notice, [State.OPEN], settle=not notice.rollout.is_silent)
    notice.state, notice.waits_because = State.OPEN, because
    notice.retry_at = timezone.now() + PAUSE
    notice.save()
    if not again and not notice.rollout.is_silent:
        mail.tell_office(copy, notice)
        if because == Wait.SUSPENDED and notice.rollout.deadline:
            mail.tell_centre_paused(copy.row, notice)
    return False


def _merge(copy: Copy, notice: ChangeNotice, known: _Known, *, again: bool) -> _Merged:
    rollout, edition = notice.rollout, copy.edition
    latest = copy.page.get_latest_revision()
    local, streams = content_of(latest), streams_of(copy.page)
    base = edition.base_content or {}  # none known: whatever differs is asked about
    merged = merge_fields(base, local, rollout.national, locked=known.locked, streams=streams)
    changed = merged.fields != local
    conflicts = [each.as_data() for each in merged.conflicts]
    set_base(copy, merged.base)
    if not changed and not conflicts:
        _nothing_new(copy, notice, latest)
        return _Merged(copy, notice, changed=False, covered=False, told=False)
    notice.before = {"revision": latest.pk, "base": base}
    taken = [each.as_data() for each in merged.changes]
    taken += [each.as_data() for each in merged.set_aside]
    notice.conflicts, notice.changes = conflicts, taken
    was_paused = notice.waits_because == Wait.SUSPENDED  # what came meanwhile is told of now
    notice.waits_because, notice.retry_at = "", None
    notice.state = State.OPEN if conflicts else State.MERGED
    was_live = settling.is_public(copy.page, latest)
    notice.revision = write(copy, merged.fields) if changed else latest
    has_older = copy.row.pk in known.with_older
    is_silent = rollout.is_silent and not has_older
    if has_older:
        _overtake(notice, [State.OPEN, State.MERGED, State.RESOLVED, State.KEPT])
    if is_silent:
        _settle_silently(notice)
    notice.save()
    if changed:
        log_of_page(copy.page, log_actions.TAKE_IN, revision=notice.revision, data=_logged(notice))
    return _Merged(
        copy,
        notice,
        changed=changed,
        covered=was_live and not conflicts and edition.office.takes_national_approval,
        told=(was_paused and not is_silent) or not (again or rollout.is_silent),
    )


def write(copy: Copy, content: Mapping[str, Any], user: Any = None) -> Revision:
    """A new draft of the copy with this content."""
    draft = copy.page.get_latest_revision_as_object()
    with unlocked(), unindexed():
        return with_content(draft, content).save_revision(user=user, clean=False)


def set_base(copy: Copy, base: Mapping[str, Any]) -> None:
    """What the copy was last brought in line with."""
    copy.edition.base_content = dict(base)
    Edition.objects.filter(pk=copy.edition.pk).update(base_content=copy.edition.base_content)


def locked_places(national: int | None) -> frozenset[str]:
    """Of a national edition: places that offices may not change."""
    rules = LocalRule.objects.filter(edition=national, rule=LocalRule.Rule.LOCKED)
    return frozenset(rules.values_list("place", flat=True))


def _nothing_new(copy: Copy, notice: ChangeNotice, latest: Revision) -> None:
    """The office need not hear of it, and what it had still to decide is moot; unless the public page
    is not what its draft is, and a deadline runs: then the draft is to be submitted."""
    _overtake(notice, [State.OPEN])
    states = set(_older(notice).values_list("state", flat=True))
    if states == {State.OVERTAKEN} and not settling.is_public(copy.page, latest):
        notice.state, notice.revision = State.MERGED, latest
        notice.waits_because, notice.retry_at = "", None
        notice.save()
        return
    if notice.pk:
        notice.delete()
    settling.tidy(copy.edition)


def _overtake(notice: ChangeNotice, states: list[str], *, settle: bool = True) -> None:
    """Older notices of the copy give way; that of a critical change keeps its deadline until the
    copy is in step, so it is not settled. That the national item is gone is answered by a version."""
    older = _older(notice).filter(state__in=states)
    if settle:
        moot = older.filter(Q(rollout__deadline=None) | Q(rollout__national={}))
        moot.update(state=State.OVERTAKEN, settled_at=timezone.now(), waits_because="")
    older.update(state=State.OVERTAKEN, waits_because="")


def _older(notice: ChangeNotice) -> QuerySet[ChangeNotice]:
    """Of the copy, and not settled."""
    mine = ChangeNotice.objects.filter(copy=notice.copy, settled_at=None)
    return mine.exclude(rollout=notice.rollout)


def _settle_silently(notice: ChangeNotice) -> None:
    """Of a minor change alone nobody is asked: what conflicts stays local, and is found again by the next
    change that is not minor, since its base stays."""
    notice.settled_at = timezone.now()
    if notice.state == State.OPEN:
        notice.state = State.MERGED if notice.changes else State.KEPT


def _tell_others(merged: Sequence[_Merged]) -> None:
    """Who publishes it where the national approval covers it. What they refuse is the office's turn.

    Raises what publishing several raises: each is a transaction of its own then, since whoever has
    sealed a release waits for nobody. A busy database is nobody's fault, so it comes again.
    """
    if not merged:
        return
    try:
        with transaction.atomic(), in_one_go():
            released = _released(merged)
    except OperationalError:
        raise
    except Exception as error:
        if len(merged) > 1:
            raise
        [one] = merged
        one.notice.waits_because = _why_not(one, error)
        released = set()
    now = timezone.now()
    for one in merged:
        if one.covered and one.copy.row.pk in released:
            one.notice.state, one.notice.settled_at = State.COVERED, now
        one.notice.save(update_fields=["state", "settled_at", "waits_because"])


def _released(merged: Sequence[_Merged]) -> set[int]:
    """Of their copies, those that somebody published."""
    told = [
        Merged(one.copy.row, one.copy.page, one.notice.revision, one.notice, one.covered)
        for one in merged
    ]
    answers: Sequence[tuple[Any, Any]] = copies_merged.send(sender=LocalCopy, merged=told)
    return {pk for _receiver, answer in answers for pk in answer or ()}


def _why_not(one: _Merged, error: Exception) -> str:
    if isinstance(error, (Refused, NotApproved)):
        return str(error)[:250]
    logger.error("Copy %s was merged, and not published", one.copy.row.pk, exc_info=error)
    return _("It could not be published by itself: submit it for approval.")


def _logged(notice: ChangeNotice) -> dict[str, Any]:
    return {
        "rollout": notice.rollout_id,
        "changes": len(notice.changes),
        "conflicts": len(notice.conflicts),
    }
