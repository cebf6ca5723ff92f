"""Locks of items in Wagtail's editor: of what is in review, and of what others lock for a reason.

Whoever knows such a reason registers (in `AppConfig.ready`) what finds it.
"""

from collections.abc import Callable

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import BaseLock, WorkflowLock
from wagtail.models import Page

Finder = Callable[[Page], BaseLock | None]

_finders: list[Finder] = []


def register(find: Finder) -> None:
    """`find(page)` gives the lock of an item, or None. It is asked of every item that is opened."""
    if find not in _finders:
        _finders.append(find)


def lock_of(page: Page) -> BaseLock | None:
    """The first that anybody found; none of a page that was never saved."""
    if not page.pk:
        return None
    return next((lock for find in _finders if (lock := find(page)) is not None), None)


class ReviewLock(WorkflowLock):
    """It holds for everybody: whoever wants to edit takes the item back."""

    def for_user(self, user) -> bool:
        return True

    def get_message(self, user) -> str:
        return format_html(
            '{} <span class="buttons"><a class="button button-small button-secondary"'
            ' href="{}">{}</a></span>',
            _("This item is in review, so nobody can change it. To edit it, take it back first."),
            reverse("loa_item", args=[self.object.pk]),
            _("Open the approval page"),
        )

    def get_locked_by(self, user, can_lock=False) -> str:
        return _("In review")

    def get_description(self, user, can_lock=False) -> str:
        return _("What is approved is what was shown, so nobody can change it now.")
