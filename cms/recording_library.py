"""The library of sounds and videos: Wagtail's listing and forms, each office its own collection.

The newest versions stand in it; older ones under “Versions” of the newest, see `cms.versions`.
"""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import CollectionFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic import usage
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

from media_assets.models import Recording

from .languages import language_name
from .recordings import LibraryForm

KEEPERS = ["add", "change", "delete"]


class RecordingFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Recording.Kind.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = policy_registry.get_by_type(Recording)
        own = policy.collections_user_has_any_permission_for(self.request.user, ["add", "change"])
        if own.count() > 1:
            self.filters["collection_id"] = CollectionFilter(
                field_name="collection_id", label=_("Collection"), queryset=own
            )

    class Meta:
        model = Recording
        fields = ("kind",)


class PosterColumn(Column):
    cell_template_name = "cms/admin/recordings/poster_cell.html"


class LanguageColumn(Column):
    def get_value(self, instance: Recording) -> str:
        return language_name(instance.language)


class IndexView(generic.IndexView):
    any_permission_required = KEEPERS

    def get_base_queryset(self) -> Any:
        own = self.permission_policy.instances_user_has_any_permission_for(
            self.request.user, ["change", "delete"]
        )
        return own.filter(superseded=False).select_related("collection")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Title"), sort_key="title", get_url=self.get_edit_url),
            PosterColumn("poster", label=_("Picture"), width="7rem"),
            Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
            LanguageColumn("language", label=_("Language"), sort_key="language"),
            Column("length", label=_("Length"), sort_key="seconds"),
            Column("codecs", label=_("Codecs")),
            Column("loudness", label=_("Loudness"), accessor="loudness_in_words"),
            Column("collection", label=_("Collection")),
            DateColumn("created_at", label=_("Created"), sort_key="created_at"),
        ]


def in_collection(collection: Any) -> dict[str, Any] | None:
    """For Wagtail, which deletes no collection that holds anything."""
    count = Recording.objects.filter(collection=collection).count()
    if not count:
        return None
    words = ngettext("%(count)s sound or video", "%(count)s sounds and videos", count)
    url = f"{reverse('recordings:index')}?collection_id={collection.pk}"
    return {"count": count, "count_text": words % {"count": count}, "url": url}


class _OfTheUser:
    """Mixin of forms: they offer the user's own collections."""

    request: Any
    form: Any

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}  # type: ignore[misc]  # of a view

    def get_success_message(self, *instance: Any) -> str:
        said = super().get_success_message(*instance)  # type: ignore[misc]  # likewise
        notes = getattr(self.form.instance, "intake_notes", ())
        return format_html("{} {}", said, format_html_join(" ", "{}", ((one,) for one in notes)))


class _OwnOnly:
    """Mixin: the number in the address may be anybody's."""

    permission_required: str

    def get_object(self, *args: Any) -> Any:
        found = super().get_object(*args)  # type: ignore[misc]  # likewise
        if not self.user_has_permission_for_instance(self.permission_required, found):  # type: ignore[attr-defined]  # likewise
            raise PermissionDenied
        return found


class CreateView(_OfTheUser, generic.CreateView):
    def get_initial_form_instance(self) -> Recording:
        return Recording(uploaded_by_user=self.request.user)

    def get_success_url(self) -> str:
        """Where the transcript is written and the rights are stated."""
        return str(self.get_edit_url())


class EditView(_OwnOnly, _OfTheUser, generic.EditView):
    pass


class DeleteView(_OwnOnly, generic.DeleteView):
    pass


class UsageView(_OwnOnly, usage.UsageView):
    permission_required = "change"


class RecordingViewSet(ModelViewSet):
    model = Recording
    name = "recordings"
    url_prefix = "am-thanh-video"
    icon = "media"
    menu_label = _("Sounds and videos")
    menu_name = "recordings"
    menu_order = 410
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView
    usage_view_class = UsageView
    filterset_class = RecordingFilterSet
    ordering = "-created_at"
    template_prefix = "cms/admin/recordings/"

    def get_form_class(self, for_update: bool = False) -> Any:
        return LibraryForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(history_url_name=None, **kwargs)

    def get_urlpatterns(self) -> list[Any]:
        return [one for one in super().get_urlpatterns() if "history" not in str(one.name)]
