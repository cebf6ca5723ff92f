"""Files of bulletins: for a commune behind its link, for people inside, and of what waits for approval.

GET changes nothing. What may not be read on air (yet, or any longer) is given as a sheet that says so
on every page, and in no other form: a Word file or a ZIP would be passed on without those words.
"""

from io import BytesIO
from typing import IO
from uuid import UUID

from django.db.models import Count, Min
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods
from slugify import slugify

from ..bulletins import Bulletin, find_bulletin, in_force
from ..models import CommuneLink, Delivery
from ..package import assemble
from ..sealed_releases import number_now
from ..sheets.forms import FORMS, PDF, made
from ..sheets.of_delivery import (
    bundle_for,
    heard_channels,
    is_heard,
    sheet_for,
    standing_of,
)
from ..sheets.sheet import Approval, Sheet, Standing, sheet_of
from ..visibility import deliveries_for, releases_for
from .approval_sheet import readable
from .communes import behind_link
from .deliveries import delivery_or_404
from .signed_in import user_of

ZIP = "zip"
LONGEST_NAME = 60


@behind_link
@require_http_methods(["GET", "HEAD"])
def commune_file(
    request: HttpRequest, link: CommuneLink, token: str, key: UUID, form: str
) -> HttpResponseBase:
    """What is no longer in the list, or never was, is said by the bulletin's own page."""
    found, _gone = find_bulletin(link.destination, key)
    if found is None or form not in (*FORMS, ZIP):
        return redirect("commune_bulletin", token, key)
    return _of_bulletin(found, form, with_uncompressed=False)


@require_GET
def delivery_file(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    delivery = delivery_or_404(user_of(request), pk)
    if form not in (*FORMS, ZIP) or not is_heard(delivery):
        raise Http404
    found, _gone = find_bulletin(delivery.destination, delivery.key)
    if found is not None:
        response = _of_bulletin(found, form, with_uncompressed=True)
    elif form == PDF.name:
        sheet = sheet_for(delivery, standing_of(delivery, None))
        response = _answer(BytesIO(made(sheet, PDF)), sheet, form)
    else:
        raise Http404
    return _private(response)


@require_GET
def draft_sheet(request: HttpRequest, page_id: int, place_id: int) -> HttpResponseBase:
    """What one place would get of the package as it is now."""
    page, revision = readable(request, page_id)
    legs = (leg for leg in assemble(page, revision).legs if leg.destination.pk == place_id)
    leg = next(legs, None)
    if leg is None or leg.post is None or leg.destination.channel not in heard_channels():
        raise Http404
    approval = Approval(page.edition.office.name)
    sheet = sheet_of(leg.post.to_data(), approval, Standing.DRAFT)
    return _private(_answer(BytesIO(made(sheet, PDF)), sheet, PDF.name))


@require_GET
def of_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Every bulletin of a release once, with one of the places that get it."""
    user = user_of(request)
    release = get_object_or_404(releases_for(user).select_related("office"), pk=number_now(pk))
    mine = deliveries_for(user).filter(
        release=release, destination__channel__in=heard_channels(), variant__isnull=False
    )
    rows = mine.exclude(action=Delivery.Action.WITHDRAW).values("variant__post", "language")
    counted = list(rows.annotate(places=Count("pk"), one=Min("pk")).order_by("one"))
    shown = mine.select_related("variant__post", "destination__office", "release").in_bulk(
        [row["one"] for row in counted]
    )
    here = in_force(one.destination_id for one in shown.values()).filter(pk__in=shown)
    playable = set(here.values_list("pk", flat=True))
    bulletins = [(shown[row["one"]], row["places"], row["one"] in playable) for row in counted]
    context = {"release": release, "bulletins": bulletins}
    return TemplateResponse(request, "publishing/bulletin_files/release.html", context)


def _of_bulletin(found: Bulletin, form: str, *, with_uncompressed: bool) -> HttpResponseBase:
    sheet = sheet_for(found.delivery)
    if form == ZIP:
        return _answer(bundle_for(found, with_uncompressed=with_uncompressed), sheet, form)
    return _answer(BytesIO(made(sheet, FORMS[form])), sheet, form)


def _answer(content: IO[bytes], sheet: Sheet, form: str) -> HttpResponseBase:
    name = slugify(sheet.title, max_length=LONGEST_NAME, word_boundary=True) or "loa"
    return FileResponse(
        content,
        content_type=FORMS[form].media_type if form in FORMS else "application/zip",
        as_attachment=form != PDF.name,
        filename=f"ban-tin-{name}.{form}",
    )


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = "private, no-store"
    return response
