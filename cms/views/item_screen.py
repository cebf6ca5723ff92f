"""The one screen of an item in approval: its text, its package, its history, and what may be done."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page, Revision

from .. import approval
from ..approval import amendments, endings, record, seams, steps
from ..approval.approvers import Standings
from ..approval.paper_rights import may_record
from ..approval.policy_question import policy_reasons
from ..approval.readers import may_read
from ..approval.wording import asked_because, step_and_people
from ..editions import draft_of, look_up
from ..locks import lock_of
from ..login import StaffRequest
from ..models import ApprovalTaskState, ItemPage, Role
from ..taken_down import mark_of


def item_or_404(page_id: int) -> ItemPage:
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, ItemPage):
        raise PermissionDenied
    look_up(page)
    return page


def require_reader(
    request: StaffRequest, page: ItemPage, standings: Standings | None = None
) -> None:
    if not may_read(page, request.user, standings):
        raise PermissionDenied


def is_open(task_state: ApprovalTaskState) -> bool:
    return task_state.status == task_state.STATUS_IN_PROGRESS


def may_decide(
    request: StaffRequest,
    page: ItemPage,
    task_state: ApprovalTaskState,
    standings: Standings | None = None,
) -> bool:
    if not is_open(task_state):
        return False
    standings = standings or Standings([page])
    return standings.of_user(page, role_of(task_state), request.user) is not None


def said_twice(
    request: StaffRequest, task_state: ApprovalTaskState, decision: str, comment: str
) -> bool:
    """Their own form arrived once more, over a slow line: it counted the first time, and says so."""
    if not endings.is_recorded(task_state, request.user, decision, comment):
        return False
    messages.info(request, _("Your decision was recorded already. Nothing more is needed."))
    return True


def role_of(task_state: ApprovalTaskState) -> str:
    return task_state.task.specific.role


def show_item(
    request: StaffRequest,
    page: ItemPage,
    revision: Revision | None,
    task_state: ApprovalTaskState | None = None,
    standings: Standings | None = None,
    **flags,
) -> HttpResponse:
    """`standings` of the page where the caller has asked for them already."""
    standings = standings or Standings([page])
    if revision is None:
        messages.error(request, _("Save a draft first."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    # First of all: what changes while the rest is put together then counts as not shown.
    approval.look_up_state(page)
    draft = draft_of(page, revision)
    request.loa_for_approval = True  # type: ignore[attr-defined]  # read by what fills in texts
    summary, fingerprint = seams.summary(page, revision, request, draft)
    rules = steps.rules_for(page.edition.office, page.work_kind)
    context = {
        "page": draft,
        "revision": revision,
        "office": page.edition.office,
        "taken_down": mark_of(page),
        "task_state": task_state,
        "waiting_for": _waiting_for(page, task_state, standings),
        "steps": [Role(role).label for role in steps.steps_of(draft, rules)],
        "policy_reasons": policy_reasons(draft, rules),
        "asked_because": _asked_because(request, page, task_state, standings),
        "summary": summary,
        "history": record.history(page),
        "links": [
            link for hook in hooks.get_hooks("loa_item_links") if (link := hook(page, request))
        ],
        "comments": page.wagtail_admin_comments.filter(resolved_at=None).select_related("user"),
        "fingerprint": fingerprint if flags.get("can_decide") else "",
        "can_edit": page.permissions_for_user(request.user).can_edit(),
        "can_take_back": approval.may_take_back(page, request.user),
        "can_record_paper": task_state is not None
        and may_record(task_state, request.user, standings),
        "can_correct": lock_of(page) is None,
        "proposal": proposal_for(request, page),
        **_about_step(request, page, task_state, standings),
        **flags,
    }
    return TemplateResponse(request, "cms/admin/item.html", context)


def proposal_for(request: StaffRequest, page: ItemPage) -> dict[str, Any] | None:
    """The corrections that wait for the editor's answer, and what this person may do with them."""
    amendment = approval.open_amendment(page)
    if amendment is None:
        return None
    user = request.user
    return {
        "amendment": amendment,
        "step": Role(amendment.step).label,
        "changes": amendments.changes_of(amendment),
        "why_not": amendments.why_not_acceptable(page, amendment),
        "policy_words": amendments.policy_words_of(page, amendment),
        "may_answer": amendments.may_answer(page, amendment, user),
        "may_withdraw": amendment.proposed_by_id == user.pk,
    }


def _about_step(
    request: StaffRequest,
    page: ItemPage,
    task_state: ApprovalTaskState | None,
    standings: Standings,
) -> dict[str, Any]:
    """For whoever opens an old link: how the step ended, and where the item waits now."""
    if task_state is None or is_open(task_state):
        return {}
    now = approval.current_step(page)
    goes_on = (
        now is not None and now.pk != task_state.pk and may_decide(request, page, now, standings)
    )
    return {
        "ended": endings.how_it_ended(task_state),
        "open_step": now if goes_on else None,
    }


def _waiting_for(page: ItemPage, task_state: ApprovalTaskState | None, standings: Standings) -> str:
    if task_state is None or not is_open(task_state):
        return ""
    role = role_of(task_state)
    return step_and_people(role, [standing.user for standing in standings.of(page, role)])


def _asked_because(
    request: StaffRequest,
    page: ItemPage,
    task_state: ApprovalTaskState | None,
    standings: Standings,
) -> str:
    """Why this approver, where it is not by a role of theirs in the item's office."""
    if task_state is None or not is_open(task_state):
        return ""
    standing = standings.of_user(page, role_of(task_state), request.user)
    return asked_because(standing) if standing else ""
