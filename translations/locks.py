"""The lock of a translated page: it is built from its segments, so nobody edits it by hand."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.locks import BaseLock
from wagtail.models import Page

from cms.languages import BY_CODE
from cms.models import Edition

from .models import TranslationRequest


class TranslatedPageLock(BaseLock):
    """For everybody. `request` is where its words are changed."""

    def __init__(self, page: Page, request: TranslationRequest) -> None:
        super().__init__(page)
        self.request = request

    def for_user(self, user: Any) -> bool:
        return True

    def get_message(self, user: Any) -> SafeString:
        language = BY_CODE.get(self.request.language)
        message = _(
            "This page is the translation into %(language)s of “%(title)s”. It is built from its"
            " segments: correct the translation there, then build the page again."
        )
        if self._is_withdrawn:
            message = _(
                "This page is the translation into %(language)s of “%(title)s”, which is not asked"
                " for any more. To correct it, ask for it again on the Vietnamese item, correct the"
                " translation, then build the page again."
            )
        source = self.request.page
        title = source.title if source else str(self.request.work)
        name = language.name_in_text if language else self.request.language
        return self._with_link(message % {"language": name, "title": title})

    @property
    def _is_withdrawn(self) -> bool:
        """And can be asked for again."""
        return self.request.withdrawn_at is not None and self.request.page is not None

    def _with_link(self, message: str) -> SafeString:
        said, name = _("Open the translation"), "translations_editor"
        number: int | None = self.request.pk
        if self._is_withdrawn:
            said, name = _("Translations of the item"), "translations_item"
            number = self.request.page_id
        try:
            address = reverse(name, args=[number])
        except NoReverseMatch:  # an installation without the editor
            return format_html("{}", message)
        return format_html(
            '{} <span class="buttons"><a class="button button-small button-secondary"'
            ' href="{}">{}</a></span>',
            message,
            address,
            said,
        )

    def get_locked_by(self, user: Any, can_lock: bool = False) -> str:
        return _("Built from its translation")

    def get_description(self, user: Any, can_lock: bool = False) -> str:
        if self._is_withdrawn:
            return _("Ask for the translation again on the Vietnamese item, then correct it.")
        return _("Correct the translation, then build the page again.")


def lock_of(page: Page) -> TranslatedPageLock | None:
    """None, and no query, for what is no translation; None for one that was written by hand."""
    if page.edition.kind != Edition.Kind.TRANSLATION:
        return None
    asked = TranslationRequest.objects.filter(translated_page=page.pk)
    request = asked.select_related("page", "work").first()
    return TranslatedPageLock(page, request) if request else None
