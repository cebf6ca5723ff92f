"""“Trả lại kèm sửa”: an approver corrects some words, the editor accepts in one click.

The revision in review is not touched and the corrector never becomes its author: what is kept is a
proposal. Accepted, it becomes a revision in the editor's name, which every step approves anew: first
the one that corrected, then the others, who see what changed since they approved.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState, WorkflowState

from .. import amendment_mail, locks, log_actions
from ..item_texts import TextRefused, slots_changed, with_texts
from ..models import Amendment, Approval, ItemPage
from ..text_changes import Changes, changes_between, share_of
from ..text_checks import reasons_against
from . import seams
from .authors import last_approved_at
from .deciding import (
    check_person,
    check_shown,
    claim,
    page_of,
    record_decision,
    restart,
    role_of,
    said,
)
from .errors import NotReady, NotYours, Refused
from .moving import moving
from .policy_question import new_policy_words
from .readiness import problems
from .record import record

State = Amendment.State


class TextsRefused(Refused):
    """Corrected texts that cannot be kept: `reasons` by slot."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__(_("Nothing was sent. Look at the marked texts."))
        self.reasons = reasons


@transaction.atomic
def return_with_corrections(
    *, task_state: TaskState, user, fingerprint: str, texts: Mapping[str, str], comment: str = ""
) -> Amendment:
    """Send the item back with `texts` (by slot, as `item_texts.texts_of` names them) corrected.

    `fingerprint` is that of what the corrector had before them. Raises ContentChanged, TextsRefused,
    Refused when nothing or too much was changed or the step is over, NotYours.
    """
    comment = said(comment)
    task_state = claim(task_state, user)
    page = page_of(task_state)
    _refuse_locked(page)
    basis = check_person(task_state, page, user)
    check_shown(task_state, page, fingerprint)
    base = task_state.revision
    proposed = _corrected(page, base, texts)
    _refuse_rewriting(page, base, proposed, user)
    amendment = Amendment.objects.create(
        page_id=page.pk,
        task_state=task_state,
        step=role_of(task_state),
        base_revision=base,
        proposed=proposed,
        comment=comment,
        proposed_by=user,
        proposed_at=timezone.now(),
    )
    record_decision(
        Approval.Decision.CORRECTED,
        task_state,
        page,
        user,
        comment=comment,
        fingerprint=fingerprint,
        **basis,
    )
    task_state.reject(user=user, comment=comment)
    log(page, log_actions.PROPOSE_CORRECTION, user=user, revision=base)
    amendment_mail.tell_corrected(amendment, task_state.workflow_state.requested_by)
    return amendment


def _refuse_locked(page: Page) -> None:
    """Its words are written elsewhere: what is corrected here would be lost, or keep it back."""
    if lock := locks.lock_of(page):
        message = _("The words of this page cannot be corrected here. Return it with a comment.")
        raise Refused(f"{message} {lock.get_description(None)}")


@transaction.atomic
def accept_corrections(*, amendment: Amendment, user, as_policy: bool | None = None) -> Revision:
    """Make exactly what was proposed the latest revision, in the editor's name, and ask that step.

    `as_policy` marks it as policy besides; where `policy_words_of` finds any, it has to be said.
    Raises Refused when it was not, or when the item is not what was corrected any more, NotReady,
    NotYours.
    """
    page = _editors_page(amendment, user)
    amendment = _settle(amendment, State.ACCEPTED, user)
    state = _returned_state(page)
    _require_base(page, amendment)
    if as_policy is None and policy_words_of(page, amendment):
        raise Refused(_("Say first whether the policy reviewer has to look at it."))
    revision = _save(page, amendment, user, as_policy=bool(as_policy))
    page = type(page).objects.get(pk=page.pk)
    if found := problems(page):
        raise NotReady(found)
    fingerprint = seams.fingerprint(page, revision)
    log(page, log_actions.ACCEPT_CORRECTION, user=user, revision=revision)
    with moving():
        restart(state, user, fingerprint=fingerprint, at=_task_of(amendment))
    record(  # last: from here to the commit everybody else waits for the ledger
        Approval.Decision.ACCEPTED,
        page=page,
        user=user,
        revision=revision,
        workflow_state=state,
        step=amendment.step,
        fingerprint=fingerprint,
    )
    return revision


@transaction.atomic
def decline_corrections(*, amendment: Amendment, user) -> None:
    """The item is simply returned: the editor mends it by hand. Raises Refused, NotYours."""
    page = _editors_page(amendment, user)
    amendment = _settle(amendment, State.DECLINED, user)
    log(page, log_actions.DECLINE_CORRECTION, user=user)
    amendment_mail.tell_answered(amendment)


@transaction.atomic
def withdraw_corrections(*, amendment: Amendment, user) -> None:
    """By whoever proposed them; the item stays returned. Raises Refused, NotYours."""
    if amendment.proposed_by_id != user.pk:
        raise NotYours
    amendment = _settle(amendment, State.WITHDRAWN, user)
    log(amendment.page, log_actions.WITHDRAW_CORRECTION, user=user)


def decline_open(page: Page, user) -> None:
    """Whoever submits the item instead of accepting leaves what was proposed."""
    amendment = open_amendment(page)
    if amendment:
        amendment_mail.tell_answered(_settle(amendment, State.DECLINED, user))
        log(page, log_actions.DECLINE_CORRECTION, user=user)


