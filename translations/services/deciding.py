"""From a draft to an approved translation, one step at a time, of one segment or of many at once.

Every step names what was on the screen: `seen` maps a segment's uuid to the version of its
translation. All of them step, or none.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..errors import Gap, NotReady, Refused, Why
from ..findings import errors_in, findings_of, warnings_in
from ..marked import fits
from ..memory import news
from ..models import MemoryNews, SegmentEvent, SegmentTranslation, TranslationRequest
from ..rights import Rights, require
from ..rows import Row, held, require_seen
from ..unit import State
from .following import reach_copies
from .recording import AT_ONCE, event, keep

Seen = Mapping[UUID, int]
Step = Callable[[Row, Any], Why | None]
Reasons = Mapping[UUID, str]
Warnings = dict[UUID, list[str]]  # as they were told

_Action = SegmentEvent.Action
_TOLD = {  # to the memory
    _Action.TRANSLATED: MemoryNews.Kind.TRANSLATED,
    _Action.APPROVED: MemoryNews.Kind.APPROVED,
    _Action.REOPENED: MemoryNews.Kind.WITHDRAWN,
}
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


def approve(
    *,
    request: TranslationRequest,
    user: Any,
    seen: Seen,
    accepted: Reasons = MappingProxyType({}),
) -> None:
    """May go out. What nobody reviewed yet is reviewed by it. Raises as `mark_translated`.

    Nothing passes in which a check finds an error; a warning passes for the reason that stands under
    its segment in `accepted`, which the history keeps beside what was warned of.
    """
    require(Rights(user).may_review(request))
    _step(request, user, seen, _approved, _Action.APPROVED, accepted=accepted)


def reopen(*, request: TranslationRequest, user: Any, seen: Seen, reason: str) -> None:
    """A draft again, with its words. Raises as `mark_translated`; Refused without a reason."""
    require(Rights(user).may_write(request))
    if not (reason := reason.strip()):
        raise Refused(_("Say what is to be done, so that the translator knows."))
    _step(request, user, seen, _reopened, _Action.REOPENED, reason)


@dataclass(frozen=True)
class _Move:
    """One press of a button, for everything that it moves."""

    request: TranslationRequest
    user: Any
    action: _Action
    now: datetime
    reason: str = ""


@transaction.atomic
def _step(
    request: TranslationRequest,
    user: Any,
    seen: Seen,
    step: Step,
    action: _Action,
    reason: str = "",
    accepted: Reasons | None = None,
) -> None:
    """`accepted`: what the checks say counts, but for warnings that have a reason there."""
    rows = held(request, seen.keys())
    require_seen(rows, seen, {})
    before = {row.segment.uuid: _standing(row) for row in rows}
    gaps = {row.segment.uuid: row.gap(why) for row in rows if (why := step(row, user)) is not None}
    changed = [row for row in rows if _standing(row) != before[row.segment.uuid]]
    warnings: Warnings = {}
    if accepted is not None:
        warnings, refused = _checked(request, changed, accepted)
        gaps |= refused
    if gaps:
        raise NotReady([gaps[row.segment.uuid] for row in rows if row.segment.uuid in gaps])
    move = _Move(request, user, action, timezone.now(), reason)
    reasons = {uuid: (accepted or {})[uuid].strip() for uuid in warnings}
    events = [_event(row, before[row.segment.uuid][0], move, warnings, reasons) for row in changed]
    _write(move, changed, events)


def _checked(
    request: TranslationRequest, rows: Sequence[Row], accepted: Reasons
) -> tuple[Warnings, dict[UUID, Gap]]:
    """The warnings that are let pass, and what is not."""
    passed: Warnings = {}
    refused: dict[UUID, Gap] = {}
    # A value of a language's own may differ from the source's: that is what it is for.
    found = findings_of([row for row in rows if not row.segment.is_optional], request.language)
    for row in rows:
        uuid = row.segment.uuid
        findings = found.get(uuid, ())
        errors, warnings = errors_in(findings), warnings_in(findings)
        if errors:
            refused[uuid] = row.gap(Why.CHECKS, str(errors[0].message))
        elif warnings and not accepted.get(uuid, "").strip():
            refused[uuid] = row.gap(Why.WARNING, str(warnings[0].message))
        elif warnings:
            passed[uuid] = [str(each.message) for each in warnings]
    return passed, refused


def _write(move: _Move, changed: Sequence[Row], events: Sequence[SegmentEvent]) -> None:
    for row in changed:
        row.translation.version += 1
        row.translation.updated_at = move.now
    SegmentTranslation.objects.bulk_update(
        [row.translation for row in changed], _FIELDS, batch_size=AT_ONCE
    )
    keep(events)
    if move.action in _TOLD:
        news.note(changed, _TOLD[move.action], move.request.office, move.now)
    if move.action == _Action.APPROVED and changed and move.request.page_id:
        sources = {row.segment.source for row in changed}
        reach_copies(move.request.page_id, move.request.language, sources)


def _standing(row: Row) -> tuple[str, str]:
    return row.translation.state, row.translation.based_on


def _event(
    row: Row, before: str, move: _Move, warnings: Warnings, reasons: Reasons
) -> SegmentEvent:
    one, uuid = row.translation, row.segment.uuid
    return event(
        row.segment, move.action, move.user, move.now, language=one.language, origin=one.origin,
        state_before=before, state_after=one.state, text_before=one.text, text_after=one.text,
        reason=reasons.get(uuid, move.reason), let_pass=warnings.get(uuid, []),
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


def gaps_before_approval(request: TranslationRequest, user: Any, rows: Sequence[Row]) -> list[Gap]:
    """What keeps `user` from approving all of these now, but for warnings. In their order."""
    _passed, gaps = _checked(request, rows, {row.segment.uuid: "?" for row in rows})
    for row in rows:
        if why := _why_not(row, user, (State.TRANSLATED, State.REVIEWED)):
            gaps[row.segment.uuid] = row.gap(why)
    return [gaps[row.segment.uuid] for row in rows if row.segment.uuid in gaps]


def approve_on_paper(*, request: TranslationRequest, user: Any, seen: Seen, reason: str) -> None:
    """As `approve`, for a reader without an account: `reason` names them (`services.signing`).

    `user` records it and answers for that, so wrote none of it; the reader's word lets warnings pass.
    Raises as `mark_translated`.
    """
    accepted = dict.fromkeys(seen, reason)
    _step(request, user, seen, _approved, _Action.APPROVED, reason, accepted)
