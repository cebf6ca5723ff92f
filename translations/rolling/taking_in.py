"""One national version and one copy: what nobody touched follows, what both changed is asked about.

A fixed number of queries, whatever the item holds; in the transaction of whoever calls.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from cms.approval import Refused
from cms.going_live import NotApproved
from cms.log_entries import log_of_page
from cms.models import Edition, ItemPage, Work
from cms.unindexed import unindexed

from .. import log_actions
from ..copies.locks import unlocked
from ..local_content import content_of, streams_of, with_content
from ..merging import merge_fields
from ..models import ChangeNotice, LocalCopy, LocalRule, Rollout
from ..signals import copy_merged
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
    """Nobody else writes the copy until the end of the transaction.

    Its work before its page, in the order in which releases of the work do it: else two that need
    both would each wait for the other.
    """
    Work.objects.select_for_update().get(editions__local_copy=copy_id)
    rows = LocalCopy.objects.select_related("edition__office", "edition__source__page")
    pages = Page.objects.select_for_update(of=("self",))
    page = pages.get(edition__local_copy=copy_id).specific
    row = rows.get(pk=copy_id)  # behind the lock: the base belongs to the text
    Edition._meta.get_field("page").remote_field.set_cached_value(page, row.edition)
    return Copy(row, page)


def take_in(rollout: Rollout, copy_id: int, *, again: bool = False) -> bool:
    """Whether the copy is done with this version; False: it waits, or a newer version came.

    `again`: its turn was before, and its office knows of it.
    """
    copy = hold(copy_id)
    if copy.row.state == LocalCopy.State.DETACHED:
        return False  # it was told of with others, and follows nothing any more
    if Rollout.objects.filter(edition=rollout.edition_id, pk__gt=rollout.pk).exists():
        return False
    notice = ChangeNotice.objects.filter(copy=copy.row, rollout=rollout).first()
    notice = notice or ChangeNotice(copy=copy.row, rollout=rollout)
    if notice.settled_at or (notice.pk and not _waits(notice)):
        return False  # done before
    if rollout.is_withdrawal:
        _overtake(notice, [State.OPEN])
        notice.save()
        mail.tell_office(copy, notice)
        return True
    if because := why_not_now(copy.row, copy.page):
        return _wait(copy, notice, because, again=again)
    return _merge(copy, notice, again=again)


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


def _merge(copy: Copy, notice: ChangeNotice, *, again: bool) -> bool:
    rollout, edition = notice.rollout, copy.edition
    latest = copy.page.get_latest_revision()
    local, streams = content_of(latest), streams_of(copy.page)
    base = edition.base_content or {}  # none known: whatever differs is asked about
    merged = merge_fields(
        base, local, rollout.national, locked=locked_places(edition.source_id), streams=streams
    )
    changed = merged.fields != local
    conflicts = [each.as_data() for each in merged.conflicts]
    set_base(copy, merged.base)
    LocalCopy.objects.filter(pk=copy.row.pk).update(base_revision=rollout.revision_id)
    if not changed and not conflicts:
        _nothing_new(copy, notice, latest)
        return True
    notice.before = {"revision": latest.pk, "base": base}
    taken = [each.as_data() for each in merged.changes]
    taken += [each.as_data() for each in merged.set_aside]
    notice.conflicts, notice.changes = conflicts, taken
    was_paused = notice.waits_because == Wait.SUSPENDED  # what came meanwhile is told of now
    notice.waits_because, notice.retry_at = "", None
    notice.state = State.OPEN if conflicts else State.MERGED
    was_live = settling.is_public(copy.page, latest)
    notice.revision = write(copy, merged.fields) if changed else latest
    is_silent = rollout.is_silent and not _older(notice).exists()
    _overtake(notice, [State.OPEN, State.MERGED, State.RESOLVED, State.KEPT])
    if is_silent:
        _settle_silently(notice)
    notice.save()
    if changed:
        log_of_page(copy.page, log_actions.TAKE_IN, revision=notice.revision, data=_logged(notice))
        covered = was_live and not conflicts and edition.office.takes_national_approval
        _tell_others(copy, notice, covered=covered)
    if (was_paused and not is_silent) or not (again or rollout.is_silent):
        mail.tell_office(copy, notice)
    return True


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


def _tell_others(copy: Copy, notice: ChangeNotice, *, covered: bool) -> None:
    """Who publishes it where the national approval covers it. What they refuse is the office's turn."""
    try:
        with transaction.atomic():
            answers = copy_merged.send(
                sender=LocalCopy,
                copy=copy.row,
                page=copy.page,
                revision=notice.revision,
                notice=notice,
                covered=covered,
            )
            is_released = covered and any(answer for _receiver, answer in answers)
    except (Refused, NotApproved) as refusal:
        notice.waits_because = str(refusal)[:250]
    except Exception:
        logger.exception("Copy %s was merged, and not published", copy.row.pk)
        notice.waits_because = _("It could not be published by itself: submit it for approval.")
    else:
        if is_released:
            notice.state, notice.settled_at = State.COVERED, timezone.now()
    notice.save(update_fields=["state", "settled_at", "waits_because"])


def _logged(notice: ChangeNotice) -> dict[str, Any]:
    return {
        "rollout": notice.rollout_id,
        "changes": len(notice.changes),
        "conflicts": len(notice.conflicts),
    }
