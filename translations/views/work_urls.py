"""Addresses of the work on translations, and who is shown them in the menu."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from cms.models import Edition, ItemPage
from cms.visibility import holds_any

from ..models import TranslationRequest
from ..planning.visibility import OVERSEERS, may_look
from ..rights import WRITERS, Rights
from . import planning, work


def work_urls() -> list[URLPattern]:
    return [
        path("dich/", work.queue, name="translations_queue"),
        path("dich/nhan/<int:request_id>/", work.take, name="translations_take"),
        path("dich/theo-doi/", work.board, name="translations_matrix"),
        path("dich/so-chu/", work.words, name="translations_words"),
        path("dich/so-chu.csv", work.words_export, name="translations_words_export"),
        path("dich/bai/<int:page_id>/", planning.item, name="translations_item"),
        path("dich/yeu-cau/", planning.ask, name="translations_request"),
        path("dich/giao-viec/", planning.assign, name="translations_assign"),
        path("dich/thoi/<int:request_id>/", planning.withdraw, name="translations_withdraw"),
    ]


class QueueMenuItem(MenuItem):
    """For whoever translates or reviews."""

    def __init__(self) -> None:
        address = reverse_lazy("translations_queue")
        super().__init__(
            _("Translation work"), address, name="translations", icon_name="globe", order=152
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return holds_any(request, WRITERS)


class BoardMenuItem(MenuItem):
    """For whoever asks for translations and answers for them."""

    def __init__(self) -> None:
        address = reverse_lazy("translations_matrix")
        super().__init__(
            _("Translation board"), address, name="translation-board", icon_name="table", order=154
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return holds_any(request, OVERSEERS)


def link_of_item(page: ItemPage, request: HttpRequest) -> tuple[str, str] | None:
    """From the screen of an item in approval; from that of a translated page to its own words."""
    built = _request_of(page)
    if built is not None:
        address = reverse("translations_editor", args=[built.pk])
        return (str(_("Translation…")), address) if Rights(request.user).may_look(built) else None
    if not may_look(page, request.user):
        return None
    return str(_("Translations…")), reverse("translations_item", args=[page.pk])


def _request_of(page: ItemPage) -> TranslationRequest | None:
    """No query for what is no translation."""
    if page.edition.kind != Edition.Kind.TRANSLATION:
        return None
    return TranslationRequest.objects.filter(translated_page=page.pk).first()
