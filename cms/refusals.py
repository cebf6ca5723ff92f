"""Why one of Wagtail's screens is not there for a live page, and what to do instead.

Wagtail only says that one may not. Whoever may edit the page is told which button does it.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from .going_live import taken_down_by_its_button
from .guards import holds_live_items
from .structure import what_to_do

TAKE_DOWN = {f"wagtailadmin_pages:{name}" for name in ("unpublish", "delete", "set_privacy")}
MOVE = {f"wagtailadmin_pages:{name}" for name in ("move", "move_confirm")}


def why_not(request: HttpRequest, arguments: Mapping[str, Any]) -> str:
    """Empty where Wagtail's screen may open.

    Who asks is looked up for these screens only: a public page must not vary by its reader.
    """
    match = request.resolver_match
    if match is None or match.view_name not in TAKE_DOWN | MOVE:
        return ""
    if not request.user.is_authenticated:
        return ""
    number = arguments.get("page_id", arguments.get("page_to_move_id"))
    page = Page.objects.filter(id=number).specific().first()
    if page is None or not holds_live_items(page):
        return ""
    if not page.permissions_for_user(request.user).can_edit():
        return ""  # whoever may not edit it is not told its name
    return _of(page, moves=match.view_name in MOVE)


def _of(page: Page, *, moves: bool) -> str:
    if not getattr(page, "is_item", False):
        return what_to_do()
    return stays_in_its_place(page) if moves else taken_down_by_its_button(page)


def stays_in_its_place(page: Page) -> str:
    message = _(
        "“%(title)s” is live and keeps its address. Take it down with the button “Take down”"
        " before moving it."
    )
    return message % {"title": page.title}
