"""What goes along with a bulletin to a station that reads letters; `publishing.channel.Papers`."""

from django.utils.translation import override

from cms.languages import DEFAULT, language_name

from ..models import Delivery
from .forms import PDF, made_if_possible
from .of_delivery import sheet_for

LARGEST = 5 * 1024 * 1024  # bytes; mailboxes of communes take ten megabytes in all


class DeliveryPapers:
    """Of a delivery with a post. Nothing is drawn before somebody asks."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery

    def sheet(self) -> bytes:
        if self._delivery.variant is None:
            return b""
        drawn = made_if_possible(sheet_for(self._delivery), PDF) or b""
        return drawn if len(drawn) <= LARGEST else b""

    def language(self, code: str) -> str:
        with override(DEFAULT):
            return language_name(code)
