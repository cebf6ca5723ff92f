"""Publishing the draft of a page around the items: a leader vouches, the audit log says why."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from .approval.authors import writers_since
from .editions import office_of
from .log_actions import PUBLISH_STRUCTURE
from .models import Membership, Office, Role, User
from .structure_changes import STRUCTURE, changing, shown


class StructureRefused(Exception):
    """The message says why nothing was published, and what to do."""


def changes_of(page: Page) -> dict[str, tuple[str, str]]:
    """What readers would see differently, by field: before and after.

    Raises StructureRefused when there is nothing to publish.
    """
    if not isinstance(page, STRUCTURE):
        raise StructureRefused(_("This is an item: submit it for approval instead."))
    revision = page.get_latest_revision()
    if revision is None:
        raise StructureRefused(_("The page has no draft. Save one first."))
    before = shown(page) if page.live else dict.fromkeys(shown(page), "")
    after = shown(revision.as_object())
    changed = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    if page.live and not changed:
        raise StructureRefused(_("The draft changes nothing that readers see."))
    return changed


@transaction.atomic
def publish_structure(*, page: Page, user: User, reason: str) -> Revision:
    """Publish the latest draft in the name of the leader who agreed. Raises StructureRefused."""
    changed = changes_of(page)
    reason = reason.strip()
    if not reason:
        raise StructureRefused(_("Say why: the reason stands in the audit log."))
    require_leader(page, user)
    revision = page.get_latest_revision()
    with changing():
        revision.publish(user=user, skip_permission_checks=True)
    data: dict[str, Any] = {"reason": reason, "changed": changed}
    log(page, PUBLISH_STRUCTURE, user=user, revision=revision, data=data)
    return revision


def require_leader(page: Page, user: User) -> None:
    """An active leader of the office or of the centre, who wrote none of it."""
    centre = Office.Level.CENTRE
    posts = Membership.objects.filter(user=user, role=Role.LEADER)
    offices = {
        office_of(page).pk,
        *Office.objects.filter(level=centre).values_list("pk", flat=True),
    }
    if not user.is_active or not posts.filter(office__in=offices).exists():
        raise StructureRefused(
            _("%(person)s is no leader of this office or of the centre. Name one who agreed.")
            % {"person": user}
        )
    if user.pk in writers_since(page, page.last_published_at):
        raise StructureRefused(
            _("%(person)s wrote this draft. Another leader has to agree.") % {"person": user}
        )
