"""What people say of a delivery, and what follows from it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cms.models import User

from .. import log_actions
from ..delivery.calling import capabilities_of
from ..delivery.clock import database_now
from ..delivery.line import after
from ..delivery.wording import stored
from ..models import Confirmation, Delivery, Release
from ..rights import Rights
from .delivery_changes import change, logged, refuse_if, require

State, Action, Reason = Delivery.State, Delivery.Action, Delivery.Reason
Kind, By = Confirmation.Kind, Confirmation.By

# A commune's clock may be a little ahead.
CLOCK_TOLERANCE = timedelta(minutes=10)
FIRST_YEAR = 2000  # a broadcast before it is a slip of the pen
PUBLIC = (Kind.PLAYED, Kind.POSTED, Kind.REMOVED)


@transaction.atomic
def confirm_delivery(
    *,
    delivery: Delivery,
    kind: str,
    by: str,
    user: User | None = None,
    who: str = "",
    happened_at: datetime | None = None,
    times: int | None = None,
    reason: str = "",
    address: str = "",
    photo: File | None = None,
    press: UUID | None = None,
) -> Confirmation:
    """What a commune, an officer or a channel keeper says of a delivery; said twice, kept once.

    `press` is the telephone's own number of what it sends, perhaps again. *played* and *posted* make
    it delivered, *removed* a withdrawal; *not played* needs a reason and fails it, until *played* is
    said after all. Raises DeliveryRefused, and PermissionDenied for a person of ours who may not.
    """
    may_say = Rights.may_confirm_call if by == By.TELEPHONE else Rights.may_steer
    require(may_say, delivery, user)
    now = database_now()
    _refuse_what_does_not_fit(delivery, kind)
    _refuse_bad_details(kind, now, happened_at, reason, address)
    _take(delivery, kind)
    said: dict[str, Any] = {
        "by": By(by),
        "user": user,
        "who": who[:160],
        "happened_at": happened_at,
        "times": times,
        "reason": reason[:250],
        "address": address,
        "photo_sha256": _checksum(photo),
    }
    before = _said_before(delivery, kind, press, said)
    if before:
        return before
    confirmation = keep_confirmation(delivery, kind, at=now, photo=photo, press=press, **said)
    _apply(delivery, kind, now, reason, address)
    logged(delivery, log_actions.CONFIRM, user, kind=kind, by=by, who=who)
    return confirmation


def _said_before(
    delivery: Delivery, kind: str, press: UUID | None, said: Mapping[str, Any]
) -> Confirmation | None:
    """The same press, or the same words as were said last: who takes a correction back says so anew.

    Behind a link it is the commune that speaks: two of its people who report one broadcast report it
    once.
    """
    rows = Confirmation.objects.filter(delivery=delivery)
    again = rows.filter(press=press).first() if press else None
    if again:
        return again
    same = dict(said)
    if said["by"] == By.LINK:
        del same["who"]
        if not said["photo_sha256"]:
            del same["photo_sha256"]
    found = rows.filter(kind=kind, **same).order_by("sequence").last()
    return None if found and _was_corrected(found, rows) else found


def _was_corrected(said: Confirmation, rows: QuerySet[Confirmation]) -> bool:
    """A plan by a later plan; how often a slot was played by what was said of that slot since."""
    later = rows.filter(kind=said.kind, by=said.by, sequence__gt=said.sequence)
    if said.kind == Kind.PLAYED:
        return later.filter(happened_at=said.happened_at).exclude(times=said.times).exists()
    return said.kind == Kind.SCHEDULED and later.exists()


def keep_confirmation(
    delivery: Delivery, kind: str, *, at: datetime, by: str = By.USER, **fields: Any
) -> Confirmation:
    """A row of the ledger. Call inside a transaction."""
    if fields.get("photo") is None:
        fields.pop("photo", None)
    confirmation = Confirmation(
        delivery=delivery, delivery_key=delivery.key, kind=kind, by=by, at=at, **fields
    )
    confirmation.save()
    return confirmation


def _refuse_what_does_not_fit(delivery: Delivery, kind: str) -> None:
    told = capabilities_of(delivery).confirmed_by_person or capabilities_of(delivery).heard
    withdrawal = delivery.action == Action.WITHDRAW
    misfit = _("This confirmation does not fit this delivery.")
    refuse_if(kind not in Kind.values or kind in (Kind.FOUND, Kind.ABSENT), misfit)
    refuse_if((kind == Kind.REMOVED) != withdrawal and kind != Kind.RECEIVED, misfit)
    refuse_if(not told and kind not in (Kind.POSTED, Kind.REMOVED), misfit)
    gone = delivery.state in (State.SUPERSEDED, State.CANCELLED)
    refuse_if(gone, _("It was replaced or cancelled: look at the newest one in the list."))
    refuse_if(_was_taken_down(delivery), _("It was taken down: it must not be played or posted."))
    refuse_if(_was_revised(delivery), _("A newer version has replaced it: confirm that one."))


def _was_taken_down(delivery: Delivery) -> bool:
    if delivery.action == Action.WITHDRAW:
        return False
    if delivery.release.state in (Release.State.WITHDRAWN, Release.State.CANCELLED):
        return True
    return _followed_by(delivery, Action.WITHDRAW)


def _was_revised(delivery: Delivery) -> bool:
    return delivery.action != Action.WITHDRAW and _followed_by(delivery, Action.REVISE)


def _followed_by(delivery: Delivery, action: str) -> bool:
    later = Delivery.objects.filter(
        after(delivery.release_id, delivery.pk),
        acts_on=delivery.acts_on_id or delivery.pk,
        action=action,
        state__in=(State.ACCEPTED, State.DELIVERED),
    )
    return later.exists()


def _refuse_bad_details(
    kind: str, now: datetime, happened_at: datetime | None, reason: str, address: str
) -> None:
    future = happened_at is not None and happened_at > now + CLOCK_TOLERANCE
    refuse_if(future and kind in PUBLIC, _("The time lies in the future. Check it."))
    refuse_if(kind == Kind.NOT_PLAYED and not reason.strip(), _("Say why it was not played."))
    refuse_if(len(address) > 500, _("The address is too long."))


def _take(delivery: Delivery, kind: str) -> None:
    """Two clicks at once take turns: the row is written before the ledger is read."""
    sent = Q(state__in=(State.ACCEPTED, State.DELIVERED))
    after_all = Q(state=State.FAILED, reason_code=Reason.NOT_PLAYED)
    if kind == Kind.REMOVED:  # what Loa could not take down, a person may
        after_all = Q(state=State.FAILED)
    change(Delivery.objects.filter(sent | after_all, pk=delivery.pk), fence=F("fence"))


def _apply(delivery: Delivery, kind: str, now: datetime, reason: str, address: str) -> None:
    row = Delivery.objects.filter(pk=delivery.pk)
    if kind in PUBLIC:
        row.exclude(state=State.DELIVERED).update(
            state=State.DELIVERED,
            settled_at=now,
            next_check_at=None,
            reason="",
            reason_code="",
        )
        if address:
            row.update(address=address)
    elif kind == Kind.NOT_PLAYED:
        row.update(
            state=State.FAILED,
            settled_at=now,
            next_check_at=None,
            reason_code=Reason.NOT_PLAYED,
            reason=stored(reason),
        )


def _checksum(photo: File | None) -> str:
    if photo is None:
        return ""
    digest = sha256()
    for chunk in photo.chunks():
        digest.update(chunk)
    photo.seek(0)
    return digest.hexdigest()
