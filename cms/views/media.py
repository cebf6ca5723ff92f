"""Pictures as readers get them. Only resized ones have an address: originals and files never."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django.views.static import serve

from media_assets.models import PictureRendition

from ..released import refuse_unreleased

RENDITIONS = "images"  # folder of Wagtail's renditions within MEDIA_ROOT
ONE_HOUR = "private, max-age=3600"  # private: what staff may see is not for shared caches


@require_safe
def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """For local files; with S3-compatible storage the addresses are the storage's own."""
    named = PictureRendition.objects.select_related("image")
    found = get_object_or_404(named, file=f"{RENDITIONS}/{path}")
    refuse_unreleased(found.image, request)
    response = serve(request, path, document_root=str(Path(settings.MEDIA_ROOT) / RENDITIONS))
    response["Cache-Control"] = ONE_HOUR
    return response
