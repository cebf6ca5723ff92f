"""What is live changes only through the release service: the guard behind "what was approved".

Every route of Wagtail that makes or changes live content (publish button, bulk action, schedule,
copy, alias, API, shell) ends in `save()` of a page, so that is where the guard stands.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import COMMENTS_RELATION_NAME, Page

_allowed: ContextVar[tuple[Page, ...]] = ContextVar("going_live_allowed", default=())

# What Wagtail keeps about drafts, locks and the tree: no reader sees it.
BOOKKEEPING = frozenset(
    "latest_revision latest_revision_created_at has_unpublished_changes draft_title locked"
    " locked_at locked_by owner path depth numchild search_description".split()
) | {COMMENTS_RELATION_NAME}


class NotApproved(PermissionDenied):
    """Somebody tried to make or change live content past the release service."""


@contextmanager
def allow(page: Page) -> Iterator[None]:
    """Within it `page` may go live, change while live, and be taken down. Release service only."""
    token = _allowed.set((*_allowed.get(), page))
    try:
        yield
    finally:
        _allowed.reset(token)


def is_allowed(page: Page) -> bool:
    return any(page is other or (page.pk and page.pk == other.pk) for other in _allowed.get())


@receiver(pre_save)
def refuse_unapproved_live_content(sender, instance, raw=False, update_fields=None, **kwargs):
    """Raises NotApproved; sees plain `Page` instances of items too."""
    if raw or not isinstance(instance, Page) or not _is_item(instance):
        return
    if update_fields is not None and BOOKKEEPING.issuperset(update_fields):
        return
    if not is_allowed(instance) and _changes_what_is_live(instance):
        raise NotApproved(
            _("“%(title)s” goes live, changes and is taken down only by an approved release.")
            % {"title": instance.title}
        )


def _is_item(page: Page) -> bool:
    return bool(getattr(page.specific_class or type(page), "is_item", False))


def _changes_what_is_live(page: Page) -> bool:
    stored = type(page)._base_manager.filter(pk=page.pk).first() if page.pk else None
    if stored is None or not stored.live:
        return page.live
    return not page.live or _public_data(page) != _public_data(stored)


def _public_data(page: Page) -> dict:
    return {k: v for k, v in page.serializable_data().items() if k not in BOOKKEEPING}
