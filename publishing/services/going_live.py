"""When a release's time has come, and when its last day is over."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from cms.approval.readiness import missing_above
from cms.going_live import allow
from cms.models import ItemPage

from ..delivery.tidying import tidy
from ..delivery.wake import wake_on_commit
from ..emergency import not_allowed, rule_in_force
from ..media_rights import ended_rights, note_shown
from ..models import Release
from ..national import ask_offices
from ..package import page_hash_of
from ..release_rows import plan_deliveries
from ..sealed_releases import NotSealed, differences, record_of
from ..shown_media import media_of
from ..translated import behind_at_release
from .speaking_last import speak_last
from .stating import state_facts
from .turns import keep_media, keep_revision, take_turn

logger = logging.getLogger(__name__)

_NOT_SEALED = gettext_lazy(
    "The release is not the one that was approved, so it was not published. Tell the system "
    "administrator."
)


class ChangedSinceApproval(Exception):
    """The page, its pictures or files are not what was approved; the message is for the board."""


class TranslationBehind(Exception):
    """A translation is not that of what its source says by now; the message is for the board."""


class NoEmergencies(Exception):
    """The centre switched emergency bulletins off since; the message is for the board."""


class MayNotBeShown(Exception):
    """Consent or another right to a picture or file ended since; the message is for the board."""


@transaction.atomic
def go_live(*, release: Release) -> bool:
    """Put the approved revision on the portal and let its deliveries go; False if that cannot be.

    Only a release that still waits goes live: between the clock's look and this it may have been
    cancelled or replaced, or gone live under a later number. The approved revision goes live even if
    a newer draft exists. Whatever was in force of the same edition, and whatever was approved before
    it, is replaced: what of that has not begun can never follow.
    """
    take_turn(release.work_id)
    named = ("page", "revision", "work", "edition__office", "approved_by")
    rows = Release.objects.select_related(*named)
    found = rows.filter(pk=release.pk, state=Release.State.SCHEDULED).first()
    if found is None:
        return False
    release, approved_as = found, found.pk
    if release.page is None or release.revision is None:
        cancel_unsent(release, _("The page was deleted before it went out."))
        return False
    speak_last(release)
    older = Q(state=Release.State.IN_FORCE) | Q(state=Release.State.SCHEDULED, pk__lt=approved_as)
    same = Release.objects.filter(edition=release.edition, language=release.language)
    same.filter(older).update(state=Release.State.REPLACED)
    release.state, release.went_live_at = Release.State.IN_FORCE, timezone.now()
    release.last_error, release.retry_at = "", None  # what held it back until now
    release.save(update_fields=["state", "went_live_at", "last_error", "retry_at"])
    # Before asking what is out: no worker can send it between.
    tidy(work_id=release.work_id, edition=release.edition)
    plan_deliveries(release)
    ask_offices(release)
    with allow(release.page):
        release.revision.publish(user=release.approved_by, skip_permission_checks=True)
    state_facts(release)
    wake_on_commit(release.pk)
    return True


def cancel_unsent(release: Release, reason: str) -> None:
    """Nothing of the release that is still queued goes out."""
    release.state, release.reason = Release.State.CANCELLED, reason[:500]
    release.save(update_fields=["state", "reason"])
    tidy(work_id=release.work_id)


def run_due(*, now: datetime | None = None) -> int:
    """How many releases went live or were taken down since their time had come.

    Each on its own: one that fails keeps its schedule, says why on the board, stops no other and is
    tried again after pauses that double.
    """
    now = now or timezone.now()
    ready = Release.objects.filter(Q(retry_at=None) | Q(retry_at__lte=now))
    due = ready.filter(state=Release.State.SCHEDULED, goes_live_at__lte=now)
    over = ready.versions().filter(state=Release.State.IN_FORCE, expires_at__lte=now)
    done = [
        _isolated(one, _go, one.goes_live_at, now) for one in due.order_by("goes_live_at", "pk")
    ]
    done += [_isolated(one, _expire, one.expires_at, now) for one in over.order_by("pk")]
    return sum(done)


@transaction.atomic
def _go(release: Release) -> None:
    """The approval lies in the past: whatever changed since then is not what was approved."""
    take_turn(release.work_id)
    page = release.page
    revision = keep_revision(release.revision_id) if release.revision_id else None
    if page and revision:
        keep_media(revision)
    now = page_hash_of(revision, approved=release.content) if page and revision else None
    if now and now != _sealed_page_hash(release):
        raise ChangedSinceApproval(
            _(
                "The text, a picture, a file or the address changed after the approval, so it was "
                "not published. Cancel this release and have the item approved again."
            )
        )
    approved = revision.as_object() if revision else None
    if page and revision and isinstance(approved, ItemPage):
        _refuse_translation_behind(release, page, approved)
        _refuse_ended_rights(approved, asked=bool(release.content.get("rights_asked")))
        if release.content.get("emergency") and rule_in_force() is None:
            raise NoEmergencies(str(not_allowed().message))
        note_shown(release, media_of(approved))  # of one from before it was only guessed
    go_live(release=release)


def approved_revision(release: Release) -> ItemPage:
    """Its page as it was approved, to be looked at. Raises ChangedSinceApproval if it is not that
    any more; never what an editor wrote since."""
    page, revision = release.page, release.revision
    if page is None or revision is None:
        raise ChangedSinceApproval(_("The page was deleted, so it cannot be shown any more."))
    if page_hash_of(revision, approved=release.content) != _sealed_page_hash(release):
        raise ChangedSinceApproval(
            _("The page is not as it was approved any more, so it is not shown here.")
        )
    approved: ItemPage = revision.as_object()
    return approved


def _refuse_translation_behind(release: Release, page: Page, approved: ItemPage) -> None:
    """Raises TranslationBehind; also where nobody could read it, its language being switched off."""
    behind = [str(one.message) for one in behind_at_release(page, release) if one.blocking]
    if told := " ".join([*missing_above(approved), *behind]):
        raise TranslationBehind(told)


def _refuse_ended_rights(approved: ItemPage, *, asked: bool) -> None:
    """Raises MayNotBeShown."""
    if ended := ended_rights(approved, asked=asked):
        raise MayNotBeShown(" ".join(ended))


def _sealed_page_hash(release: Release) -> str:
    """As it was approved; what the release itself says may have been written by anybody."""
    try:
        record = record_of(release)
    except NotSealed as error:
        raise ChangedSinceApproval(_NOT_SEALED) from error
    if record is None:
        return release.content.get("page_hash", "")
    if list(differences(release, record)):
        raise ChangedSinceApproval(_NOT_SEALED)
    return record.page_hash


@transaction.atomic
def _expire(release: Release) -> None:
    from .releases import withdraw_item, withdraw_without_page

    take_turn(release.work_id)  # another sweep, or a person, may have been quicker
    if not Release.objects.filter(pk=release.pk, state=Release.State.IN_FORCE).exists():
        return
    reason = _("Its last day of validity is over.")
    if release.page is None:
        withdraw_without_page(release=release, reason=reason)
    else:
        withdraw_item(page=release.page, user=None, reason=reason)


def _isolated(
    release: Release, act: Callable[[Release], None], due_at: datetime | None, now: datetime
) -> bool:
    """One item must never stop the others. The same error again is not logged again."""
    try:
        act(release)
    except Exception as error:
        said = str(error)[:500] or type(error).__name__
        if said != release.last_error:
            logger.exception("Release %s could not be run", release.pk)
        Release.objects.filter(pk=release.pk).update(
            last_error=said, retry_at=now + _pause(now - (due_at or now))
        )
        return False
    return True


def _pause(overdue: timedelta) -> timedelta:
    """As long as it is late already, so that the pauses double."""
    return min(max(overdue, settings.LOA_RETRY_BASE), settings.LOA_RETRY_MAX)
