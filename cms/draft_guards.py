"""What a draft may not say, whoever saves it and by whichever screen, API or command.

Whoever knows such a rule registers (in `AppConfig.ready`) what finds it. Every way of saving a draft
ends in `save_revision` of the page, so that is where it is asked; forms ask before, so that what was
typed is still there beside the message.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wagtail.models import Page, Revision

from .going_live import NotApproved


@dataclass(frozen=True)
class Objection:
    """`field` of the page it is about; `message` says what to do."""

    field: str
    message: str


LONGEST_NUMBER = 18  # digits that a database takes for one
Finder = Callable[[Page], Sequence[Objection]]

_finders: list[Finder] = []


class DraftRefused(NotApproved):
    """A draft was not saved. The message says what to do; `cms.middleware` shows it."""


def shown(page: Page, posted: str | None) -> None:
    """Whoever saves `page` by a form saw the draft of this number; it may not be the newest."""
    if posted and posted.isdecimal() and len(posted) <= LONGEST_NUMBER:
        page.loa_shown_revision = int(posted)


def shown_revision(page: Page) -> int | None:
    """What `shown` said, or the newest there is."""
    said = getattr(page, "loa_shown_revision", None)
    if said is not None and Revision.page_revisions.filter(pk=said, object_id=page.pk).exists():
        return said
    return Page.objects.filter(pk=page.pk).values_list("latest_revision", flat=True).first()


def register(find: Finder) -> None:
    """`find(page)` looks at an item as it is about to be saved. It is asked of every item."""
    if find not in _finders:
        _finders.append(find)


def objections(page: Page) -> list[Objection]:
    """None against a page that was never saved."""
    if not page.pk:
        return []
    return [each for find in _finders for each in find(page)]


def require_allowed(page: Page) -> None:
    """Raises DraftRefused."""
    if found := objections(page):
        raise DraftRefused(" ".join(each.message for each in found))
