"""Whose drawings a person may order and download: those of their offices, of what they may read."""

from itertools import islice

from django.db.models import Q

from cms.approval.readers import may_read
from cms.models import InfographicPage, Office, Role, User
from cms.visibility import offices_of

from ...models import BulkDrawing

MOST_LISTED = 20


def may_read_draft(user: User, page: InfographicPage) -> bool:
    return may_read(page, user)


def offices_seen(user: User, page: InfographicPage) -> list[Office]:
    """Of the user's offices those that publish the page; grassroots offices for who has no other."""
    if not (page.live or may_read_draft(user, page)):
        return []
    own = page.office
    under = Q(pk=own.pk) | Q(parent=own) | Q(parent__parent=own)
    found = offices_of(user).filter(under).distinct()
    large = found.exclude(level=Office.Level.GRASSROOTS)
    return list((large or found).select_related("parent"))


def may_order(user: User, page: InfographicPage) -> bool:
    """Who only watches orders nothing."""
    works = user.is_superuser or user.memberships.exclude(role=Role.OBSERVER).exists()
    return works and bool(offices_seen(user, page))


def may_see(user: User, order: BulkDrawing) -> bool:
    """Whoever could have ordered it, or watches over those who could."""
    page = InfographicPage.objects.filter(pk=order.page_id).first()
    if page is None or (order.draft and not may_read_draft(user, page)):
        return False
    return set(order.offices) <= {one.code for one in offices_seen(user, page)}


def orders_of(user: User, page: InfographicPage) -> list[BulkDrawing]:
    """The newest first, however many others ordered since. A fixed number of queries."""
    found = BulkDrawing.objects.filter(page=page.pk).order_by("-pk").select_related("user")
    if not may_read_draft(user, page):
        found = found.filter(draft=False)
    seen = {one.code for one in offices_seen(user, page)}
    return list(islice((one for one in found if set(one.offices) <= seen), MOST_LISTED))
