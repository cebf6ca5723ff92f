"""What an editor decides beside the text: where it goes, in which words, and when."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from cms.approval import Refused
from cms.models import User

from ..log_actions import EDIT_PACKAGE
from ..models import Destination, Package, PackageLeg, Release


@transaction.atomic
def save_package(
    *,
    page: Page,
    user: User,
    destinations: Iterable[Destination],
    texts: Mapping[str, Any],
    leg_texts: Mapping[int, str],
    go_live_at: datetime | None,
    urgent: bool = False,
) -> Package:
    """Replace the package of `page`.

    `texts` maps channel names to {"text", "options"}; `leg_texts` maps destination ids to the text
    of that destination alone. Raises PermissionDenied, and Refused while the item is in review:
    submission takes the same row, so that of the two in one moment one is first.
    """
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    if page.workflow_in_progress:
        raise Refused(
            _("The item is in review, so its package is locked. Take it back to change it.")
        )
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    package, _new = Package.objects.update_or_create(
        page_id=page.pk,
        defaults={"texts": dict(texts), "go_live_at": go_live_at, "urgent": urgent},
    )
    package.legs.all().delete()
    PackageLeg.objects.bulk_create(
        PackageLeg(package=package, destination=place, text=leg_texts.get(place.pk, ""))
        for place in destinations
    )
    log(page, EDIT_PACKAGE, user=user)
    return package


def authors_of(page: Page) -> set[int]:
    """What `settings.LOA_PACKAGE_AUTHORS` names: users who edited the package since it was approved.

    A taking down is a release, too, but nobody approved a package for it.
    """
    edits = PageLogEntry.objects.filter(page=page.pk, action=EDIT_PACKAGE, user__isnull=False)
    approved = Release.objects.filter(page=page.pk).exclude(kind=Release.Kind.WITHDRAW)
    last = approved.order_by("-pk").first()
    if last:
        edits = edits.filter(timestamp__gt=last.created_at)
    return set(edits.values_list("user_id", flat=True))
