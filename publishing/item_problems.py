"""What an item itself lacks before it can be submitted."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy

from cms.models import ItemPage

from .channel import Problem


def item_problems(page: ItemPage) -> Iterable[Problem]:
    if not page.lead.strip():
        yield Problem("no_lead", gettext_lazy("Write a lead: posts and lists begin with it."))
    if page.work_kind == "infographic" and not len(page.piece):
        yield Problem("no_piece", gettext_lazy("The infographic has no content yet."))
    if not len(page.body) and page.work_kind == "article":
        yield Problem("no_body", gettext_lazy("The item has no text yet."))
    if page.cover and not page.cover_alt.strip():
        yield Problem("no_cover_alt", gettext_lazy("Say what the cover picture shows."))
    if page.valid_until and page.valid_until < timezone.localdate():
        yield Problem("expired", gettext_lazy("Its last day of validity is over. Change that day."))
