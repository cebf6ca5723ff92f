"""Work behind a screen: how far it is, what came of it, and the file that waits to be fetched."""

import gzip
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.languages import BY_CODE
from cms.login import StaffRequest

from ..errands.reporting import read_lines
from ..errors import Refused
from ..models import Errand, ErrandFile, TranslationRequest
from ..services.machine import cancel_errand, order_drafts

Kind = Errand.Kind
BEHIND = (Kind.MACHINE, Kind.MEMORY_IN, Kind.MEMORY_OUT)
AT_ONCE = 1 << 16  # bytes


@require_POST
def machine(request: StaffRequest, request_id: int) -> HttpResponse:
    """Drafts for what is empty."""
    rows = TranslationRequest.objects.select_related("page__locale", "office")
    asked = get_object_or_404(rows, pk=request_id)
    try:
        errand = order_drafts(request=asked, user=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("translations_files", asked.pk)
    return redirect("translations_errand", errand.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: StaffRequest, errand_id: int) -> HttpResponse:
    """The page asks for itself anew, with scripts or without; by POST it is cancelled."""
    errand = _own_or_404(request, errand_id)
    if request.method == "POST":
        if cancel_errand(errand=errand, user=request.user):
            messages.success(request, _("Stopped. What was done until then is kept."))
        else:
            messages.info(request, _("It was over already."))
        return redirect("translations_errand", errand.pk)
    context: dict[str, Any] = {
        "errand": errand,
        "lines": read_lines(errand.report),
        "back": _back(errand),
        "counts": _counts(errand),
        "has_file": ErrandFile.objects.filter(errand=errand).exists(),
    }
    return TemplateResponse(request, "translations/errand.html", context)


@require_safe
def fetch(request: StaffRequest, errand_id: int) -> HttpResponseBase:
    errand = _own_or_404(request, errand_id)
    file = ErrandFile.objects.filter(errand=errand).first()
    if file is None or errand.kind != Kind.MEMORY_OUT or errand.state != Errand.State.DONE:
        messages.error(request, _("This file is not there, or no longer. Export the memory again."))
        return redirect("translations_errand", errand.pk)
    response = StreamingHttpResponse(_unpacked(bytes(file.content)), content_type="text/xml")
    whose = errand.office.code if errand.office else "TW"
    name = f"bo-nho-dich-{errand.language}-{whose}-{errand.created_at:%Y%m%d}.tmx"
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    response["Cache-Control"] = "private, no-store"
    return response


def _unpacked(content: bytes) -> Iterator[bytes]:
    with gzip.GzipFile(fileobj=BytesIO(content)) as packed:
        while part := packed.read(AT_ONCE):
            yield part


def _own_or_404(request: StaffRequest, errand_id: int) -> Errand:
    rows = Errand.objects.filter(kind__in=BEHIND, user=request.user)
    return get_object_or_404(rows.select_related("request__work", "office"), pk=errand_id)


def _back(errand: Errand) -> str:
    if errand.request_id:
        return reverse("translations_files", args=[errand.request_id])
    return reverse("translations_memory")


def _counts(errand: Errand) -> list[tuple[str, list[int]]]:
    """Of an import into the memory: new, approved now, known, by language."""
    if errand.kind != Kind.MEMORY_IN:
        return []
    return [
        (BY_CODE[code].name if code in BY_CODE else code, numbers)
        for code, numbers in errand.counts.items()
    ]
