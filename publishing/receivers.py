"""News from below that publishing reacts to."""

from collections.abc import Sequence
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState
from wagtail.signals import task_submitted

from cms.approval import Refused
from cms.going_live import allow
from cms.models import ApprovalTaskState, Office
from cms.signals import InForce, facts_in_force
from translations.models import AtDeadline, ChangeNotice, LocalCopy, TranslationRequest
from translations.signals import Merged, copies_merged, copy_made, copy_overdue, page_built

from .emergency_notices import ask_for_second
from .fact_uses import tell_of_quotes
from .models import Destination
from .proposal import PORTAL
from .services.copied_packages import copy_package, follow_packages
from .services.covered import Taken, release_all_covered
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


@receiver(copies_merged)
def let_merged_copies_follow_all_the_way(merged: Sequence[Merged], **kwargs: Any) -> list[int]:
    """Their packages follow; where only the centre's text changed they are released. Which were.

    Why not is said in the notice, and the package stays as it is now: the office approves both.
    """
    source = merged[0].copy.edition.source
    assert source is not None
    national = source.page
    follow_packages(pages=[one.page for one in merged], source=national)
    covered = {one.page.pk: one for one in merged if one.covered}
    if not covered:
        return []
    taken = [
        Taken(one.page, one.revision, one.notice.before.get("base")) for one in covered.values()
    ]
    released = []
    for page, done in release_all_covered(taken, national=national).items():
        if isinstance(done, Refused):
            covered[page].notice.waits_because = str(done)[:250]
        else:
            released.append(covered[page].copy.pk)
    return released


@receiver(facts_in_force)
def tell_whoever_quoted_the_values_before(changes: Sequence[InForce], **kwargs: Any) -> None:
    tell_of_quotes(changes)


@receiver(task_submitted, sender=ApprovalTaskState)
def ask_for_a_second_leader(instance: TaskState, **kwargs: Any) -> None:
    ask_for_second(instance)
