"""Pictures as readers get them. Only resized ones have an address: originals and files never."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

RENDITIONS = "images"  # folder of Wagtail's renditions within MEDIA_ROOT


@require_safe
@cache_control(public=True, max_age=86_400)
def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """For local files; with S3-compatible storage the addresses are the storage's own."""
    return serve(request, path, document_root=Path(settings.MEDIA_ROOT) / RENDITIONS)
