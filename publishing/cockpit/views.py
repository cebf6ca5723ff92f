"""“Toàn cảnh các tỉnh”: national items beside the offices, one item, one office, and the files."""

from django.core.paginator import Paginator
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.utils import timezone
from django.views.decorators.http import require_GET

from cms.models import Edition, Office

from ..views.signed_in import user_of
from . import board, export, items
from .detail import detail_of
from .forms import CockpitFilter
from .standing import LOOKS

PER_PAGE = 25


def cockpit_urls() -> list[URLPattern | URLResolver]:
    return [
        path("toan-canh/", show, name="publishing_cockpit"),
        re_path(r"^toan-canh/xuat\.(?P<kind>csv|xlsx)$", files, name="publishing_cockpit_export"),
        path("toan-canh/<int:edition_id>/", item, name="publishing_cockpit_item"),
        path("toan-canh/<int:edition_id>/<str:code>/", cell, name="publishing_cockpit_cell"),
    ]


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    form, offices, found = _asked(request)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    rows = board.rows_of(page.object_list, offices)
    context = {
        "form": form,
        "offices": offices,
        "only": offices[0] if len(offices) == 1 else None,
        "rows": rows,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "query": _query_without_page(request),
        "looks": LOOKS.values(),
    }
    return TemplateResponse(request, "publishing/cockpit/index.html", context)


@require_GET
def files(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What the filters show, as `csv` or `xlsx`."""
    _form, offices, found = _asked(request)
    name = f"toan-canh-{timezone.localdate():%Y-%m-%d}.{kind}"
    if kind == "xlsx":
        return FileResponse(export.xlsx_file(found, offices), as_attachment=True, filename=name)
    lines = export.csv_lines(found, offices)
    response = StreamingHttpResponse(lines, content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
def item(request: HttpRequest, edition_id: int) -> HttpResponse:
    """One item at every office that the user sees: what a telephone has room for."""
    offices = list(board.columns(user_of(request)))
    if not offices:
        raise Http404
    (row,) = board.rows_of([_national(edition_id)], offices)
    cells = sorted(row.cells, key=lambda one: (not one.needs_somebody, one.office.code))
    context = {"row": row, "cells": cells}
    return TemplateResponse(request, "publishing/cockpit/item.html", context)


@require_GET
def cell(request: HttpRequest, edition_id: int, code: str) -> HttpResponse:
    user = user_of(request)
    office = get_object_or_404(board.columns(user), code=code)
    (row,) = board.rows_of([_national(edition_id)], [office])
    (one,) = row.cells
    context = {"row": row, "cell": one, "detail": detail_of(user, row.edition, one)}
    return TemplateResponse(request, "publishing/cockpit/cell.html", context)


def _national(edition_id: int) -> Edition:
    return get_object_or_404(items.national_items(), pk=edition_id)


def _asked(request: HttpRequest) -> tuple[CockpitFilter, list[Office], export.Items]:
    every = board.columns(user_of(request))
    form = CockpitFilter(request.GET, offices=every)
    asked = form.asked()
    offices = [asked.office] if asked.office else list(every)
    found: export.Items = []
    if offices:
        found = board.narrowed(items.found(asked), offices, asked.wanted)
    return form, offices, found


def _query_without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("p", None)
    return query.urlencode()
