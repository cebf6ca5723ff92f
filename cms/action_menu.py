"""The buttons below an item in Wagtail's editor: save, submit, take back."""

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem

from . import approval
from .models import ItemPage
from .structure_changes import STRUCTURE

# What Wagtail offers and approval replaces. "Cancel workflow" is our "take back".
REPLACED = {
    "action-publish",
    "action-unpublish",
    "action-submit",
    "action-restart-workflow",
    "action-cancel-workflow",
}


class SubmitItem(ActionMenuItem):
    label = _("Submit for approval…")
    name = "loa-submit"
    icon_name = "resubmit"

    def is_shown(self, context) -> bool:
        return context["view"] == "edit" and approval.may_submit(
            context["page"], context["request"].user
        )

    def get_url(self, context) -> str:
        return reverse("loa_submit", args=[context["page"].pk])


class TakeBackItem(ActionMenuItem):
    label = _("Take back to edit")
    name = "loa-take-back"
    icon_name = "undo"
    order = 1

    def is_shown(self, context) -> bool:
        return context["view"] == "edit" and approval.may_take_back(
            context["page"], context["request"].user
        )

    def get_url(self, context) -> str:
        return reverse("loa_take_back", args=[context["page"].pk])


class LookItem(ActionMenuItem):
    label = _("Open the approval page")
    name = "loa-look"
    icon_name = "view"
    order = 2

    def is_shown(self, context) -> bool:
        return context["view"] == "edit" and approval.is_in_review(context["page"])

    def get_url(self, context) -> str:
        return reverse("loa_item", args=[context["page"].pk])


class PutOnPortalItem(ActionMenuItem):
    """Of pages around the items: a leader puts their draft before the public."""

    label = _("Put on the portal…")
    name = "loa-structure"
    icon_name = "upload"

    def is_shown(self, context) -> bool:
        return context["view"] == "edit"

    def get_url(self, context) -> str:
        return reverse("loa_structure_page", args=[context["page"].pk])


def arrange(items: list[ActionMenuItem], request, context) -> None:
    """Hook `construct_page_action_menu`."""
    model = _model_of(context)
    if not issubclass(model, (ItemPage, *STRUCTURE)):
        return
    items[:] = [item for item in items if item.name not in REPLACED]
    of_items = (SubmitItem(), TakeBackItem(), LookItem())
    own = of_items if issubclass(model, ItemPage) else (PutOnPortalItem(),)
    items.extend(item for item in own if item.is_shown(context))
    if context.get("locked_for_user"):  # "Page locked" is no button: it comes last
        items.sort(key=lambda item: item.order)


def _model_of(context) -> type:
    page = context.get("page")
    return type(page) if page is not None else _model_to_create(context["request"])


def _model_to_create(request) -> type:
    """Wagtail tells the menu of its create view only the parent; the address names the type."""
    names = request.resolver_match.kwargs
    return apps.get_model(names["content_type_app_name"], names["content_type_model_name"])
