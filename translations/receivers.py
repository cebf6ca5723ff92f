"""News from below that translations react to."""

import logging
from typing import Any

from django.db import transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from .models import Segment, SegmentEvent, TranslationRequest
from .planning.stale import tell_translators
from .services import take_source
from .services.recording import event, keep

logger = logging.getLogger(__name__)


@receiver(page_published)
def take_what_went_live(sender: Any, instance: Page, revision: Revision, **kwargs: Any) -> None:
    """Of an item that is translated. A fault here never keeps the item itself from going live.

    Whoever builds a translated page takes its source first, so nothing goes out by it that is stale.
    """
    if revision is None or not TranslationRequest.objects.filter(page=instance.pk).exists():
        return
    try:
        with transaction.atomic():
            taken = take_source(page=instance, revision=revision, user=revision.user)
            if taken.stale:
                tell_translators(instance)
    except Exception:
        logger.exception("The segments of page %s were not brought up to date", instance.pk)


@receiver(pre_delete, sender=Page)
def remember_what_a_deleted_page_said(instance: Page, **kwargs: Any) -> None:
    """Its segments and all that was translated of them stay, with their work."""
    present = list(Segment.objects.filter(page=instance.pk).present())
    now, reason = timezone.now(), _("The page “%(title)s” was deleted.")
    said = {"reason": reason % {"title": instance.title}}
    gone = SegmentEvent.Action.GONE
    keep([event(each, gone, None, now, text_before=each.source, **said) for each in present])
    Segment.objects.filter(pk__in=[each.pk for each in present]).update(gone_at=now)
