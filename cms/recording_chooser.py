"""Choosing a sound or a video, or uploading one on the spot: of what the user may choose only."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import View
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.permissions import policy_registry

MODEL = "media_assets.Recording"


class _Choosable:
    """Mixin of the views that name recordings."""

    model_class: Any
    request: Any

    def choosable(self) -> Any:
        policy = policy_registry.get_by_type(self.model_class)
        return policy.instances_user_has_any_permission_for(self.request.user, ["choose"])


class _Uploads(chooser.CreationFormMixin):
    creation_tab_id = "upload"

    def get_creation_form_class(self) -> Any:
        from .recordings import ChooserForm

        return ChooserForm

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_creation_form_kwargs()
        kwargs |= {"user": self.request.user, "prefix": "recording-chooser-upload"}
        if self.request.method == "POST":
            kwargs["instance"] = self.model_class(uploaded_by_user=self.request.user)
        return kwargs


class _Lists(_Choosable, chooser.BaseChooseView):
    ordering = ("-created_at", "-pk")

    def get_object_list(self) -> Any:
        return self.choosable().filter(superseded=False)

    @cached_property
    def filter_form(self) -> Any:
        return self.get_filter_form()

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,
            Column("kind", label=_("Kind"), accessor="get_kind_display"),
            Column("length", label=_("Length")),
            Column("collection", label=_("Collection")),
        ]


class ChooseView(chooser.ChooseViewMixin, _Uploads, _Lists):
    pass


class ChooseResultsView(chooser.ChooseResultsViewMixin, _Uploads, _Lists):
    pass


class ChosenView(_Choosable, chooser.ChosenViewMixin, chooser.ChosenResponseMixin, View):
    def get_object(self, pk: str) -> Any:
        found = super().get_object(pk)
        if not self.choosable().filter(pk=found.pk).exists():
            raise PermissionDenied
        return found


class ChosenMultipleView(
    _Choosable, chooser.ChosenMultipleViewMixin, chooser.ChosenResponseMixin, View
):
    def get_objects(self, pks: list[str]) -> Any:
        return self.choosable().filter(pk__in=pks)


class CreateView(chooser.CreateViewMixin, _Uploads, chooser.ChosenResponseMixin, View):
    pass


viewset = ChooserViewSet(
    "recording_chooser",
    model=MODEL,
    url_prefix="am-thanh-video/chon",
    icon="media",
    choose_one_text=_("Choose a sound or video"),
    choose_another_text=_("Choose another one"),
    edit_item_text=_("Edit this one"),
    create_action_label=_("Upload"),
    create_action_clicked_label=_("Uploading and listening to the file…"),
    choose_view_class=ChooseView,
    choose_results_view_class=ChooseResultsView,
    chosen_view_class=ChosenView,
    chosen_multiple_view_class=ChosenMultipleView,
    create_view_class=CreateView,
)
RecordingChooserBlock = viewset.get_block_class(
    name="RecordingChooserBlock", module_path="cms.recording_chooser"
)
