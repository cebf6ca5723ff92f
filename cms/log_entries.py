"""An entry in Wagtail's log, of what the program itself has just written."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageLogEntry, Revision


def log_of_page(
    page: Page, action: str, *, revision: Revision | None = None, data: dict[str, Any] | None = None
) -> None:
    """As Wagtail's `log`, but page and revision are not looked up again: both were written in this
    transaction. Raises ValidationError for an action that nobody registered. One query.
    """
    context = get_active_log_context()
    entry = PageLogEntry(
        content_type=ContentType.objects.get_for_model(page, for_concrete_model=False),
        label=PageLogEntry.objects.get_instance_title(page),
        action=action,
        timestamp=timezone.now(),
        data=data or {},
        page=page,
        user=context.user,
        uuid=context.uuid,
        revision=revision,
    )
    entry.clean()
    Model.save(entry, force_insert=True)  # its own `save` looks everything up that it names
