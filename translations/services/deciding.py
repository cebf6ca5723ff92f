"""From a draft to an approved translation, one step at a time, of one segment or of many at once.

Every step names what was on the screen: `seen` maps a segment's uuid to the version of its
translation. All of them step, or none.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..errors import Gap, NotReady, Refused, Why
from ..marked import fits
from ..models import SegmentEvent, SegmentTranslation, TranslationRequest
from ..rights import Rights, require
from ..rows import Row, held, require_seen
from ..unit import State
from .recording import AT_ONCE, event, keep

Seen = Mapping[UUID, int]
Step = Callable[[Row, Any], Why | None]

_Action = SegmentEvent.Action
_FIELDS = (
    *("state", "based_on", "stale_from", "author", "writers", "reviewed_by", "approved_by"),
    *("version", "updated_at"),
)
DONE = (State.TRANSLATED, State.REVIEWED, State.APPROVED)


def mark_translated(*, request: TranslationRequest, user: Any, seen: Seen) -> None:
    """These translate their source as it is now; a stale one is confirmed by it.

    What stands further already stays. Raises NotYours, Conflict, NotReady.
    """
    require(Rights(user).may_write(request))
    _step(request, user, seen, _translated, _Action.TRANSLATED)


def review(*, request: TranslationRequest, user: Any, seen: Seen) -> None:
    """Read and found right by somebody who wrote none of it. Raises as `mark_translated`."""
    require(Rights(user).may_review(request))
    _step(request, user, seen, _reviewed, _Action.REVIEWED)


def approve(*, request: TranslationRequest, user: Any, seen: Seen) -> None:
    """May go out. What nobody reviewed yet is reviewed by it. Raises as `mark_translated`."""
    require(Rights(user).may_review(request))
    _step(request, user, seen, _approved, _Action.APPROVED)


def reopen(*, request: TranslationRequest, user: Any, seen: Seen, reason: str) -> None:
    """A draft again, with its words. Raises as `mark_translated`; Refused without a reason."""
    require(Rights(user).may_write(request))
    if not (reason := reason.strip()):
        raise Refused(_("Say what is to be done, so that the translator knows."))
    _step(request, user, seen, _reopened, _Action.REOPENED, reason)


@transaction.atomic
def _step(
    request: TranslationRequest,
    user: Any,
    seen: Seen,
    step: Step,
    action: str,
    reason: str = "",
) -> None:
    rows = held(request, seen.keys())
    require_seen(rows, seen, {})
    gaps: list[Gap] = []
    changed, events, now = [], [], timezone.now()
    for row in rows:
        before = row.translation.state, row.translation.based_on
        why = step(row, user)
        if why is not None:
            gaps.append(row.gap(why))
        elif (row.translation.state, row.translation.based_on) != before:
            changed.append(_stamped(row.translation, now))
            events.append(_event(row, before[0], action, user, now, reason))
    if gaps:
        raise NotReady(gaps)
    SegmentTranslation.objects.bulk_update(changed, _FIELDS, batch_size=AT_ONCE)
    keep(events)


def _stamped(one: SegmentTranslation, now: datetime) -> SegmentTranslation:
    one.version += 1
    one.updated_at = now
    return one


def _event(
    row: Row, before: str, action: str, user: Any, now: datetime, reason: str
) -> SegmentEvent:
    one = row.translation
    return event(
        row.segment, action, user, now, language=one.language, reason=reason, origin=one.origin,
        state_before=before, state_after=one.state, text_before=one.text, text_after=one.text,
    )  # fmt: skip


def _translated(row: Row, user: Any) -> Why | None:
    one = row.translation
    if not one.text:
        return Why.MISSING
    if not fits(row.segment.source, one.text):
        return Why.MARKS
    if one.state in DONE and not one.is_outdated:
        return None
    if one.is_outdated:  # whoever says that the old words still hold answers for them
        one.author = user
        one.writers = sorted({*one.writers, user.pk})
    one.state, one.stale_from = State.TRANSLATED.value, ""
    one.based_on = row.segment.source
    one.reviewed_by = one.approved_by = None
    return None


def _reviewed(row: Row, user: Any) -> Why | None:
    one = row.translation
    if one.state in (State.REVIEWED, State.APPROVED):
        return None
    if why := _why_not(row, user, (State.TRANSLATED,)):
        return why
    one.state, one.reviewed_by = State.REVIEWED.value, user
    return None


def _approved(row: Row, user: Any) -> Why | None:
    one = row.translation
    if one.state == State.APPROVED:
        return None
    if why := _why_not(row, user, (State.TRANSLATED, State.REVIEWED)):
        return why
    one.state, one.approved_by = State.APPROVED.value, user
    if one.reviewed_by_id is None:
        one.reviewed_by = user
    one.writers = []
    return None


def _why_not(row: Row, user: Any, ready: tuple[State, ...]) -> Why | None:
    one = row.translation
    if not one.text:
        return Why.MISSING
    if one.state == State.STALE or one.is_outdated:
        return Why.STALE
    if one.state not in ready:
        return Why.UNFINISHED
    if user.pk == one.author_id or user.pk in one.writers:
        return Why.OWN
    return None if fits(row.segment.source, one.text) else Why.MARKS


def _reopened(row: Row, user: Any) -> Why | None:
    one = row.translation
    if one.state in DONE:
        one.state = State.DRAFT.value
        one.reviewed_by = one.approved_by = None
    return None if one.text else Why.MISSING
