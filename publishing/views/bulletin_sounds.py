"""A commune's sounds, behind its link: whole or in parts, to be played or kept. Changes nothing."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods

from cms.views.recordings import as_stored

from ..bulletins import find_bulletin
from ..models import CommuneLink
from ..voices.deliverable import sounds_for
from .communes import behind_link


@behind_link
@require_http_methods(["GET", "HEAD"])
def bulletin_sound(
    request: HttpRequest, link: CommuneLink, token: str, key: UUID, name: str
) -> HttpResponseBase:
    """What was replaced or taken down is played no more: 410, as its page."""
    found, gone = find_bulletin(link.destination, key)
    if found is None:
        return HttpResponse(status=404 if gone is None else 410)
    one = next((sound for sound in sounds_for(found.delivery) if sound.name == name), None)
    if one is None:
        return HttpResponse(status=404)
    try:
        response = as_stored(request, one.file.file, one.sha256, one.media_type)
    except Http404:  # its file was lost
        return HttpResponse(status=404)
    kept = "attachment" if "tai" in request.GET else "inline"
    response["Content-Disposition"] = f'{kept}; filename="{name}"'
    return response
