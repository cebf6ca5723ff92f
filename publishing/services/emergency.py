"""Allowing emergency bulletins, ending that, and agreeing to one as the second leader."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import TaskState

from cms.approval import ContentChanged, NotYours, Refused
from cms.approval.deciding import page_of, said
from cms.models import Membership, Office, Role, User

from .. import log_actions
from ..emergency import (
    agreements,
    among,
    leads,
    not_allowed,
    rule_in_force,
    waits_for_leader,
)
from ..emergency_notices import tell_agreed
from ..models import EmergencyAgreement, EmergencyRule
from ..package import assemble

SHORTEST_BASIS = 10  # characters


def may_set(user: User) -> bool:
    """Leaders of the centre, by a role of their own; nobody else, whatever was lent to them."""
    led = Membership.objects.filter(user=user, role=Role.LEADER, user__is_active=True)
    return led.filter(office__level=Office.Level.CENTRE).exists()


@transaction.atomic
def set_emergency(*, user: User, allowed: bool, legal_basis: str) -> EmergencyRule:
    """Allow emergency bulletins from now on, or end that. `legal_basis`: the document that says so; on
    ending, why.

    Raises PermissionDenied unless the user leads the centre, Refused where nothing would change.
    """
    if not may_set(user):
        raise PermissionDenied
    basis = said(legal_basis)
    if len(basis) < SHORTEST_BASIS:
        raise Refused(
            _("Write the number, date and issuer of the document that it rests on.")
            if allowed
            else _("Say why emergency bulletins are switched off.")
        )
    if (rule_in_force() is not None) == allowed:
        raise Refused(_("It is set like that already: somebody else was quicker."))
    centre = Office.objects.get(level=Office.Level.CENTRE)
    data = {"allowed": allowed, "legal_basis": basis}
    log(centre, log_actions.SET_EMERGENCY, user=user, data=data)
    return EmergencyRule.objects.create(
        allowed=allowed,
        legal_basis=basis,
        user=user,
        user_name=str(user),
        at=timezone.now(),
    )


@transaction.atomic
def agree_emergency(*, task_state: TaskState, user: User, fingerprint: str) -> EmergencyAgreement:
    """Agree as the second leader to exactly the package with this fingerprint; once is enough.

    Approves nothing: the leader's step goes on waiting, for another person. Raises NotYours,
    ContentChanged if the package is another by now, Refused.
    """
    page = page_of(task_state)
    office = leads(page, user)
    if office is None:
        raise NotYours
    if not waits_for_leader(task_state):
        raise Refused(_("It does not wait for a leader any more: look at the item again."))
    if rule_in_force() is None:
        raise Refused(str(not_allowed().message))
    assembly = assemble(page, task_state.revision)
    if page.latest_revision_id != task_state.revision_id or assembly.fingerprint != fingerprint:
        raise ContentChanged(
            _("The item or its package changed while you were looking at it. Look at it again.")
        )
    if not among(assembly.legs):
        raise Refused(_("It is no emergency bulletin, so one leader is enough."))
    for row in agreements(page, fingerprint):
        if row.user_id == user.pk:
            return row
    log(page, log_actions.AGREE_EMERGENCY, user=user)
    tell_agreed(task_state, user)
    return EmergencyAgreement.objects.create(
        page_id_then=page.pk,
        work_pk=page.edition.work_id,
        office_code=page.edition.office.code,
        fingerprint=fingerprint,
        user=user,
        user_name=str(user),
        leads=office.code,
        at=timezone.now(),
    )
