"""Drawings of released infographics: for readers of the portal, and for offices to print."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_safe
from wagtail.models import Page

from cms import share_cards
from cms.visibility import offices_of
from media_assets.pieces.formats import FORMATS

from ..channel import Picture
from ..pieces.forms import SUFFIXES, file_name
from ..pieces.released import drawn_for, file_of, in_force, picture_of, posters_of, release_with
from .signed_in import user_of

PER_PAGE = 20  # releases


@require_safe
def piece_picture(request: HttpRequest, page_id: int, code: str, form: str) -> HttpResponseBase:
    """What the live page was released with, for the office that shows it."""
    if not Page.objects.live().public().filter(pk=page_id).exists():
        raise Http404
    release = release_with(page_id, code)
    found = picture_of(release, code, form) if release else None
    if release is None or found is None:
        return _card_instead(page_id, code, form)
    etag = f'"{found.sha256}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = _file(found, release.title, form, saved="tai-ve" in request.GET)
    response["Cache-Control"], response["ETag"] = "public, max-age=300", etag
    return response


def _card_instead(page_id: int, code: str, form: str) -> HttpResponseBase:
    """A link is never shown without a picture, even to what was released before there were drawings."""
    if form != "share":
        raise Http404
    query = urlencode({share_cards.OFFICE: code})
    return redirect(f"{reverse('share_card', args=[page_id])}?{query}")


@require_GET
def posters(request: HttpRequest) -> HttpResponse:
    """What this person's offices may print."""
    offices = list(offices_of(user_of(request)))
    shown = Paginator(drawn_for(offices), PER_PAGE).get_page(request.GET.get("p"))
    found = posters_of(shown, offices)
    context = {
        "page": shown,
        "pages": shown.paginator.get_elided_page_range(shown.number),
        "posters": [
            (one, [(FORMATS[name], picture) for name, picture in one.forms]) for one in found
        ],
    }
    return TemplateResponse(request, "publishing/pieces/posters.html", context)


@require_GET
def poster(request: HttpRequest, pk: int, code: str, form: str) -> HttpResponseBase:
    """One of them, as a file."""
    get_object_or_404(offices_of(user_of(request)), code=code)
    release = get_object_or_404(in_force(), pk=pk)
    if code not in release.content["pieces"]:
        raise Http404
    found = picture_of(release, code, form)
    if found is None:
        raise Http404
    return _file(found, f"{release.title} {code}", form, saved=True)


def _file(picture: Picture, title: str, form: str, *, saved: bool) -> FileResponse:
    path = file_of(picture)
    if path is None:
        raise Http404
    kind = FORMATS[form].kind if form in FORMATS else "png"
    name = file_name(title, form, SUFFIXES[kind])
    return FileResponse(
        path.open("rb"),
        content_type=picture.content_type,
        as_attachment=saved or kind == "pdf",
        filename=name,
    )
