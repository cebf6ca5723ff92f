"""Uploading pictures: Wagtail's views, which say besides what was changed in the file, and offer the
picture that is in the library already. Nobody is kept from using the new one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.images import admin_urls
from wagtail.images.utils import find_image_duplicates
from wagtail.images.views import chooser, images, multiple
from wagtail.permissions import policy_registry

from cms.lookalikes import lookalike
from media_assets.models import Picture


class _Tells:
    """Mixin of Wagtail's form pages: what the message of success says besides."""

    request: HttpRequest
    form: Any

    def get_success_message(self, *instance: Any) -> str:
        said = super().get_success_message(*instance)  # type: ignore[misc]  # of the view
        if "file" not in self.form.changed_data:
            return said
        picture = self.form.instance
        found = lookalike(picture, self.request.user)
        notes = [*notes_of(picture), *([_offer(found, self.request.user)] if found else [])]
        return format_html("{} {}", said, format_html_join(" ", "{}", ((note,) for note in notes)))


class CreateView(_Tells, images.CreateView):
    pass


class EditView(_Tells, images.EditView):
    pass


class AddView(multiple.AddView):
    """Several at once, and what is dragged onto the page."""

    def get_edit_object_response_data(self) -> dict[str, Any]:
        data = super().get_edit_object_response_data()
        found = None if data["duplicate"] else lookalike(self.object, self.request.user)
        if found is not None:
            offer = self.get_confirm_duplicate_upload_response([found])
            data.update(duplicate=True, confirm_duplicate_upload=offer)
        return data


class ChooserUploadView(chooser.ImageUploadView):
    """Within the dialogue in which a picture is chosen."""

    def post(self, request: HttpRequest) -> HttpResponse:
        response = super().post(request)
        picture = self.form.instance
        if picture.pk is None:
            return response
        for note in notes_of(picture):
            messages.info(request, note)
        found = lookalike(picture, request.user)
        if found is None:
            return response
        return self.render_duplicate_found_response(request, picture, found)


def notes_of(picture: Picture) -> tuple[Any, ...]:
    """Of the upload that this instance was made by."""
    return getattr(picture, "intake_notes", ())


def _offer(found: Picture, user: Any) -> str:
    return format_html(
        _("A picture like this is in the library already: {link}. Use that one if it is the same."),
        link=_link(found, user),
    )


def _link(picture: Picture, user: Any) -> str:
    """To its form for whoever may change it; who may only use it is told its name."""
    policy = policy_registry.get_by_type(Picture)
    if not policy.user_has_permission_for_instance(user, "change", picture):
        return format_html("“{}”", picture.title)
    address = reverse("wagtailimages:edit", args=[picture.pk])
    return format_html('<a href="{}">{}</a>', address, picture.title)


TAKEN_OVER: dict[str, Any] = {"add": CreateView, "edit": EditView, "add_multiple": AddView}


def newest_duplicates(**asked: Any) -> Any:
    """Wagtail's, without older versions: whoever chose one would get the newest with the next."""
    return find_image_duplicates(**asked).filter(superseded=False)


def take_over() -> None:
    """Puts these views in the place of Wagtail's, under the same addresses and names."""
    chooser.find_image_duplicates = multiple.find_image_duplicates = newest_duplicates
    patterns = admin_urls.urlpatterns
    for at, pattern in enumerate(patterns):
        if pattern.name in TAKEN_OVER:
            view = TAKEN_OVER[pattern.name]
            patterns[at] = path(str(pattern.pattern), view.as_view(), name=pattern.name)
    chooser.viewset.create_view_class = ChooserUploadView
