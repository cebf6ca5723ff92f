"""Releasing what was approved, cancelling it before its time, and taking it down."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, WorkflowState

from cms.approval import Refused
from cms.going_live import allow
from cms.models import ApprovalTaskState, User

from ..delivery.line import LIVE
from ..delivery.tidying import tidy
from ..delivery.wake import wake_on_commit
from ..disclosure import why_withheld
from ..log_actions import CANCEL_RELEASE, RELEASE, WITHDRAW
from ..models import Delivery, Release
from ..national import ask_offices
from ..package import assemble
from ..release_plan import all_out, withdrawal_steps
from ..release_rows import new_delivery, write_release
from ..rights import Rights
from ..sealed_releases import seal_release
from .going_live import cancel_unsent, go_live
from .stating import forget_facts
from .turns import keep_media, keep_places, keep_revision, take_turn


class ReleaseRefused(Refused):
    """Nothing was changed. The message says why and what to do; the approval screen shows it."""


@transaction.atomic
def release_approved(*, workflow_state: WorkflowState, user: User) -> Release:
    """The hand-over: freeze what every step approved, and publish it now or at its time.

    Runs inside the approval's transaction. Raises ReleaseRefused when what would go out is not
    what every step approved.
    """
    page = workflow_state.content_object
    take_turn(page.edition.work_id)
    steps = ApprovalTaskState.objects.filter(
        workflow_state=workflow_state, status=ApprovalTaskState.STATUS_APPROVED
    )
    approved = [(step.revision_id, step.fingerprint) for step in steps.order_by("pk")]
    if not approved:
        raise ReleaseRefused(_("No step has approved this item."))
    keep_places()
    revision = keep_revision(approved[-1][0])
    keep_media(revision)
    assembly = assemble(page, revision)
    if {fingerprint for _pk, fingerprint in approved} != {assembly.fingerprint}:
        raise ReleaseRefused(
            _("The item or its package changed after it was approved. Look at it again.")
        )
    if assembly.blocking:
        raise ReleaseRefused(str(assembly.blocking[0].message))
    if assembly.disclosed:
        raise ReleaseRefused(why_withheld(assembly.disclosed))
    release = write_release(assembly, revision_id=revision.pk, user=user)
    log(page, RELEASE, user=user, revision=revision)
    if release.goes_live_at <= timezone.now():
        go_live(release=release)
    else:
        ask_offices(release)
    return release


@transaction.atomic
def cancel_release(*, release: Release, user: User, reason: str = "") -> None:
    """Before its time: nothing of it goes out. Raises ReleaseRefused once it is live,
    PermissionDenied for somebody who may not.
    """
    if not Rights(user).may_cancel_release(release):
        raise PermissionDenied
    take_turn(release.work_id)
    waiting = Release.objects.filter(pk=release.pk, state=Release.State.SCHEDULED).first()
    if waiting is None:  # going live it may have got another number
        raise ReleaseRefused(_("It is already out. Take it down instead."))
    release = waiting
    cancel_unsent(release, reason or _("Cancelled before its time."))
    if release.page:
        log(release.page, CANCEL_RELEASE, user=user, data={"reason": reason})


@transaction.atomic
def withdraw_item(*, page: Page, user: User | None, reason: str) -> Release:
    """Take an edition down everywhere: no approval needed, a reason is; `user` None is the calendar.

    Includes what is being sent or unknown: those withdrawals wait in line. A person also cancels
    what is approved for later, the calendar leaves it. Raises ReleaseRefused when nothing is out,
    PermissionDenied for somebody who may not.
    """
    if user is not None and not Rights(user).may_take_down(page.edition.office):
        raise PermissionDenied
    take_turn(page.edition.work_id)
    page = Page.objects.get(pk=page.pk).specific  # saved whole below, so never an old copy of it
    releases = Release.objects.filter(edition=page.edition, language=page.locale.language_code)
    if user is None:
        releases = releases.exclude(state=Release.State.SCHEDULED)
    release = _withdraw(releases, user=user, reason=reason)
    with allow(page):
        page.unpublish(user=user, skip_permission_checks=True)
    forget_facts(page.pk)
    log(page, WITHDRAW, user=user, data={"reason": reason})
    return release


@transaction.atomic
def withdraw_without_page(*, release: Release, reason: str) -> Release:
    """The calendar's `withdraw_item` when the page was deleted: its posts are still out."""
    take_turn(release.work_id)
    releases = Release.objects.filter(
        work=release.work_id, edition=release.edition_id, language=release.language
    )
    return _withdraw(releases.exclude(state=Release.State.SCHEDULED), user=None, reason=reason)


def _withdraw(releases: QuerySet[Release], *, user: User | None, reason: str) -> Release:
    """A withdrawal of everything that these releases of one edition put out."""
    versions = releases.exclude(kind=Release.Kind.OFFICE)
    last = versions.filter(state__in=LIVE).first() or versions.first()
    if last is None:
        raise ReleaseRefused(_("Nothing of this item is out, so there is nothing to take down."))
    release = _withdrawal_of(last, user=user, reason=reason)
    earlier = releases.exclude(pk=release.pk)
    earlier.filter(state=Release.State.SCHEDULED).update(state=Release.State.CANCELLED)
    earlier.filter(state=Release.State.IN_FORCE).update(state=Release.State.WITHDRAWN)
    tidy(work_id=last.work_id)  # before asking what is out: no worker can send it between
    out = all_out(work=last.work, language=last.language)
    steps = withdrawal_steps(one for one in out if one.edition_id == last.edition_id)
    Delivery.objects.bulk_create(new_delivery(release, step, None) for step in steps)
    seal_release(release, {}, removes=[step.acts_on.pk for step in steps if step.acts_on])
    wake_on_commit(release.pk)
    return release


def _withdrawal_of(last: Release, *, user: User | None, reason: str) -> Release:
    now = timezone.now()
    return Release.objects.create(
        kind=Release.Kind.WITHDRAW,
        state=Release.State.IN_FORCE,
        work=last.work,
        office=last.office,
        language=last.language,
        edition=last.edition,
        page=last.page,
        title=last.title,
        address=last.address,
        content=last.content,
        fingerprint=last.fingerprint,
        goes_live_at=now,
        went_live_at=now,
        reason=reason[:500],
        approved_by=user,
        approved_by_name=str(user) if user else _("Loa, at the end of validity"),
    )
