"""News from below that a rollout begins or ends with."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished

from cms.models import ItemPage

from ..models import LocalCopy
from ..signals import copy_suspended
from . import pauses, settling, starting


@receiver(page_published)
def roll_out_what_went_live(
    sender: Any, instance: Page, revision: Revision | None = None, **kwargs: Any
) -> None:
    """In the transaction of going live: a national version without its rollout would be lost."""
    if revision is None or not isinstance(instance, ItemPage):
        return
    starting.begin(instance, revision)
    settling.settle_published(instance, revision)


@receiver(page_unpublished)
def tell_of_what_was_taken_down(sender: Any, instance: Page, **kwargs: Any) -> None:
    if isinstance(instance, ItemPage):
        starting.begin_withdrawal(instance)
        settling.settle_taken_down(instance)


@receiver(copy_suspended)
def tell_of_a_pause_before_a_deadline(copy: LocalCopy, **kwargs: Any) -> None:
    pauses.tell_centre(copy)
