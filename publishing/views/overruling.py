"""Letting findings pass, from the approval screen."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.approval import Refused
from cms.approval.deciding import page_of
from cms.models import ApprovalTaskState

from ..services.overruling import may_overrule, overrule_findings
from .signed_in import user_of


@require_POST
def overrule(request: HttpRequest, task_state_id: int) -> HttpResponse:
    # By `id`: a number too large for the database is then nobody's, by `pk` it is an error.
    task_state = get_object_or_404(ApprovalTaskState, id=task_state_id)
    user = user_of(request)
    if not may_overrule(page_of(task_state), task_state, user):
        raise PermissionDenied
    try:
        overrule_findings(
            task_state=task_state,
            user=user,
            fingerprint=request.POST.get("fingerprint", ""),
            tokens=request.POST.getlist("finding"),
            reason=request.POST.get("reason", ""),
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("It was recorded that this may be published. Now decide."))
    whole = reverse("loa_approve", args=[task_state.pk])
    return redirect(f"{whole}?toan-bo#loa-disclosed")
