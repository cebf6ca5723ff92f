"""The share card of a page, for whoever shows a link to it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from wagtail.models import Page

from media_assets.pieces.crew import SettingFailed
from media_assets.pieces.data import Piece

from .. import share_cards
from ..models import Office

ONE_HOUR = "public, max-age=3600"


@require_safe
def share_card(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Of what everybody may read, under the office that is asked for; anything else has none."""
    public = Page.objects.live().public().filter(depth__gt=1)
    page = get_object_or_404(public, pk=page_id).specific
    try:
        office = share_cards.speaker(page, request.GET.get(share_cards.OFFICE, ""))
    except Office.DoesNotExist as error:
        raise Http404("Nobody reads this page under that office.") from error
    card = share_cards.card_of(page, office)
    etag = f'"{share_cards.key_of(card)}"'
    response = get_conditional_response(request, etag=etag) or _picture(card)
    response["Cache-Control"], response["ETag"] = ONE_HOUR, etag
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _picture(card: Piece) -> HttpResponse:
    try:
        made = share_cards.draw(card)
    except SettingFailed as error:
        raise Http404("The card could not be drawn.") from error
    return HttpResponse(made.content, content_type=made.media_type)
