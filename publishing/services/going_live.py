"""When a release's time has come, and when its last day is over."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.going_live import allow

from ..delivery.tidying import tidy
from ..delivery.wake import wake_on_commit
from ..models import Release
from ..release_rows import plan_deliveries

logger = logging.getLogger(__name__)


@transaction.atomic
def go_live(*, release: Release) -> bool:
    """Put the approved revision on the portal and let its deliveries go; False if that cannot be.

    The approved revision goes live even if a newer draft exists. Whatever an older release of the
    same edition has not sent or not begun is superseded here, so it can never follow this one.
    """
    release = Release.objects.select_related("page", "revision", "work").get(pk=release.pk)
    if release.page is None or release.revision is None:
        cancel_unsent(release, _("The page was deleted before it went out."))
        return False
    older = Release.objects.filter(
        edition=release.edition, language=release.language, pk__lt=release.pk
    )
    older.filter(state__in=[Release.State.IN_FORCE, Release.State.SCHEDULED]).update(
        state=Release.State.REPLACED
    )
    release.state, release.went_live_at = Release.State.IN_FORCE, timezone.now()
    release.save(update_fields=["state", "went_live_at"])
    tidy(work_id=release.work_id)  # before asking what is out: no worker can send it between
    plan_deliveries(release)
    with allow(release.page):
        release.revision.publish(user=release.approved_by, skip_permission_checks=True)
    wake_on_commit(release.pk)
    return True


def cancel_unsent(release: Release, reason: str) -> None:
    """Nothing of the release that is still queued goes out."""
    release.state, release.reason = Release.State.CANCELLED, reason[:500]
    release.save(update_fields=["state", "reason"])
    tidy(work_id=release.work_id)


def run_due(*, now: datetime | None = None) -> int:
    """How many releases went live or were taken down since their time had come.

    Each on its own: one that fails keeps its schedule, says why on the board and stops no other.
    """
    now = now or timezone.now()
    due = Release.objects.filter(state=Release.State.SCHEDULED, goes_live_at__lte=now)
    over = Release.objects.filter(state=Release.State.IN_FORCE, expires_at__lte=now).exclude(
        kind=Release.Kind.WITHDRAW
    )
    done = [_isolated(release, _go) for release in due.order_by("goes_live_at", "pk")]
    done += [_isolated(release, _expire) for release in over.order_by("pk")]
    return sum(done)


def _go(release: Release) -> None:
    go_live(release=release)


def _expire(release: Release) -> None:
    from .releases import withdraw_item

    if release.page is None:
        Release.objects.filter(pk=release.pk).update(state=Release.State.WITHDRAWN)
    else:
        withdraw_item(page=release.page, user=None, reason=_("Its last day of validity is over."))


def _isolated(release: Release, act: Callable[[Release], None]) -> bool:
    try:
        act(release)
    except Exception as error:  # one item must never stop the others
        logger.exception("Release %s could not be run", release.pk)
        Release.objects.filter(pk=release.pk).update(last_error=str(error)[:500])
        return False
    return True
