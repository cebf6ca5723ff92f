"""What an office's leader says to posts in the office's name, and what silence means.

A nod, a refusal and the end of the time are conditional UPDATEs of the same row: of two in one moment
one is first, and the other changes nothing. Silence never publishes.
"""

import logging
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.models import User

from .. import log_actions
from ..delivery.clock import database_now
from ..delivery.tidying import tidy
from ..delivery.wake import wake_on_commit
from ..delivery.wording import sentence, stored
from ..models import Delivery, Destination, Release
from ..nod_notices import tell_of_refusal, tell_of_silence
from ..nodders import offices_nodded_by
from .batches import BatchResult
from .deliveries import LEFT_TO_ITS_LEADER, DeliveryRefused
from .sending_again import send_again
from .turns import take_turn

logger = logging.getLogger(__name__)
State, Reason = Delivery.State, Delivery.Reason
MOST_RELEASES = 50  # of one sweep


def nod(*, deliveries: Iterable[int], user: User) -> BatchResult:
    """Let these go. What is due goes at once; each item is a transaction of its own."""
    rows = _theirs(deliveries, user).filter(state=State.QUEUED, nod_until__gt=Now())
    return _answer(rows, deliveries, user, _nod)


def refuse(*, deliveries: Iterable[int], user: User, reason: str) -> BatchResult:
    """These are not posted; the editor of the item is told why."""
    rows = _theirs(deliveries, user).filter(state=State.QUEUED, nod_until__isnull=False)
    return _answer(rows, deliveries, user, lambda *one: _refuse(*one, reason=reason.strip()))


def let_out(*, deliveries: Iterable[int], user: User) -> BatchResult:
    """After a refusal, or too late for the nod: back in the queue of the release that approved them.

    Its post is as sealed, so no new release is needed. Refused once the release is no longer in
    force, a newer one speaks, or its validity is over.
    """
    rows = _theirs(deliveries, user).filter(
        state=State.CANCELLED, reason_code__in=LEFT_TO_ITS_LEADER
    )
    return _answer(rows, deliveries, user, _let_out)


def end_silence() -> int:
    """What the sweep does: whatever nobody agreed to in time is left out. How many deliveries.

    Each release by itself, so that one that fails stops no other; the leaders and the editor are
    written to in the same transaction, so once.
    """
    over = Delivery.objects.filter(_silent()).order_by("release_id")
    releases = over.values_list("release_id", flat=True).distinct()[:MOST_RELEASES]
    return sum(_isolated(pk) for pk in list(releases))


def _silent() -> Q:
    return Q(state=State.QUEUED, nod_until__lte=Now())


def _isolated(release_id: int) -> int:
    try:
        return _end_silence(release_id)
    except Exception:
        logger.exception("release %s: the time for nods could not be ended", release_id)
        return 0


@transaction.atomic
def _end_silence(release_id: int) -> int:
    release = Release.objects.select_related("office", "page").get(pk=release_id)
    take_turn(release.work_id)
    now = database_now()  # tells what this sweep ended from what another one did
    ended = Delivery.objects.filter(_silent(), release=release_id).update(
        **_left_out(Reason.NO_NOD, sentence(Reason.NO_NOD)) | {"settled_at": now}
    )
    if not ended:
        return 0
    tidy(work_id=release.work_id)
    mine = release.deliveries.filter(reason_code=Reason.NO_NOD, settled_at=now)
    tell_of_silence(release, list(_with_offices(mine)))
    return ended


def _left_out(code: Delivery.Reason, reason: str) -> dict[str, Any]:
    """`nod_until` stays: nothing but the leader's word lets it go."""
    return {"state": State.CANCELLED, "reason_code": code, "reason": reason, "settled_at": Now()}


def _theirs(deliveries: Iterable[int], user: User) -> QuerySet[Delivery]:
    """Without a join, which an UPDATE would not look at again."""
    places = Destination.objects.filter(
        pk=OuterRef("destination_id"), office__in=offices_nodded_by(user)
    )
    return Delivery.objects.filter(Exists(places), pk__in=list(deliveries))


def _answer(rows: QuerySet[Delivery], asked: Iterable[int], user: User, act: Any) -> BatchResult:
    """`act(release, rows of it, user)` says how many were changed, and why others were not."""
    done, refused = 0, Counter[str]()
    for work_id in sorted(set(rows.values_list("work_id", flat=True))):
        with transaction.atomic():
            take_turn(work_id)  # until then a release may go live, and get another number
            for release in _releases(rows.filter(work=work_id)):
                count, why = act(release, rows.filter(release=release.pk), user)
                done += count
                refused.update(why)
    late = len(set(asked)) - done - sum(refused.values())
    if late > 0:
        refused[_("It no longer waits for your answer.")] += late
    return BatchResult(done, dict(refused))


def _releases(rows: QuerySet[Delivery]) -> list[Release]:
    found = Release.objects.filter(pk__in=set(rows.values_list("release_id", flat=True)))
    return list(found.select_related("office", "page").order_by("pk"))


def _nod(release: Release, rows: QuerySet[Delivery], user: User) -> tuple[int, Collection[str]]:
    places = _places(rows)
    count = rows.update(nod_until=None, nodded_by=user)
    if count:
        log(release, log_actions.NOD, user=user, data={"places": places})
        wake_on_commit(release.pk)
    return count, ()


def _refuse(
    release: Release, rows: QuerySet[Delivery], user: User, *, reason: str
) -> tuple[int, Collection[str]]:
    found = list(_with_offices(rows))
    words = stored(_("%(person)s: %(reason)s") % {"person": user, "reason": reason})
    count = rows.update(**_left_out(Reason.NOT_WANTED, words))
    if count:
        data = {"places": [str(row.destination) for row in found], "reason": reason}
        log(release, log_actions.REFUSE_NOD, user=user, data=data)
        tidy(work_id=release.work_id)
        tell_of_refusal(release, found, user, reason)
    return count, ()


def _let_out(release: Release, rows: QuerySet[Delivery], user: User) -> tuple[int, Collection[str]]:
    places, why = [], []
    for row in _with_offices(rows).select_related("release", "work", "variant"):
        try:
            send_again(row, nod_until=None, nodded_by=user)
            places.append(str(row.destination))
        except DeliveryRefused as error:
            why.append(str(error))
    if places:
        log(release, log_actions.NOD, user=user, data={"places": places, "late": True})
        wake_on_commit(release.pk)
    return len(places), why


def _places(rows: QuerySet[Delivery]) -> list[str]:
    return list(rows.order_by("pk").values_list("destination__name", flat=True))


def _with_offices(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    return rows.select_related("destination__office__parent").order_by("pk")
