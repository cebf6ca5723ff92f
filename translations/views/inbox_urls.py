"""Addresses of the inbox, and who is shown it in the menu."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from cms.visibility import holds_any

from ..rolling.people import READERS
from . import inbox, notice


def inbox_urls() -> list[URLPattern]:
    one = "thay-doi/<int:notice_id>/"
    return [
        path("thay-doi/", inbox.inbox, name="translations_inbox"),
        path(one, notice.notice, name="translations_notice"),
        path(f"{one}quyet-dinh/", notice.decide, name="translations_notice_decide"),
        path(f"{one}giu-nguyen/", notice.keep, name="translations_notice_keep"),
        path(f"{one}lam-lai/", notice.undo, name="translations_notice_undo"),
        path(f"{one}nhac-lai/", notice.snooze, name="translations_notice_snooze"),
    ]


class InboxMenuItem(MenuItem):
    def __init__(self) -> None:
        address = reverse_lazy("translations_inbox")
        super().__init__(
            _("Changes of the centre"),
            address,
            name="changes",
            icon_name="download",
            order=151,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return holds_any(request, READERS)
