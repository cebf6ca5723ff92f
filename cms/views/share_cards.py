"""The share card of a page, for whoever shows a link to it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import Page

from media_assets.pieces.crew import SettingFailed

from ..share_cards import draw

ONE_HOUR = "public, max-age=3600"


@require_safe
def share_card(request: HttpRequest, page_id: int) -> HttpResponse:
    """Of what everybody may read; anything else has none."""
    public = Page.objects.live().public().filter(depth__gt=1)
    page = get_object_or_404(public, pk=page_id).specific
    try:
        made = draw(page)
    except SettingFailed as error:
        raise Http404("The card could not be drawn.") from error
    return HttpResponse(
        made.content,
        content_type=made.media_type,
        headers={"Cache-Control": ONE_HOUR, "X-Content-Type-Options": "nosniff"},
    )
