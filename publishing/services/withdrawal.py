"""Taking down by a person: at once, with a reason, and the leader is told."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import notices
from cms.approval.approvers import holders
from cms.approval.steps import line_of
from cms.models import Office, Role, User

from ..models import Release
from .releases import withdraw_item


@transaction.atomic
def take_down(*, page: Page, user: User, reason: str) -> Release:
    """Withdraw the item everywhere and queue mail to its leaders. Raises ReleaseRefused."""
    release = withdraw_item(page=page, user=user, reason=reason)
    for leader in leaders_of(release.office):
        if leader.pk != user.pk:
            _tell(leader, release, by=user)
    return release


def leaders_of(office: Office) -> list[User]:
    """Of the office, else of the nearest office above that has one."""
    for each in line_of(office):
        leaders = holders(each, Role.LEADER)
        if leaders:
            return leaders
    return []


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
