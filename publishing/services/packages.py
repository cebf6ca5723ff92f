"""What an editor decides beside the text: where it goes, in which words, and when."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from cms.approval import Refused
from cms.models import User
from translations.authors import authors_of as translators_of
from translations.models import TranslationRequest
from translations.services import take_source

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
    leg_beside: Mapping[int, str] | None = None,
    go_live_at: datetime | None,
    urgent: bool = False,
) -> Package:
    """Replace the package of `page`.

    `texts` maps channel names to {"text", "options"}; `leg_texts` maps destination ids to the text
    of that destination alone, `leg_beside` to what the item said beside it (`own_words`). Raises
    PermissionDenied, and Refused while the item is in review: submission takes the same row, so that
    of the two in one moment one is first.
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
        PackageLeg(
            package=package,
            destination=place,
            text=leg_texts.get(place.pk, ""),
            beside=(leg_beside or {}).get(place.pk, ""),
        )
        for place in destinations
    )
    log(page, EDIT_PACKAGE, user=user)
    _tell_translators(page, user)
    return package


def _tell_translators(page: Page, user: User) -> None:
    """Of an item that is translated before it is out. Later the texts are those of its release."""
    revision = page.latest_revision
    asked = TranslationRequest.objects.filter(page=page.pk, withdrawn_at=None)
    if revision is not None and not page.live_revision_id and asked.exists():
        take_source(page=page, revision=revision, user=user)


def authors_of(pages: Collection[Page]) -> dict[int, set[int]]:
    """What `settings.LOA_PACKAGE_AUTHORS` names: users who edited the package since it was approved,
    and those who wrote what a translated page says.

    A taking down is a release, too, and one for an office, but nobody approved a package for them.
    """
    ids = [page.pk for page in pages]
    approved = Release.objects.filter(page__in=ids).versions()
    # Not by number: what was planned gets a later one when it goes live.
    last = dict(approved.order_by("created_at").values_list("page_id", "created_at"))
    writers = translators_of(pages)
    found: dict[int, set[int]] = {pk: writers.get(pk, set()) for pk in ids}
    edits = PageLogEntry.objects.filter(page__in=ids, action=EDIT_PACKAGE, user__isnull=False)
    for pk, person, at in edits.values_list("page_id", "user_id", "timestamp"):
        if pk not in last or at > last[pk]:
            found[pk].add(person)
    return found
