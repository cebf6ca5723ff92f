"""An entry in Wagtail's log, of what the program itself has just written."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageLogEntry, Revision

_gathered: ContextVar[list[PageLogEntry] | None] = ContextVar("gathered_log_entries", default=None)


@contextmanager
def in_one_go() -> Iterator[None]:
    """Entries within it are written at its end, in their order: one query for all. Within itself, at
    the end of the outer one; none of the inner if that raises."""
    entries = _gathered.get()
    if entries is not None:
        with _none_if_it_raises(entries):
            yield
        return
    entries = []
    token = _gathered.set(entries)
    try:
        yield
    finally:
        _gathered.reset(token)
    PageLogEntry.objects.bulk_create(entries)


@contextmanager
def _none_if_it_raises(entries: list[PageLogEntry]) -> Iterator[None]:
    before = len(entries)
    try:
        yield
    except BaseException:
        del entries[before:]
        raise


def log_of_page(
    page: Page,
    action: str,
    *,
    revision: Revision | None = None,
    data: dict[str, Any] | None = None,
    user: Any = None,
    changed: bool = False,
) -> None:
    """As Wagtail's `log`, but page and revision are not looked up again: both were written in this
    transaction. Raises ValidationError for an action that nobody registered. One query.

    `user`: if it is not who is at work. `changed`: whether the page's content is another since.
    """
    context = get_active_log_context()
    entry = PageLogEntry(
        content_type=ContentType.objects.get_for_model(page, for_concrete_model=False),
        label=PageLogEntry.objects.get_instance_title(page),
        action=action,
        timestamp=timezone.now(),
        data=data or {},
        page=page,
        user=user or context.user,
        uuid=context.uuid,
        revision=revision,
        content_changed=changed,
    )
    entry.clean()
    gathered = _gathered.get()
    if gathered is not None:
        gathered.append(entry)
        return
    Model.save(entry, force_insert=True)  # its own `save` looks everything up that it names
