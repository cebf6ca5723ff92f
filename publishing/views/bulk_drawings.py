"""All drawings of an infographic as one ZIP: ordered, watched, downloaded."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.languages import language_name
from cms.models import InfographicPage, Office
from cms.ranges import answer
from media_assets.pieces.formats import FORMATS

from ..forms.bulk_drawings import BulkDrawingForm
from ..frozen import ascii_name
from ..models import BulkDrawing
from ..pieces.bulk import ordered, rights
from ..pieces.bulk.tidying import KEPT, MOST_KEPT
from ..services.bulk_drawings import (
    OrderRefused,
    cancel_drawings,
    order_drawings,
    resume_drawings,
)
from ..state_tags import Tag
from .signed_in import user_of

State = BulkDrawing.State
TAGS = {
    State.DRAWING: ("time", "go"),
    State.READY: ("check", "good"),
    State.CANCELLED: ("cross", "off"),
    State.FAILED: ("warning", "bad"),
    State.EXPIRED: ("bin", "off"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, page_id: int) -> HttpResponse:
    user, page = user_of(request), get_object_or_404(InfographicPage, pk=page_id)
    if not page.has_edition or not rights.offices_seen(user, page):
        raise PermissionDenied
    allowed = rights.may_order(user, page)
    if request.method == "POST" and not allowed:
        raise PermissionDenied
    form = BulkDrawingForm(request.POST or None, user=user, page=page)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("publishing_bulk_drawing", _ordered(request, page, form).pk)
        except OrderRefused as error:
            messages.error(request, str(error))
    title = page.draft_title if rights.may_read_draft(user, page) else page.title
    orders = [(one, tag_of(one)) for one in rights.orders_of(user, page)]
    context = {"item": page, "title": title, "form": form, "orders": orders, "allowed": allowed}
    return TemplateResponse(request, "publishing/pieces/bulk_order.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; the page asks for itself anew, with scripts or without."""
    found = _order_or_404(request, pk)
    if request.method == "POST":
        return _act(request, found)
    page = InfographicPage.objects.get(pk=found.page_id)
    context: dict[str, Any] = {
        "order": found,
        "tag": tag_of(found),
        "formats": [_format(name) for name in found.formats],
        "offices": list(Office.objects.filter(code__in=found.offices)),
        "languages": [language_name(code) for code in found.languages],
        "undrawn": _undrawn(found),
        "undrawn_more": found.undrawn - len(found.undrawn_first),
        "most_kept": MOST_KEPT,
        "removed_at": found.ended_at + KEPT if found.ended_at else None,
        "allowed": rights.may_order(user_of(request), page),
    }
    return TemplateResponse(request, "publishing/pieces/bulk_show.html", context)


@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """In parts too: over a slow line a large file goes on where it broke off."""
    found = _order_or_404(request, pk)
    path = ordered.zip_of(found.folder)
    if found.state != State.READY or not path.exists():
        messages.error(
            request, _("This file is not there, or no longer. Order the drawings once more.")
        )
        return redirect("publishing_bulk_order", found.page_id)
    response = answer(
        request,
        size=path.stat().st_size,
        etag=f"{found.folder.hex}-{found.turn}",
        media_type="application/zip",
        opened=lambda: path.open("rb"),
    )
    response["Content-Disposition"] = str(content_disposition_header(True, _zip_name(found)))
    response["Cache-Control"] = "private, no-store"
    return response


def _zip_name(order: BulkDrawing) -> str:
    """Says of a draft that it is one, wherever it is passed on."""
    what = "ban nhap chua duyet" if order.draft else "ban ve"
    return ascii_name(f"{order.title[:40]} {what}.", ".zip")


def _undrawn(order: BulkDrawing) -> list[tuple[str, list[str]]]:
    """Which drawings were given up, by the reason."""
    names = {one.code: str(one) for one in Office.objects.filter(code__in=order.offices)}
    found: dict[str, list[str]] = {}
    for one in order.undrawn_first:
        found.setdefault(one["reason"], []).append(_name_of(one, names))
    return list(found.items())


def _name_of(drawing: dict[str, str], offices: dict[str, str]) -> str:
    office = offices.get(drawing["office"], drawing["office"])
    return f"{office} · {language_name(drawing['language'])} · {_format(drawing['format'])}"


def _format(name: str) -> str:
    return str(FORMATS[name].label) if name in FORMATS else name


def tag_of(order: BulkDrawing) -> Tag:
    icon, tone = TAGS[State(order.state)]
    return Tag(order.get_state_display(), icon, tone)


def _ordered(request: HttpRequest, page: InfographicPage, form: BulkDrawingForm) -> BulkDrawing:
    return order_drawings(
        user=user_of(request),
        page=page,
        offices=form.chosen_offices,
        languages=form.chosen_languages,
        formats=form.cleaned_data["formats"],
        draft=form.draft,
    )


def _act(request: HttpRequest, found: BulkDrawing) -> HttpResponse:
    user, verb = user_of(request), request.POST.get("verb")
    try:
        if verb == "cancel" and cancel_drawings(user=user, order=found):
            messages.success(request, _cancelled(found))
        elif verb == "resume" and resume_drawings(user=user, order=found):
            messages.success(request, _("The drawing goes on."))
        else:
            messages.info(request, _("Nothing was changed: this is how the order stands by now."))
    except OrderRefused as error:
        messages.error(request, str(error))
    return redirect("publishing_bulk_drawing", found.pk)


def _cancelled(order: BulkDrawing) -> str:
    if order.has_file:
        return _("Nothing is drawn again; the file that was there stays as it is.")
    return _("The order was cancelled; what was drawn is removed.")


def _order_or_404(request: HttpRequest, pk: int) -> BulkDrawing:
    found = get_object_or_404(BulkDrawing.objects.select_related("user"), pk=pk)
    if not rights.may_see(user_of(request), found):
        raise Http404
    return found
