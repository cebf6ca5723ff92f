"""Taking down by a person: at once, with a reason, and the leader is told."""

from functools import partial

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import notices
from cms.approval.approvers import holders
from cms.approval.record import record
from cms.approval.steps import line_of
from cms.models import Approval, Office, Role, User

from ..delivery.wake import enqueue
from ..models import Delivery, Release
from ..release_plan import all_out
from ..rights import Rights
from .releases import ReleaseRefused, withdraw_item
from .turns import take_turn

SPEAKING = (Release.State.SCHEDULED, Release.State.IN_FORCE)


@transaction.atomic
def take_down(*, page: Page, user: User, reason: str) -> Release:
    """Withdraw the item everywhere and write to its leaders at once.

    Raises PermissionDenied, and ReleaseRefused where nothing is out.

    Who did it and why is sealed in the ledger of approvals: no approval came before.
    """
    if not Rights(user).may_take_down(page.edition.office):
        raise PermissionDenied
    take_turn(page.edition.work_id)
    _refuse_a_second_time(page)
    release = withdraw_item(page=page, user=user, reason=reason)
    for leader in leaders_of(release.office):
        if leader.pk != user.pk:
            _tell(leader, release, by=user)
    record(
        Approval.Decision.TAKEN_DOWN,
        page=page,
        user=user,
        fingerprint=release.fingerprint,
        comment=release.reason,
    )
    transaction.on_commit(partial(enqueue, "publishing.tasks.send_mail"), robust=True)
    return release


def _refuse_a_second_time(page: Page) -> None:
    """Of a form posted twice; what could not be taken down somewhere is taken down again."""
    language = page.locale.language_code
    releases = Release.objects.filter(edition=page.edition, language=language)
    if not releases.filter(kind=Release.Kind.WITHDRAW).exists():
        return
    speaking = releases.versions().filter(state__in=SPEAKING)
    if speaking.exists() or Page.objects.filter(pk=page.pk, live=True).exists():
        return
    out = all_out(work=page.edition.work, language=language)
    roots = {one.root.pk for one in out if one.edition_id == page.edition.pk}
    going = Delivery.objects.filter(action=Delivery.Action.WITHDRAW, state__in=Delivery.OPEN)
    if not roots.difference(going.filter(acts_on__in=roots).values_list("acts_on", flat=True)):
        raise ReleaseRefused(
            _("It was taken down already, or is on its way down: follow it on the board.")
        )


def leaders_of(office: Office) -> list[User]:
    """Of the office, else of the nearest office above that has one whom a mail reaches."""
    first: list[User] = []
    for each in line_of(office):
        leaders = holders(each, Role.LEADER)
        reached = [leader for leader in leaders if leader.email]
        if reached:
            return reached
        first = first or leaders
    return first


def _tell(leader: User, release: Release, *, by: User) -> None:
    path = f"{reverse('publishing_board')}?release={release.pk}"
    url = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
    notices.queue(
        leader,
        lambda: _("Taken down: %(title)s") % {"title": release.title},
        lambda: (
            _("%(person)s took down “%(title)s” of %(office)s. The reason:")
            % {"person": by, "title": release.title, "office": release.office}
            + f"\n\n{release.reason}\n\n{url}\n"
        ),
    )
