"""“Bản tin khẩn cấp”: the centre's rule, and the second leader's agreement."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem

from cms.approval import Refused
from cms.approval.deciding import page_of
from cms.models import ApprovalTaskState
from cms.visibility import leads_the_centre

from ..emergency import agreements, among, leads, rule_in_force, waits_for_leader
from ..models import EmergencyRule
from ..package import assemble
from ..previews import by_channel, previews_of
from ..services.emergency import agree_emergency, may_set, set_emergency
from .signed_in import user_of

RULE = "publishing_emergency"
AGREE = "publishing_emergency_agree"
MOST_ROWS = 50


class EmergencyMenuItem(MenuItem):
    """Shown to the centre's leaders."""

    def is_shown(self, request: HttpRequest) -> bool:
        return leads_the_centre(request)


def rule(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    if not may_set(user):
        raise PermissionDenied
    basis = request.POST.get("legal_basis", "")
    if request.method == "POST":
        allowed = request.POST.get("allowed") == "1"
        try:
            set_emergency(user=user, allowed=allowed, legal_basis=basis)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            said = (
                _("Emergency bulletins are allowed from now on.")
                if allowed
                else _("Emergency bulletins are switched off.")
            )
            messages.success(request, said)
            return redirect(RULE)
    context = {
        "rule": rule_in_force(),
        "rows": EmergencyRule.objects.order_by("-sequence")[:MOST_ROWS],
        "legal_basis": basis,
    }
    return TemplateResponse(request, "publishing/emergency/rule.html", context)


def agree(request: HttpRequest, task_state_id: int) -> HttpResponse:
    """The whole package for the second leader, who may be of the office above and sees no other draft."""
    # By `id`: a number too large for the database is then nobody's, by `pk` it is an error.
    task_state = get_object_or_404(ApprovalTaskState, id=task_state_id)
    user, page = user_of(request), page_of(task_state)
    if leads(page, user) is None or not waits_for_leader(task_state):
        raise PermissionDenied
    assembly = assemble(page, task_state.revision)
    if not among(assembly.legs):
        raise PermissionDenied
    if request.method == "POST":
        try:
            shown = request.POST.get("fingerprint", "")
            agree_emergency(task_state=task_state, user=user, fingerprint=shown)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(
                request,
                _("You agreed as second leader. Now another leader approves the item."),
            )
        return redirect(AGREE, task_state.pk)
    given = agreements(page, assembly.fingerprint)
    context: dict[str, Any] = {
        "page": assembly.page,
        "assembly": assembly,
        "previews": by_channel(previews_of(assembly)),
        "task_state": task_state,
        "agreements": given,
        "agreed": any(row.user_id == user.pk for row in given),
    }
    return TemplateResponse(request, "publishing/emergency/agree.html", context)
