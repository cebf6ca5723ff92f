"""The screens of approval: submit, look and decide, take back. They hold no decisions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Page, Revision

from .. import approval
from ..approval import record, seams, steps
from ..approval.approvers import approvers_of, is_member, may_approve
from ..login import StaffRequest
from ..models import ApprovalTaskState, ItemPage, Role

POLICY_ANSWERS = ("yes", "no")


@require_http_methods(["GET", "POST"])
def approve(request: StaffRequest, task_state_id: int) -> HttpResponse:
    """What is up for approval, and the two buttons."""
    # By `id`: a number too large for the database is then nobody's, by `pk` it is an error.
    task_state = get_object_or_404(ApprovalTaskState, id=task_state_id)
    page = task_state.workflow_state.content_object.specific
    if request.method == "POST":
        return _decide(request, task_state)
    can_decide = _is_open(task_state) and may_approve(page, _role_of(task_state), request.user)
    if not can_decide:
        _require_reader(request, page)
    return _show(request, page, task_state.revision, task_state, can_decide=can_decide)


@require_http_methods(["GET"])
def item(request: StaffRequest, page_id: int) -> HttpResponse:
    """The latest draft and every decision on it, for whoever may not or need not edit."""
    page = _item_or_404(page_id)
    _require_reader(request, page)
    return _show(request, page, page.get_latest_revision(), approval.current_step(page))


@require_http_methods(["GET", "POST"])
def submit(request: StaffRequest, page_id: int) -> HttpResponse:
    """What would be submitted, and what to mend first."""
    page = _item_or_404(page_id)
    if approval.is_in_review(page):
        messages.info(request, _("This item is already in review."))
        return redirect("loa_item", page.pk)
    if not approval.may_submit(page, request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _submit(request, page)
    return _show(
        request,
        page,
        page.get_latest_revision(),
        problems=approval.problems(page),
        policy_words=approval.policy_words(page),
        can_submit=True,
    )


@require_http_methods(["GET", "POST"])
def take_back(request: StaffRequest, page_id: int) -> HttpResponse:
    """Asks once, since the approvals so far are lost."""
    page = _item_or_404(page_id)
    if not approval.may_take_back(page, request.user):
        messages.info(request, _("This item is not in review any more."))
        return redirect("wagtailadmin_home")
    if request.method == "POST":
        return _take_back(request, page)
    return TemplateResponse(request, "cms/admin/take_back.html", {"page": page})


def _decide(request: StaffRequest, task_state: ApprovalTaskState) -> HttpResponse:
    comment = request.POST.get("comment", "")
    try:
        if "approve" in request.POST:
            shown = request.POST.get("fingerprint", "")
            approval.approve(
                task_state=task_state, user=request.user, fingerprint=shown, comment=comment
            )
            messages.success(request, _("Approved."))
        else:
            approval.send_back(task_state=task_state, user=request.user, comment=comment)
            messages.success(request, _("Returned. The editor is told by e-mail."))
    except approval.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("loa_approve", task_state.pk)
    return redirect("wagtailadmin_home")


def _submit(request: StaffRequest, page: ItemPage) -> HttpResponse:
    comment, answer = request.POST.get("comment", ""), request.POST.get("policy", "")
    if answer not in POLICY_ANSWERS and approval.policy_words(page):
        messages.error(request, _("Say first whether the policy reviewer has to look at it."))
        return redirect("loa_submit", page.pk)
    try:
        approval.submit_for_approval(
            page=page, user=request.user, comment=comment, as_policy=answer == "yes"
        )
    except approval.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("loa_submit", page.pk)
    messages.success(request, _("Submitted. The item is locked until it is decided."))
    return redirect("wagtailadmin_home")


def _take_back(request: StaffRequest, page: ItemPage) -> HttpResponse:
    try:
        approval.take_back(page=page, user=request.user)
    except approval.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("wagtailadmin_home")
    messages.success(request, _("Taken back. You can edit it now."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _show(
    request: StaffRequest,
    page: ItemPage,
    revision: Revision | None,
    task_state: ApprovalTaskState | None = None,
    **flags,
) -> HttpResponse:
    if revision is None:
        messages.error(request, _("Save a draft first."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    # First of all: what changes while the rest is put together then counts as not shown.
    fingerprint = seams.fingerprint(page, revision) if flags.get("can_decide") else ""
    draft = revision.as_object()
    context = {
        "page": draft,
        "revision": revision,
        "office": page.edition.office,
        "task_state": task_state,
        "waiting_for": _waiting_for(page, task_state),
        "steps": [Role(role).label for role in steps.steps_of(draft)],
        "summary": seams.summary(page, revision, request),
        "history": record.history(page),
        "comments": page.wagtail_admin_comments.filter(resolved_at=None).select_related("user"),
        "fingerprint": fingerprint,
        "can_edit": page.permissions_for_user(request.user).can_edit(),
        "can_take_back": approval.may_take_back(page, request.user),
        **flags,
    }
    return TemplateResponse(request, "cms/admin/item.html", context)


def _waiting_for(page: ItemPage, task_state: ApprovalTaskState | None) -> dict | None:
    if task_state is None or not _is_open(task_state):
        return None
    role = _role_of(task_state)
    return {"step": Role(role).label, "people": approvers_of(page, role)}


def _is_open(task_state: ApprovalTaskState) -> bool:
    return task_state.status == task_state.STATUS_IN_PROGRESS


def _role_of(task_state: ApprovalTaskState) -> str:
    return task_state.task.specific.role


def _require_reader(request: StaffRequest, page: ItemPage) -> None:
    if not request.user.is_superuser and not is_member(request.user, page.edition.office):
        raise PermissionDenied


def _item_or_404(page_id: int) -> ItemPage:
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, ItemPage):
        raise PermissionDenied
    return page
