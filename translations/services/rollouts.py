"""What an office does about a national change: decide, keep, put off, undo.

Everything is merged anew from the draft as it is at that moment, so that nobody's words are written
over; `seen` is the state that stood on the person's screen (`state_of`), and another one is refused.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import PageLogEntry, Revision

from cms.working_time import today

from .. import log_actions
from ..errors import Refused
from ..local_content import content_of, streams_of
from ..merging import Choice, MergedFields, decide, merge_fields
from ..models import ChangeNotice, LocalCopy, Rollout
from ..rights import require
from ..rolling import mail, settling, waits
from ..rolling.people import may_act
from ..rolling.taking_in import Copy, hold, locked_places, set_base, write

State = ChangeNotice.State
MOST_DAYS = 60  # that a notice can be put off
MOST_REASON = 250


def state_of(notice: ChangeNotice) -> str:
    """What a decision rests on: the draft, and what was decided of the notice so far."""
    page = notice.copy.edition.page
    # An editor that saves by itself overwrites its draft: the number stays, its time does not.
    draft = (page.latest_revision_id, page.latest_revision_created_at)
    said = (*draft, notice.state, sorted(notice.decisions), notice.revision_id)
    return sha256(repr(said).encode()).hexdigest()[:24]


@transaction.atomic
def decide_change(
    *, notice: ChangeNotice, user: Any, choices: Mapping[str, Choice], seen: str
) -> ChangeNotice:
    """Conflicts by their keys: national, local, or what a hand wrote. Raises NotYours, Refused."""
    copy, notice = _hold(notice, user, seen)
    if notice.rollout.is_withdrawal or _is_withdrawn(notice):
        raise Refused(_("The national item was taken down: take yours down too, or keep it."))
    merged = _merged(copy, notice)
    known = {each.key: each for each in merged.conflicts}
    if not choices or not choices.keys() <= known.keys():
        raise Refused(
            _("Somebody decided this meanwhile, or the text was edited. Look at it anew.")
        )
    decided = decide(merged, choices)
    now = timezone.now().isoformat()
    for key, choice in choices.items():
        said = {"choice": choice, "by": user.pk, "name": str(user), "at": now}
        said["conflict"] = known[key].as_data()
        notice.decisions[key] = said
    _write(copy, notice, decided, user)
    data = {"rollout": notice.rollout_id, "decided": len(choices)}
    log(copy.page, log_actions.DECIDE_CHANGE, user=user, revision=notice.revision, data=data)
    return notice


@transaction.atomic
def keep_copy(*, notice: ChangeNotice, user: Any, seen: str, reason: str = "") -> ChangeNotice:
    """As it was before the change came; locked places stay the centre's. Raises NotYours, Refused.

    What the office wrote since then stays as well. It is settled when the public page says the same,
    but for what the office is writing beside it.
    While a deadline runs it takes a reason, which the centre is told of.
    """
    copy, notice = _hold(notice, user, seen)
    reason = reason.strip()[:MOST_REASON]
    grave = needs_reason(notice)
    if grave and not reason:
        raise Refused(_("Give a reason: the centre wants this change made everywhere."))
    if notice.rollout.is_withdrawal or _is_kept(copy, notice, user):
        notice.settled_at = timezone.now()
    notice.state, notice.settled_by, notice.snoozed_until = State.KEPT, user, None
    notice.conflicts = []
    notice.save()
    data = {"rollout": notice.rollout_id, "reason": reason}
    log(copy.page, log_actions.KEEP_COPY, user=user, data=data)
    if grave:
        mail.tell_centre_kept(copy, notice, user, reason)
    settling.tidy(copy.edition)
    return notice


def needs_reason(notice: ChangeNotice) -> bool:
    """Whether the copy has a critical change before it, this one or one that it overtook."""
    return _deadlines(notice).exists()


def _deadlines(notice: ChangeNotice) -> QuerySet[ChangeNotice]:
    """Of its copy: what is not settled and has one."""
    mine = ChangeNotice.objects.filter(copy=notice.copy_id, settled_at=None)
    return mine.exclude(rollout__deadline=None)


def _is_kept(copy: Copy, notice: ChangeNotice, user: Any) -> bool:
    """Puts the draft back; whether the public page needs no version of it for that."""
    says_so = settling.says_what_is_kept(copy.page, notice)
    draft = _put_back(copy, notice, user)
    return says_so or settling.is_public(copy.page, draft)


def _put_back(copy: Copy, notice: ChangeNotice, user: Any) -> Revision:
    """Gives the draft as it is then."""
    latest: Revision = copy.page.get_latest_revision()
    current, streams = _draft(copy), streams_of(copy.page)
    national, made = notice.rollout.national, current
    if before := _revision(notice.before.get("revision")):
        made = merge_fields(
            _text_of(notice.revision, current), current, content_of(before), streams=streams
        ).fields
    locked = locked_places(copy.edition.source_id)
    made = merge_fields(national, made, national, locked=locked, streams=streams).fields
    if made != current:
        notice.revision = latest = write(copy, made, user)
    set_base(copy, national)
    return latest


def kept_because(notice: ChangeNotice) -> str:
    """The reason that was given for keeping the copy, in the log of the page."""
    if notice.state != State.KEPT:
        return ""
    page = notice.copy.edition.page_id
    said = PageLogEntry.objects.filter(page=page, action=log_actions.KEEP_COPY)
    reasons = (e.data.get("reason") for e in said if e.data.get("rollout") == notice.rollout_id)
    return next((reason for reason in reasons if reason), "")


@transaction.atomic
def undo_decision(*, notice: ChangeNotice, user: Any, key: str, seen: str) -> ChangeNotice:
    """As if it had not been decided; all other decisions hold. Raises NotYours, Refused.

    Until the page is submitted.
    """
    copy, notice = _hold(notice, user, seen, states=(State.OPEN, State.RESOLVED))
    before = _revision(notice.before.get("revision"))
    if key not in notice.decisions or before is None:
        raise Refused(_("This was undone already, or what stood there is no longer kept."))
    del notice.decisions[key]
    current, streams = _draft(copy), streams_of(copy.page)
    start = merge_fields(
        notice.before["base"],
        content_of(before),
        notice.rollout.national,
        locked=locked_places(copy.edition.source_id),
        streams=streams,
    )
    wanted = decide(start, _choices_among(start, notice.decisions))
    back = merge_fields(_text_of(notice.revision, current), current, wanted.fields, streams=streams)
    if back.conflicts:
        raise Refused(_("The text was edited since. Change it in the page editor."))
    if back.fields != current:
        notice.revision = write(copy, back.fields, user)
    set_base(copy, wanted.base)
    _keep_open(notice, wanted)
    log(copy.page, log_actions.UNDO_DECISION, user=user, data={"rollout": notice.rollout_id})
    return notice


@transaction.atomic
def snooze_change(*, notice: ChangeNotice, user: Any, day: date) -> ChangeNotice:
    """Off the list until that day. A deadline stays, also that of an older change which this one
    overtook. Raises NotYours, Refused."""
    copy, notice = _hold(notice, user, None)
    limit = _deadlines(notice).aggregate(first=Min("rollout__deadline"))["first"]
    if not 0 < (day - today()).days <= MOST_DAYS:
        message = _("Choose a day from tomorrow on, at most %(most)d days from now.")
        raise Refused(message % {"most": MOST_DAYS})
    if limit is not None and day > timezone.localtime(limit).date():
        raise Refused(_("That is behind the deadline. Choose an earlier day."))
    zone = timezone.get_default_timezone()
    notice.snoozed_until = datetime.combine(day, time(), zone)
    notice.save(update_fields=["snoozed_until"])
    log(copy.page, log_actions.SNOOZE_CHANGE, user=user, data={"day": str(day)})
    return notice


@transaction.atomic
def wake_change(*, notice: ChangeNotice, user: Any) -> ChangeNotice:
    """Back on the list. Raises NotYours, Refused."""
    _copy, notice = _hold(notice, user, None)
    notice.snoozed_until = None
    notice.save(update_fields=["snoozed_until"])
    return notice


def _hold(
    notice: ChangeNotice,
    user: Any,
    seen: str | None,
    states: tuple[str, ...] = (State.OPEN, State.MERGED, State.RESOLVED),
) -> tuple[Copy, ChangeNotice]:
    """Nobody else writes copy and notice until the end. `seen` None: the text is not touched."""
    copy = hold(notice.copy_id)
    require(may_act(user, copy.edition.office))
    rows = ChangeNotice.objects.select_related("rollout", "revision")
    notice = rows.get(pk=notice.pk)
    notice.copy = copy.row
    is_detached = copy.row.state == LocalCopy.State.DETACHED
    if is_detached or notice.settled_at or notice.state not in states:
        raise Refused(_("This is settled already: there is nothing to decide any more."))
    if seen is None:
        return copy, notice
    if seen != state_of(notice):
        raise Refused(
            _("Somebody changed this meanwhile. Look at what stands there now, then decide.")
        )
    if not notice.rollout.is_withdrawal and (because := waits.why_not_now(copy.row, copy.page)):
        raise Refused(waits.said(because))
    return copy, notice


def _is_withdrawn(notice: ChangeNotice) -> bool:
    """Meanwhile, also before its copies are told."""
    rows = Rollout.objects.filter(edition=notice.rollout.edition_id, pk__gt=notice.rollout_id)
    return rows.order_by("-pk").values_list("national", flat=True).first() == {}


def _merged(copy: Copy, notice: ChangeNotice) -> MergedFields:
    return merge_fields(
        copy.edition.base_content or {},
        _draft(copy),
        notice.rollout.national,
        locked=locked_places(copy.edition.source_id),
        streams=streams_of(copy.page),
    )


def _write(copy: Copy, notice: ChangeNotice, decided: MergedFields, user: Any) -> None:
    if decided.fields != _draft(copy):
        notice.revision = write(copy, decided.fields, user)
    set_base(copy, decided.base)
    _keep_open(notice, decided)


def _keep_open(notice: ChangeNotice, merged: MergedFields) -> None:
    notice.conflicts = [each.as_data() for each in merged.conflicts]
    notice.state = State.OPEN if notice.conflicts else State.RESOLVED
    notice.save()


def _draft(copy: Copy) -> dict[str, Any]:
    return content_of(copy.page.get_latest_revision())


def _text_of(revision: Revision | None, otherwise: dict[str, Any]) -> dict[str, Any]:
    return content_of(revision) if revision else otherwise


def _revision(pk: Any) -> Revision | None:
    return Revision.objects.filter(pk=pk).first() if pk else None


def _choices_among(merged: MergedFields, decisions: Mapping[str, Any]) -> dict[str, Choice]:
    keys = [each.key for each in merged.conflicts]
    return {key: decisions[key]["choice"] for key in keys if key in decisions}
