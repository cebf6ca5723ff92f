"""The screens of approval: submit, look and decide, take back. They hold no decisions."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import approval
from ..approval import confirming, seams
from ..approval.approvers import Standings
from ..editions import look_up
from ..going_live import NotApproved
from ..login import StaffRequest
from ..models import Approval, ApprovalTaskState, ItemPage
from ..text_changes import Changes, changes_between
from .change_question import asked_of_change, change_said
from .item_screen import item_or_404, may_decide, require_reader, said_twice, show_item

POLICY_ANSWERS = ("yes", "no")


@require_http_methods(["GET", "POST"])
def approve(request: StaffRequest, task_state_id: int) -> HttpResponse:
    """What is up for approval, and the buttons; `?toan-bo` shows all where the changes would do."""
    # By `id`: a number too large for the database is then nobody's, by `pk` it is an error.
    steps = ApprovalTaskState.objects.select_related(
        "workflow_state", "revision", "task__approvaltask"
    )
    task_state = get_object_or_404(steps, id=task_state_id)
    if request.method == "POST":
        return _decide(request, task_state)
    return _show_step(request, task_state)


@require_http_methods(["GET"])
def item(request: StaffRequest, page_id: int) -> HttpResponse:
    """The latest draft and every decision on it, for whoever may not or need not edit."""
    page = item_or_404(page_id)
    require_reader(request, page)
    return show_item(request, page, page.get_latest_revision(), approval.current_step(page))


@require_http_methods(["GET", "POST"])
def submit(request: StaffRequest, page_id: int) -> HttpResponse:
    """What would be submitted, and what to mend first."""
    page = item_or_404(page_id)
    if approval.is_in_review(page):
        messages.info(request, _("This item is already in review."))
        return redirect("loa_item", page.pk)
    if not approval.may_submit(page, request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _submit(request, page)
    return _show_submission(request, page)


@require_http_methods(["GET", "POST"])
def take_back(request: StaffRequest, page_id: int) -> HttpResponse:
    """Asks once, since the approvals so far are lost."""
    page = item_or_404(page_id)
    if not approval.may_take_back(page, request.user):
        messages.info(request, _("This item is not in review any more."))
        return redirect("wagtailadmin_home")
    if request.method == "POST":
        return _take_back(request, page)
    return TemplateResponse(request, "cms/admin/take_back.html", {"page": page})


def _show_step(request: StaffRequest, task_state: ApprovalTaskState, **flags) -> HttpResponse:
    page = task_state.workflow_state.content_object.specific
    look_up(page)
    standings = Standings([page])
    can_decide = may_decide(request, page, task_state, standings)
    if not can_decide:
        require_reader(request, page, standings)
    seen = confirming.seen_before(task_state, request.user) if can_decide else None
    flags = {"seen": seen, "only_changes": seen and "toan-bo" not in request.GET} | flags
    flags |= {"can_decide": can_decide, "standings": standings}
    return show_item(request, page, task_state.revision, task_state, **flags)


def _decide(request: StaffRequest, task_state: ApprovalTaskState) -> HttpResponse:
    """Refused or forbidden, the comment is shown again: somebody may have typed it for long."""
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
    except (approval.Refused, NotApproved) as refusal:
        made = (
            Approval.Decision.APPROVED if "approve" in request.POST else Approval.Decision.RETURNED
        )
        if said_twice(request, task_state, made, comment):
            return redirect("wagtailadmin_home")
        messages.error(request, str(refusal))
        return _show_again(request, task_state, refusal, comment)
    except PermissionDenied:
        if comment.strip():
            messages.warning(request, _("Your comment was not sent:") + " " + comment)
        raise
    return redirect("wagtailadmin_home")


def _show_again(
    request: StaffRequest, task_state: ApprovalTaskState, refusal: Exception, comment: str
) -> HttpResponse:
    """The screen as it is now, with the comment kept and what changed since it was shown."""
    task_state = ApprovalTaskState.objects.get(pk=task_state.pk)
    page = task_state.workflow_state.content_object.specific
    flags: dict[str, Any] = {
        "typed_comment": comment,
        "meanwhile": _changed_since_shown(request, page),
    }
    if isinstance(refusal, approval.ContentChanged):
        flags |= {"content_changed": True, "only_changes": False}
    return _show_step(request, task_state, **flags)


def _changed_since_shown(request: StaffRequest, page: ItemPage) -> Changes | None:
    """None where the text is the same, or the one that was shown is not kept."""
    shown, now = request.POST.get("revision", ""), page.get_latest_revision()
    if not shown.isdecimal() or len(shown) > 18 or now is None or int(shown) == now.pk:
        return None
    old = page.revisions.filter(pk=int(shown)).first()
    return changes_between(old.content, now.content) if old else None


def _show_submission(request: StaffRequest, page: ItemPage, **flags) -> HttpResponse:
    """What was typed stands before what was answered for the same text earlier."""
    revision = page.get_latest_revision()
    question = seams.minor_edit_question(page, revision, request.user) if revision else None
    return show_item(
        request,
        page,
        revision,
        problems=approval.problems(page),
        minor_edit=question,
        change=asked_of_change(page, revision, request.user),
        policy_words=approval.policy_words(page),
        can_submit=not approval.is_in_review(page),
        **(_answered_before(question) | flags),
    )


def _answered_before(question: seams.MinorEditQuestion | None) -> dict[str, Any]:
    """Of the same text, submitted and taken back."""
    reason = question.reason if question else ""
    return {"said_minor": bool(reason), "said_minor_because": reason}


def _submit(request: StaffRequest, page: ItemPage) -> HttpResponse:
    """Refused, the screen keeps what was typed."""
    comment, answer = request.POST.get("comment", ""), request.POST.get("policy", "")
    is_minor, reason = "minor" in request.POST, request.POST.get("minor_because", "")
    change = change_said(request.POST)
    typed: dict[str, Any] = {"typed_comment": comment, "typed_answer": answer}
    typed |= {"said_minor": is_minor, "said_minor_because": reason, "said_change": change}
    if answer not in POLICY_ANSWERS and approval.policy_words(page):
        messages.error(request, _("Say first whether the policy reviewer has to look at it."))
        return _show_submission(request, page, **typed)
    try:
        approval.submit_for_approval(
            page=page,
            user=request.user,
            comment=comment,
            as_policy=answer == "yes",
            minor_because=reason if is_minor else None,
            change=change,
        )
    except (approval.Refused, NotApproved) as refusal:
        messages.error(request, str(refusal))
        return _show_submission(request, item_or_404(page.pk), **typed)
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
