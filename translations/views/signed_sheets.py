"""The printed translation: as a PDF, whether one still holds, recording a signature. No decisions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from slugify import slugify

from cms.approval.paper import SHORTEST
from cms.languages import BY_CODE
from cms.login import StaffRequest
from cms.views.paper import send_scan

from ..errors import NotYours, Refused
from ..models import SignedSheet, TranslationRequest
from ..paper_rights import may_record
from ..review_forms import SignedSheetForm
from ..review_sheet import fingerprint_of, review_sheet
from ..rows import Row
from ..services.signing import OWN, obstacle, record_signed_sheet
from ..units import rows_in
from .review_access import may_look, request_to_review


@require_GET
def sheet(request: StaffRequest, request_id: int) -> HttpResponse:
    asked = request_to_review(request, request_id)
    rows = _rows_or_404(asked)
    response = HttpResponse(review_sheet(asked, rows), content_type="application/pdf")
    name = slugify(f"{_title(asked)}-{asked.language}", max_length=80)
    response["Content-Disposition"] = f'inline; filename="phieu-hieu-dinh-{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
def check(request: StaffRequest, request_id: int, fingerprint: str) -> HttpResponse:
    """Where the QR code of a sheet leads."""
    asked = request_to_review(request, request_id)
    is_present = fingerprint == fingerprint_of(asked, _rows_or_404(asked))
    record = reverse("translations_sign", args=[asked.pk])
    context = {
        "asked": asked,
        "title": _title(asked),
        "is_present": is_present,
        "fingerprint": fingerprint[:SHORTEST],
        "record_url": f"{record}?{urlencode({'fingerprint': fingerprint})}"
        if is_present and may_record(asked, request.user)
        else "",
    }
    return TemplateResponse(request, "translations/sheet_check.html", context)


@require_http_methods(["GET", "POST"])
def sign(request: StaffRequest, request_id: int) -> HttpResponse:
    asked = request_to_review(request, request_id)
    if not may_record(asked, request.user):
        raise PermissionDenied
    form = SignedSheetForm(
        request.POST or None,
        request.FILES or None,
        initial={"fingerprint": request.GET.get("fingerprint", "")[:64]},
    )
    if request.method == "POST" and form.is_valid() and _recorded(request, asked, form):
        return redirect("translations_review", asked.pk)
    rows = _rows_or_404(asked)
    context = {
        "asked": asked,
        "title": _title(asked),
        "language": BY_CODE[asked.language],
        "form": form,
        "obstacle": obstacle(asked, request.user, rows),
        "signed": asked.signed_sheets.order_by("-pk"),
    }
    return TemplateResponse(request, "translations/sign.html", context)


@require_GET
def scan(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Saved, never shown inline; only for those who may look at the translation."""
    row = get_object_or_404(SignedSheet.objects.select_related("request__office"), id=pk)
    if not may_look(row.request, request.user):
        raise PermissionDenied
    return send_scan(row.evidence, f"phieu-hieu-dinh-da-ky-{row.fingerprint[:SHORTEST]}")


def _recorded(request: StaffRequest, asked: TranslationRequest, form: SignedSheetForm) -> bool:
    try:
        record_signed_sheet(request=asked, user=request.user, **form.cleaned_data)
    except NotYours:
        form.add_error(None, str(OWN))
        return False
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The signature was recorded, and the translation is approved."))
    return True


def _rows_or_404(asked: TranslationRequest) -> list[Row]:
    if asked.page is None:
        raise Http404("The item was deleted.")
    return rows_in(asked)


def _title(asked: TranslationRequest) -> str:
    return asked.page.title if asked.page else str(asked.work)
