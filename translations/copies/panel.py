"""On top of a local copy in the editor: what it follows, what differs, and what may be done."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from cms.models import Edition, ItemPage

from ..models import ChangeNotice, LocalCopy
from .following import is_suspended
from .marks import Marks
from .rights import may_detach, may_follow


class LocalCopyPanel(Component):
    heading = _("Local copy")
    template_name = "translations/copies/panel.html"

    def __init__(self, page: ItemPage, copy: LocalCopy, request: HttpRequest) -> None:
        self.page, self.copy, self.request = page, copy, request

    @classmethod
    def for_page(cls, page: ItemPage, request: HttpRequest) -> "LocalCopyPanel | None":
        """None, and no query, for what is no local copy."""
        if not page.pk or not page.has_edition:
            return None
        if page.edition.kind != Edition.Kind.LOCAL_COPY:
            return None
        copies = LocalCopy.objects.filter(edition=page.edition.pk)
        copy = copies.select_related("edition__source__page", "edition__office").first()
        return cls(page, copy, request) if copy else None

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        marks = Marks(self.page)
        state = standing(self.copy, self.request.user)
        follows = not state["is_detached"]
        return {
            **state,
            "page": self.page,
            "differing": len(marks.differing),
            "empty": [mark for mark in marks.all if mark.rule == "slot" and not mark.is_filled],
            "data": script_data(self.page, marks if follows else None),
        }


def standing(copy: LocalCopy, user: Any) -> dict[str, Any]:
    """What the panel and the screen of a copy say of how it follows, and what `user` may do."""
    edition = copy.edition
    detached = copy.state == LocalCopy.State.DETACHED
    return {
        "copy": copy,
        "source": edition.source.page if edition.source else None,
        "is_detached": detached,
        "is_suspended": is_suspended(copy),
        "waiting": ChangeNotice.objects.filter(copy=copy, state=ChangeNotice.State.OPEN).count(),
        "inbox": _inbox(),
        "may_follow": not detached and may_follow(user, edition),
        "may_detach": not detached and may_detach(user, edition),
    }


def script_data(page: ItemPage, marks: Marks | None) -> dict[str, Any]:
    """For the editor's script; a detached copy has no marks."""
    return {
        "places": marks.as_data() if marks else {},
        "marks_address": reverse("translations_copy_marks", args=[page.pk]),
        "compare_address": reverse("translations_copy", args=[page.pk]),
        "words": {
            "new": str(_("New here")),
            "changed": str(_("Changed here")),
            "moved": str(_("Moved here")),
            "unsaved": str(_("not saved yet")),
            "locked": str(_("Locked by the centre")),
            "slot": str(_("To be filled in by your office")),
            "filled": str(_("Filled in")),
            "reset": str(_("Back to the national text…")),
            "why": str(_("This place is locked by the centre: it cannot be changed here.")),
        },
    }


def _inbox() -> str:
    try:
        return reverse("translations_inbox")
    except NoReverseMatch:  # an installation without the inbox
        return ""
