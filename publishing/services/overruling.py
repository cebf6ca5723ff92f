"""Letting a found number or stamp pass: the leader's decision, with a reason, in a ledger."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import TaskState

from cms.approval import ContentChanged, NotYours, Refused
from cms.approval.approvers import basis_of, may_approve
from cms.approval.deciding import page_of, role_of, said
from cms.models import ItemPage, Role, User
from media_assets import personal_data

from ..log_actions import OVERRULE
from ..models import Overruling
from ..package import assemble


def may_overrule(page: ItemPage, task_state: TaskState | None, user: User) -> bool:
    """Whoever may take the leader's step, while the item stands there."""
    return _is_leaders(task_state) and may_approve(page, Role.LEADER, user)


@transaction.atomic
def overrule_findings(
    *, task_state: TaskState, user: User, fingerprint: str, tokens: Collection[str], reason: str
) -> Overruling:
    """Let the findings with these tokens pass in exactly the package with this fingerprint.

    Approves nothing. Raises NotYours, ContentChanged if the package is another by now, Refused.
    """
    page = page_of(task_state)
    if not _is_leaders(task_state):
        raise NotYours
    basis = basis_of(page, Role.LEADER, user)
    reason = _checked(reason)
    assembly = assemble(page, task_state.revision)
    if page.latest_revision_id != task_state.revision_id or assembly.fingerprint != fingerprint:
        raise ContentChanged(
            _("The item or its package changed while you were looking at it. Look at it again.")
        )
    chosen = [one for one in assembly.disclosed if any(one.is_meant_by(t) for t in tokens)]
    if not chosen:
        raise Refused(_("Tick what may be published."))
    log(page, OVERRULE, user=user, data={"kinds": sorted({one.kind for one in chosen})})
    return Overruling.objects.create(
        page_id_then=page.pk,
        work_pk=page.edition.work_id,
        office_code=page.edition.office.code,
        fingerprint=fingerprint,
        findings=sorted([one.kind, one.token] for one in chosen),
        reason=reason,
        user=user,
        user_name=str(user),
        at=timezone.now(),
        **basis,
    )


def _is_leaders(task_state: TaskState | None) -> bool:
    if task_state is None or task_state.status != TaskState.STATUS_IN_PROGRESS:
        return False
    return role_of(task_state) == Role.LEADER


def _checked(reason: str) -> str:
    """The ledger keeps it for ever, so it must not say what it lets pass."""
    text = said(reason)
    if not text:
        raise Refused(_("Say why this may be published."))
    if personal_data.find(text):
        raise Refused(_("Write the reason without the number itself: it is kept for ever."))
    return text
