"""“Ghi nhận ký trên giấy”, and the scans that prove it. They hold no decisions."""

from pathlib import PurePath

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from .. import approval
from ..approval import evidence, paper
from ..approval.paper_form import PaperForm
from ..approval.paper_rights import may_record
from ..approval_report import may_see_evidence
from ..login import StaffRequest
from ..models import Approval, ApprovalTaskState, Role


@require_http_methods(["GET", "POST"])
def record(request: StaffRequest, task_state_id: int) -> HttpResponse:
    task_state = get_object_or_404(ApprovalTaskState, id=task_state_id)
    page = task_state.workflow_state.content_object.specific
    if task_state.status != task_state.STATUS_IN_PROGRESS:
        messages.error(request, _("This step is over. Nothing was recorded."))
        return redirect("wagtailadmin_home")
    if not may_record(task_state, request.user):
        raise PermissionDenied
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        task_state=task_state,
        recorder=request.user,
        initial={"fingerprint": request.GET.get("fingerprint", "")[:64]},
    )
    if request.method == "POST" and form.is_valid() and _recorded(request, task_state, form):
        return redirect("wagtailadmin_home")
    context = {
        "page": page.get_latest_revision_as_object(),
        "office": page.edition.office,
        "task_state": task_state,
        "step": Role(task_state.task.specific.role).label,
        "form": form,
    }
    return TemplateResponse(request, "cms/admin/paper.html", context)


@require_GET
def scan(request: StaffRequest, sequence: int) -> HttpResponseBase:
    """Saved, never shown inline; only for those who may read the item."""
    row = get_object_or_404(Approval.objects.exclude(evidence=""), sequence=sequence)
    if not may_see_evidence(row, request.user):
        raise PermissionDenied
    return send_scan(row.evidence, f"phieu-da-ky-{row.fingerprint[: paper.SHORTEST]}")


def send_scan(scan: FieldFile, name: str) -> FileResponse:
    """`name` without its ending. Saved by the browser, never shown in the page."""
    ending = PurePath(scan.name or "").suffix
    try:
        file = scan.open("rb")
    except OSError as error:
        raise Http404 from error
    response = FileResponse(file, as_attachment=True, filename=f"{name}{ending}")
    response["Content-Type"] = evidence.TYPES.get(ending, "application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _recorded(request: StaffRequest, task_state: ApprovalTaskState, form: PaperForm) -> bool:
    try:
        paper.record_paper_signature(task_state=task_state, user=request.user, **form.cleaned_data)
    except approval.Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The signature on paper was recorded. Who signed is told by mail."))
    return True
