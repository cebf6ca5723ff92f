"""What publishing adds to the buttons below an item in the editor."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem

from cms.locks import lock_of
from cms.models import InfographicPage, ItemPage

from .models import Release
from .rights import Rights


class _ItemLink(ActionMenuItem):
    """Abstract: a link to a screen of publishing about the item in the editor."""

    view_name: str

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return context["view"] == "edit" and isinstance(page, ItemPage) and self.suits(page)

    def suits(self, page: ItemPage) -> bool:
        return True

    def get_url(self, context: dict[str, Any]) -> str:
        return reverse(self.view_name, args=[context["page"].pk])


class PackageItem(_ItemLink):
    name, label, icon_name, order = "loa-package", _("Where it goes…"), "mail", 1
    view_name = "publishing_package"


class DrawingsItem(_ItemLink):
    name, label, icon_name, order = "loa-drawings", _("Download all drawings…"), "download", 2
    view_name = "publishing_bulk_order"

    def suits(self, page: ItemPage) -> bool:
        return isinstance(page, InfographicPage)


class _ReleasedItemLink(_ItemLink):
    def suits(self, page: ItemPage) -> bool:
        return Release.objects.filter(page=page.pk).exists()


class CorrectItem(_ReleasedItemLink):
    name, label, icon_name, order = "loa-correct", _("Correct…"), "warning", 30
    view_name = "publishing_correct"

    def suits(self, page: ItemPage) -> bool:
        return super().suits(page) and lock_of(page) is None


class WithdrawItem(_ReleasedItemLink):
    name, label, icon_name, order = "loa-withdraw", _("Take down…"), "bin", 31
    view_name = "publishing_withdraw"

    def is_shown(self, context: dict[str, Any]) -> bool:
        return super().is_shown(context) and Rights(context["request"].user).may_take_down(
            context["page"].edition.office
        )


class ReleasesItem(_ReleasedItemLink):
    name, label, icon_name, order = "loa-releases", _("Releases"), "history", 32
    view_name = "publishing_releases"


ITEMS = (PackageItem, DrawingsItem, CorrectItem, WithdrawItem, ReleasesItem)
