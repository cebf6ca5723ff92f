"""“Trả lại kèm sửa”: the form of the approver, and the editor's answer. They hold no decisions."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import approval, locks
from ..approval import endings, seams
from ..item_texts import Text, texts_of
from ..login import StaffRequest
from ..models import Amendment, Approval, ApprovalTaskState
from .item_screen import may_decide, require_reader, said_twice

PREFIX = "text-"
POLICY_ANSWERS = {"yes": True, "no": False}
CHARACTERS_A_LINE = 34  # on a phone


@require_http_methods(["GET", "POST"])
def correct(request: StaffRequest, task_state_id: int) -> HttpResponse:
    task_state = get_object_or_404(ApprovalTaskState, id=task_state_id)
    page = task_state.workflow_state.content_object.specific
    if request.method == "POST":
        return _send(request, task_state)
    if not may_decide(request, page, task_state):
        require_reader(request, page)
        return redirect("loa_approve", task_state.pk)
    if lock := locks.lock_of(page):
        messages.info(request, lock.get_description(request.user))
        return redirect("loa_approve", task_state.pk)
    return _form(request, task_state)


@require_POST
def answer(request: StaffRequest, amendment_id: int) -> HttpResponse:
    """Accept, decline or withdraw."""
    amendment = get_object_or_404(Amendment, id=amendment_id)
    try:
        message = _answer(request, amendment)
    except approval.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("loa_item", amendment.page_id)
    messages.success(request, message)
    if "decline" in request.POST:
        return redirect("wagtailadmin_pages:edit", amendment.page_id)
    return redirect("wagtailadmin_home")


def _answer(request: StaffRequest, amendment: Amendment) -> str:
    if "accept" in request.POST:
        policy = POLICY_ANSWERS.get(request.POST.get("policy", ""))
        approval.accept_corrections(amendment=amendment, user=request.user, as_policy=policy)
        return _("Corrections accepted. The item is back at the step that corrected it.")
    if "decline" in request.POST:
        approval.decline_corrections(amendment=amendment, user=request.user)
        return _("Not accepted. Mend the text by hand, then submit it again.")
    if "withdraw" in request.POST:
        approval.withdraw_corrections(amendment=amendment, user=request.user)
        return _("Your corrections are withdrawn. The item stays returned.")
    raise PermissionDenied


def _send(request: StaffRequest, task_state: ApprovalTaskState) -> HttpResponse:
    names = [name for name in request.POST if name.startswith(PREFIX)]
    typed = {name.removeprefix(PREFIX): request.POST.get(name, "") for name in names}
    try:
        approval.return_with_corrections(
            task_state=task_state,
            user=request.user,
            fingerprint=request.POST.get("fingerprint", ""),
            texts=typed,
            comment=request.POST.get("comment", ""),
        )
    except approval.Refused as refusal:
        comment = request.POST.get("comment", "")
        if said_twice(request, task_state, Approval.Decision.CORRECTED, comment):
            return redirect("wagtailadmin_home")
        messages.error(request, str(refusal))
        reasons = getattr(refusal, "reasons", {})
        return _form(request, task_state, typed=typed, reasons=reasons)
    messages.success(request, _("Returned with your corrections. The editor is told by e-mail."))
    return redirect("wagtailadmin_home")


def _form(
    request: StaffRequest,
    task_state: ApprovalTaskState,
    *,
    typed: Mapping[str, str] | None = None,
    reasons: Mapping[str, str] | None = None,
) -> HttpResponse:
    """After a refusal with everything that was typed; where the step is over, to read only."""
    task_state = ApprovalTaskState.objects.get(pk=task_state.pk)
    page = task_state.workflow_state.content_object.specific
    can_decide = may_decide(request, page, task_state)
    if not can_decide:
        require_reader(request, page)
    revision = task_state.revision
    fields = [_field(text, typed or {}, reasons or {}) for text in texts_of(revision.content)]
    context = {
        "page": revision.as_object(),
        "office": page.edition.office,
        "task_state": task_state,
        "fields": fields,
        "marked": any("⟨" in field["value"] for field in fields),
        "comment": request.POST.get("comment", ""),
        "can_decide": can_decide,
        "ended": endings.how_it_ended(task_state),
        "fingerprint": seams.fingerprint(page, revision) if can_decide else "",
    }
    return TemplateResponse(request, "cms/admin/correct.html", context)


def _field(text: Text, typed: Mapping[str, str], reasons: Mapping[str, str]) -> dict:
    value = typed.get(text.slot, text.text)
    lines = sum(len(line) // CHARACTERS_A_LINE + 1 for line in value.split("\n"))
    return {
        "name": PREFIX + text.slot,
        "id": "loa-" + "".join(c if c.isalnum() else "-" for c in text.slot),
        "label": text.label,
        "value": value,
        "rows": min(lines, 20),
        "reason": reasons.get(text.slot, ""),
    }
