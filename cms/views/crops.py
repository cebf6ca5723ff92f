"""“Khung cắt” of a picture: all sizes at once. Parse, call a service, redirect."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.permissions import policy_registry

from media_assets.models import Picture, PictureUnreadable
from media_assets.presets import PRESETS

from .. import picture_crops
from ..login import StaffRequest
from ..released import is_released


@require_http_methods(["GET", "POST"])
def crops(request: StaffRequest, image_id: int) -> HttpResponse:
    picture = get_object_or_404(Picture, pk=image_id)
    policy = policy_registry.get_by_type(Picture)
    if not policy.user_has_permission_for_instance(request.user, "change", picture):
        raise PermissionDenied
    if request.method == "POST":
        return _save(request, picture)
    try:
        shown = picture.get_rendition(PRESETS["desk"].spec)
    except PictureUnreadable as error:
        messages.error(request, str(error))
        return redirect("wagtailimages:edit", picture.pk)
    return TemplateResponse(request, "cms/admin/crops.html", _context(picture, shown))


def _save(request: StaffRequest, picture: Picture) -> HttpResponse:
    try:
        drawn = picture_crops.read(picture, request.POST)
    except picture_crops.BadCrop as error:
        messages.error(request, str(error))
        return redirect("loa_crops", picture.pk)
    if picture_crops.save_crops(picture=picture, drawn=drawn, user=request.user):
        messages.success(request, _("The crops were saved."))
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect("loa_crops", picture.pk)


def _context(picture: Picture, shown: object) -> dict:
    choices = picture_crops.choices(picture)
    return {
        "picture": picture,
        "shown": shown,
        "choices": choices,
        "too_small": picture_crops.too_small_for(picture),
        "is_public": is_released(picture),
        "data": {
            "size": [picture.width, picture.height],
            "presets": [choice.to_data() for choice in choices],
        },
    }
