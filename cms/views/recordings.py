"""Sounds and videos as readers get them: only what a live page shows, whole or in parts."""

from typing import BinaryIO, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from media_assets.models import Recording

from ..ranges import answer
from ..released import refuse_unreleased
from .media import ONE_HOUR


@require_safe
def recording(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    found = _shown(request, pk)
    if name != f"{found.sha256}.{found.ending}":
        raise Http404("The recording is another one by now.")
    response = as_stored(request, found.file, found.sha256, found.media_type)
    disposition = content_disposition_header(False, found.filename)
    response["Content-Disposition"] = disposition or "inline"
    return response


@require_safe
def poster(request: HttpRequest, pk: int, sha256: str) -> HttpResponseBase:
    found = _shown(request, pk)
    if not found.poster or sha256 != found.poster_sha256:
        raise Http404("It has no such picture.")
    return as_stored(request, found.poster, sha256, "image/jpeg")


@require_safe
def captions(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = _shown(request, pk)
    if not found.captions:
        raise Http404("It has no captions.")
    return _private(HttpResponse(found.captions, content_type="text/vtt; charset=utf-8"))


def _shown(request: HttpRequest, pk: int) -> Recording:
    """Raises Http404 for all who may not see it."""
    found: Recording = get_object_or_404(Recording, pk=pk)
    refuse_unreleased(found, request)
    return found


def as_stored(request: HttpRequest, file: object, sha256: str, media_type: str) -> HttpResponseBase:
    """Whole or in parts. Raises Http404 where the file was lost."""
    storage, name = file.storage, file.name  # type: ignore[attr-defined]  # a FieldFile

    def opened() -> BinaryIO:
        return cast(BinaryIO, storage.stream(name))

    try:
        size = storage.size(name)
        response = answer(request, size=size, etag=sha256, media_type=media_type, opened=opened)
    except FileNotFoundError as error:
        raise Http404("Its file is not there.") from error
    return _private(response)


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = ONE_HOUR
    response["X-Content-Type-Options"] = "nosniff"
    return response
