"""News that the site reacts to: a page that was made gets its place among the editions."""

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page

from .editions import ensure_edition


@receiver(post_save)
def give_new_item_its_edition(sender, instance, created, raw, **kwargs) -> None:
    if created and not raw and isinstance(instance, Page) and getattr(instance, "is_item", False):
        ensure_edition(instance)
