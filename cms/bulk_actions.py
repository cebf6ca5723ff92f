"""Wagtail's screens for many things at once name all that they are asked about: here, only what
its user may see."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.pages import bulk_actions as of_pages
from wagtail.documents.views import bulk_actions as of_files
from wagtail.images.views import bulk_actions as of_pictures
from wagtail.models import Page
from wagtail.permissions import policy_registry

from .guards import choosable

WRAPPED: tuple[type[BulkAction], ...] = (
    of_pages.DeleteBulkAction,
    of_pages.MoveBulkAction,
    of_pages.PublishBulkAction,
    of_pages.UnpublishBulkAction,
    of_files.DeleteBulkAction,
    of_files.AddTagsBulkAction,
    of_files.AddToCollectionBulkAction,
    of_pictures.DeleteBulkAction,
    of_pictures.AddTagsBulkAction,
    of_pictures.AddToCollectionBulkAction,
)


class _NamesOnlyWhatIsSeen:
    """Mixin before an action. Raises Http404 where nothing is left."""

    request: Any
    model: Any

    def get_actionable_objects(self) -> tuple[list, dict[str, list]]:
        objects, others = super().get_actionable_objects()  # type: ignore[misc]  # of an action
        refused = others["items_with_no_access"]
        seen = _seen(self.model, [each.pk for each in refused], self.request.user)
        others["items_with_no_access"] = [each for each in refused if each.pk in seen]
        if not objects and not any(others.values()):
            raise Http404("Nothing that this user may see.")
        return objects, others

    def prepare_action(self, objects: list, objects_without_access: dict[str, list]) -> Any:
        """Wagtail would say that it was done to none of them, as if that had been asked for."""
        if objects:
            return super().prepare_action(objects, objects_without_access)  # type: ignore[misc]
        messages.error(
            self.request,
            _(
                "Nothing was changed: you may not do this with what you chose. If it is your task,"
                " ask the system administrator for the right."
            ),
        )
        return redirect("wagtailadmin_home")


def _seen(model: Any, pks: list[int], user: Any) -> set[int]:
    """Of what the user may not do this with, what they may see."""
    if issubclass(model, Page):
        return set(choosable(Page.objects.filter(pk__in=pks), user).values_list("pk", flat=True))
    policy = policy_registry.get_by_type(model)
    own = policy.instances_user_has_permission_for(user, "choose").filter(pk__in=pks)
    return set(own.values_list("pk", flat=True))


def register() -> None:
    """In place of the actions that Wagtail registered."""
    for action in WRAPPED:
        own = type(f"Own{action.__name__}", (_NamesOnlyWhatIsSeen, action), {})
        hooks.register("register_bulk_action", own, order=1)
