"""News from below that publishing reacts to."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from cms.models import Office

from .models import Destination
from .proposal import PORTAL


@receiver(post_save, sender=Office)
def give_new_office_its_place_on_the_portal(
    instance: Office, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    if created and not raw:
        Destination.objects.create(
            office=instance, channel=PORTAL, name=f"Cổng thông tin – {instance.name}"[:150]
        )
