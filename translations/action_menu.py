"""What translations add to the buttons below an item in the editor, and to lists of pages."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from cms.models import Edition, ItemPage

from .copies.rights import may_rule
from .planning.pages import with_editions
from .rights import Rights
from .services.ruling import is_national


class TranslationsItem(ActionMenuItem):
    name, label, icon_name, order = "loa-translations", _("Translations…"), "globe", 3

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return context["view"] == "edit" and isinstance(page, ItemPage)

    def get_url(self, context: dict[str, Any]) -> str:
        return reverse("translations_item", args=[context["page"].pk])


class LocalCopyItem(ActionMenuItem):
    name, label, icon_name, order = "loa-copy", _("Compare with the national text"), "view", 4

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        if context["view"] != "edit" or not isinstance(page, ItemPage) or not page.has_edition:
            return False
        return page.edition.kind == Edition.Kind.LOCAL_COPY

    def get_url(self, context: dict[str, Any]) -> str:
        return reverse("translations_copy", args=[context["page"].pk])


class LocalRulesItem(ActionMenuItem):
    name, label, icon_name, order = "loa-copy-rules", _("Rules for local copies"), "lock", 5

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        if context["view"] != "edit" or not isinstance(page, ItemPage) or not page.has_edition:
            return False
        return is_national(page.edition) and may_rule(context["request"].user, page.edition)

    def get_url(self, context: dict[str, Any]) -> str:
        return reverse("translations_copy_rules", args=[context["page"].pk])


class RequestBulkAction(PageBulkAction):
    """Only leads to the screen where languages are chosen: that one asks for the rights again."""

    display_name = _("Have it translated")
    aria_label = _("Have the chosen items translated")
    action_type = "loa_translate"
    action_priority = 40
    template_name = "translations/request.html"  # never shown

    @classmethod
    def get_queryset(cls, model: type[Page], object_ids: Any) -> list[Page]:
        """Raises Http404 where there is no such page, or none with an edition."""
        found = with_editions(super().get_queryset(model, object_ids))
        if not found:
            raise Http404("No item among them")
        return found

    def check_perm(self, obj: Page) -> bool:
        is_source = obj.edition.kind != Edition.Kind.TRANSLATION
        return is_source and self._rights.may_request(obj)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._rights = Rights(request.user)
        pages, _others = self.get_actionable_objects()
        if not pages:
            return redirect("translations_matrix")
        chosen = urlencode([("page", page.pk) for page in pages])
        return redirect(f"{reverse('translations_request')}?{chosen}")
