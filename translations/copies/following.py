"""Whether a local copy follows the national item: suspended for a time, taken up again, or no more.

Nothing of the text changes here. A suspension ends by itself after its day (`end_suspensions`).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.working_time import today

from .. import log_actions
from ..errors import Refused
from ..models import LocalCopy
from ..rights import require
from ..signals import copy_suspended
from .rights import may_detach, may_follow

State = LocalCopy.State


def is_suspended(copy: LocalCopy, day: date | None = None) -> bool:
    """On `day`, or today; without a last day it holds until somebody ends it."""
    if copy.state != State.SUSPENDED:
        return False
    return copy.suspended_until is None or copy.suspended_until >= (day or today())


def follows(copy: LocalCopy, day: date | None = None) -> bool:
    """Whether national changes are brought to it now."""
    return copy.state != State.DETACHED and not is_suspended(copy, day)


def suspend(*, copy: LocalCopy, until: date | None, reason: str, user: Any) -> None:
    """National changes wait, up to and with the day. Raises NotYours, Refused."""
    require(may_follow(user, copy.edition))
    reason = _reason(reason)
    if until is not None and until < today():
        raise Refused(_("That day is over. Choose today or a later day."))
    with transaction.atomic():
        _change(copy, State.SUSPENDED, user, until=until, reason=reason)
        copy_suspended.send(sender=LocalCopy, copy=copy)


def resume(*, copy: LocalCopy, user: Any) -> None:
    """What came meanwhile is brought to it now. Raises NotYours, Refused."""
    require(may_follow(user, copy.edition))
    if not _change(copy, State.FOLLOWING, user, only_if=State.SUSPENDED):
        raise Refused(_("This copy is not suspended."))


def detach(*, copy: LocalCopy, reason: str, user: Any) -> None:
    """For good: it is the office's own item from now on. Raises NotYours, Refused."""
    require(may_detach(user, copy.edition))
    _change(copy, State.DETACHED, user, reason=_reason(reason))


def end_suspensions(day: date | None = None) -> Sequence[LocalCopy]:
    """Those whose last day is over follow again; gives them."""
    now = day or today()
    over = LocalCopy.objects.filter(state=State.SUSPENDED, suspended_until__lt=now)
    rows = over.select_related("edition__page").order_by("pk")
    return [copy for copy in rows if _change(copy, State.FOLLOWING, None, over_on=now)]


def _reason(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise Refused(_("Give a reason: the centre reads it, and whoever comes after you."))
    return reason[: LocalCopy._meta.get_field("reason").max_length]


@transaction.atomic
def _change(
    copy: LocalCopy,
    state: str,
    user: Any,
    *,
    until: date | None = None,
    reason: str = "",
    only_if: str = "",
    over_on: date | None = None,
) -> bool:
    """False: it stands otherwise by now. Behind the lock of the page, so that nothing is taken into a
    copy, nor published of it, while its office says that it follows no more."""
    list(Page.objects.select_for_update().filter(edition__local_copy=copy.pk).values_list("pk"))
    now = LocalCopy.objects.get(pk=copy.pk)
    if over_on is not None and (now.state != State.SUSPENDED or is_suspended(now, over_on)):
        return False
    if now.state == State.DETACHED:
        raise Refused(_("This copy is detached for good: it follows nothing any more."))
    if only_if and now.state != only_if:
        return False
    copy.state, copy.suspended_until, copy.reason, copy.changed_by = state, until, reason, user
    copy.save(update_fields=["state", "suspended_until", "reason", "changed_by", "changed_at"])
    data = {"reason": reason, "until": until.isoformat() if until else ""}
    log(copy.edition.page.specific, _ACTIONS[state], user=user, data=data)
    return True


_ACTIONS: dict[str, str] = {
    State.SUSPENDED: log_actions.SUSPEND_COPY,
    State.FOLLOWING: log_actions.RESUME_COPY,
    State.DETACHED: log_actions.DETACH_COPY,
}
