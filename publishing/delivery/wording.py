"""Sentences that are stored: always in the installation's language, whoever caused them."""

from typing import Any

from django.conf import settings
from django.utils.translation import override

from ..models import Delivery

LONGEST = 500


def stored(text: Any, limit: int = LONGEST) -> str:
    """`text` (perhaps lazily translated) as a database can hold it."""
    with override(settings.LANGUAGE_CODE):
        return str(text).replace("\x00", "")[:limit]


def sentence(reason: Delivery.Reason) -> str:
    return stored(reason.label)
