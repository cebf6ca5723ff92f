"""News from below that translations react to."""

import logging
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from .models import TranslationRequest
from .services import take_source

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
            take_source(page=instance, revision=revision, user=revision.user)
    except Exception:
        logger.exception("The segments of page %s were not brought up to date", instance.pk)
