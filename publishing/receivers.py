"""News from below that publishing reacts to."""

from collections.abc import Sequence
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from cms.approval import Refused
from cms.going_live import allow
from cms.models import Office
from cms.signals import InForce, facts_in_force
from translations.models import AtDeadline, ChangeNotice, LocalCopy, TranslationRequest
from translations.signals import copy_made, copy_merged, copy_overdue, page_built

from .fact_uses import tell_of_quotes
from .models import Destination
from .proposal import PORTAL
from .services.copied_packages import copy_package, follow_package
from .services.covered import release_covered
from .services.releases import ReleaseRefused, withdraw_item
from .services.translated_packages import fill_package


@receiver(post_save, sender=Office)
def give_new_office_its_place_on_the_portal(
    instance: Office, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    if created and not raw:
        Destination.objects.create(
            office=instance, channel=PORTAL, name=f"Cổng thông tin – {instance.name}"[:150]
        )


@receiver(page_built)
def fill_the_package_of_a_translated_page(
    request: TranslationRequest, page: Page, user: Any, **kwargs: Any
) -> list[str]:
    return fill_package(request=request, page=page, user=user)


@receiver(copy_overdue)
def take_an_overdue_copy_down(
    copy: LocalCopy, page: Page, notice: ChangeNotice, action: str, **kwargs: Any
) -> None:
    """With its posts, as the calendar does: no person stands behind it."""
    if action != AtDeadline.TAKE_DOWN:
        return
    reason = _("The office did not act in time on a critical change of the national item.")
    if notice.rollout.reason:
        reason = f"{reason} {notice.rollout.reason}"
    try:
        withdraw_item(page=page, user=None, reason=reason)
    except ReleaseRefused:  # live, but of no release: there is nothing that publishing put out
        with allow(page):
            page.unpublish(skip_permission_checks=True)


@receiver(copy_made)
def give_a_local_copy_its_package(page: Page, source: Page, user: Any, **kwargs: Any) -> None:
    copy_package(page=page, source=source, user=user)


@receiver(copy_merged)
def let_a_merged_copy_follow_all_the_way(
    copy: LocalCopy, page: Page, revision: Revision, notice: Any, covered: bool, **kwargs: Any
) -> bool:
    """Its package follows; where only the centre's text changed it is released. True if it was.

    Why not is said in the notice, and the package stays as it is now: the office approves both.
    """
    assert copy.edition.source is not None
    national = copy.edition.source.page
    follow_package(page=page, source=national)
    if not covered:
        return False
    try:
        base = notice.before.get("base")
        release_covered(page=page, revision=revision, national=national, base=base)
    except Refused as refusal:
        notice.waits_because = str(refusal)[:250]
        return False
    return True


@receiver(facts_in_force)
def tell_whoever_quoted_the_values_before(changes: Sequence[InForce], **kwargs: Any) -> None:
    tell_of_quotes(changes)
