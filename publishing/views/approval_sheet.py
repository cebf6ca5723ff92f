"""The approval sheet as a PDF, and whether a printed one is still that of the package."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET
from slugify import slugify
from wagtail.models import Page, Revision

from cms.approval.paper_rights import may_record
from cms.approval.readers import may_read
from cms.models import ItemPage

from ..approval_sheet import approval_sheet
from ..package import fingerprint_of
from .signed_in import user_of


@require_GET
def sheet(request: HttpRequest, page_id: int) -> HttpResponse:
    page, revision = readable(request, page_id)
    response = HttpResponse(approval_sheet(page, revision), content_type="application/pdf")
    name = f"phieu-trinh-duyet-{slugify(page.draft_title, max_length=60) or page.pk}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
def check(request: HttpRequest, page_id: int, fingerprint: str) -> HttpResponse:
    """Where the QR code of a sheet leads."""
    page, revision = readable(request, page_id)
    context = {
        "page": page,
        "is_present": fingerprint == fingerprint_of(page, revision),
        "fingerprint": fingerprint,
        "record_url": _record_address(request, page, fingerprint),
    }
    return TemplateResponse(request, "publishing/package/sheet_check.html", context)


def _record_address(request: HttpRequest, page: ItemPage, fingerprint: str) -> str:
    """For a secretary whose hands hold the signed paper; empty for everybody else."""
    step = page.current_workflow_task_state
    if step is None or not may_record(step, user_of(request)):
        return ""
    query = urlencode({"fingerprint": fingerprint})
    return f"{reverse('loa_paper', args=[step.pk])}?{query}"


def readable(request: HttpRequest, page_id: int) -> tuple[ItemPage, Revision]:
    """An item whose draft this person may read. Raises PermissionDenied or Http404."""
    page = get_object_or_404(Page, id=page_id).specific
    if not isinstance(page, ItemPage) or not may_read(page, user_of(request)):
        raise PermissionDenied
    revision = page.get_latest_revision()
    if revision is None:
        raise Http404
    return page, revision