def open_amendment(page: Page) -> Amendment | None:
    """What waits for the editor's answer."""
    return (
        Amendment.objects.filter(page_id=page.pk, state=State.PROPOSED)
        .select_related("base_revision", "proposed_by", "page")
        .first()
    )


def proposed_to(user) -> QuerySet[Amendment]:
    """Corrections of what this person submitted, waiting for the answer."""
    returned = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user
    )
    pages = [int(pk) for pk in returned.values_list("object_id", flat=True)]
    open_ = Amendment.objects.filter(state=State.PROPOSED, page_id__in=pages)
    return open_.select_related("page")


def may_answer(page: ItemPage, amendment: Amendment, user) -> bool:
    """Editors of the item, but never the corrector, who would then be its author."""
    return amendment.proposed_by_id != user.pk and page.permissions_for_user(user).can_edit()


def why_not_acceptable(page: Page, amendment: Amendment) -> str:
    """Empty while one click would do; otherwise what to do instead."""
    if page.latest_revision_id == amendment.base_revision_id:
        return ""
    return _(
        "The draft was changed after it was corrected, so the corrections cannot be accepted in one"
        " click. Put them into the text by hand, then submit it again."
    )


def policy_words_of(page: ItemPage, amendment: Amendment) -> str:
    """Words that read like policy and came in with the corrections; empty if there are none."""
    if amendment.base_revision is None:
        return ""
    base = amendment.base_revision.as_object()
    return new_policy_words(base, page.with_content_json(amendment.proposed))


def changes_of(amendment: Amendment) -> Changes | None:
    """What would change; None when the corrected revision is gone."""
    if amendment.base_revision is None:
        return None
    return changes_between(amendment.base_revision.content, amendment.proposed)


def _corrected(page: ItemPage, base: Revision, texts: Mapping[str, str]) -> dict[str, Any]:
    changed = slots_changed(base.content, texts)
    if not changed:
        raise Refused(_("You have not changed anything yet."))
    try:
        proposed = with_texts(base.content, changed)
    except TextRefused as refusal:
        raise TextsRefused({refusal.slot: str(refusal)}) from refusal
    if reasons := reasons_against(page, proposed, changed):
        raise TextsRefused(reasons)
    return proposed


def _refuse_rewriting(page: ItemPage, base: Revision, proposed: Mapping[str, Any], user) -> None:
    """Corrections by one person count together, whatever others wrote in between."""
    share = share_of(base.content, proposed) + _share_accepted_of(page, user)
    if share * 100 > settings.LOA_CORRECTION_MOST_PERCENT:
        raise Refused(
            _(
                "That rewrites more than %(percent)s %% of the words: you would become the author and"
                " could not approve it. Return it, so that the editor writes it anew."
            )
            % {"percent": f"{settings.LOA_CORRECTION_MOST_PERCENT:g}"}
        )


def _share_accepted_of(page: ItemPage, user) -> float:
    """Of this person's corrections since the item was last approved, each by its own text."""
    accepted = Amendment.objects.filter(
        page_id=page.pk, state=State.ACCEPTED, proposed_by=user, base_revision__isnull=False
    )
    if since := last_approved_at(page):
        accepted = accepted.filter(decided_at__gt=since)
    rows = accepted.select_related("base_revision")
    shares = (
        share_of(one.base_revision.content, one.proposed) for one in rows if one.base_revision
    )
    return float(sum(shares))


def _editors_page(amendment: Amendment, user) -> ItemPage:
    page = amendment.page.specific
    if not may_answer(page, amendment, user):
        raise NotYours
    return page


def _settle(amendment: Amendment, state: str, user) -> Amendment:
    """Of two answers at once, one is told that it came too late."""
    open_ = Amendment.objects.filter(pk=amendment.pk, state=State.PROPOSED)
    if not open_.update(state=state, decided_by=user, decided_at=timezone.now()):
        raise Refused(_("These corrections were already accepted, declined or withdrawn."))
    return Amendment.objects.select_related("base_revision").get(pk=amendment.pk)


def _returned_state(page: ItemPage) -> WorkflowState:
    state = page.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        raise Refused(_("The item was submitted again or taken out of review meanwhile."))
    return state


def _require_base(page: ItemPage, amendment: Amendment) -> None:
    """By an UPDATE: it keeps the row until the end, so nobody saves a draft in between."""
    same = Page.objects.filter(pk=page.pk, latest_revision=amendment.base_revision_id)
    if not amendment.base_revision_id or not same.update(
        latest_revision=amendment.base_revision_id
    ):
        raise Refused(why_not_acceptable(page, amendment))


def _save(page: ItemPage, amendment: Amendment, user, *, as_policy: bool) -> Revision:
    content = amendment.proposed | ({"states_policy": True} if as_policy else {})
    draft = page.with_content_json(content)
    saved = draft.save_revision(user=user, log_action=True)
    revision = Revision.objects.get(pk=saved.pk)  # plain data, as it was stored
    if changes_between(content, revision.content):
        raise Refused(_("The corrections could not be stored as they were proposed."))
    Amendment.objects.filter(pk=amendment.pk).update(accepted_revision=revision)
    return revision


def _task_of(amendment: Amendment):
    """The step that corrected, if the house still has it."""
    task = amendment.task_state.task if amendment.task_state else None
    return task.specific if task and task.active else None
