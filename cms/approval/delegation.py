"""Delegating an approving role for some days, and taking it back."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .. import notices
from ..log_actions import DELEGATE_ROLE, REVOKE_DELEGATION
from ..models import Delegation, Membership, Office, Role, User
from ..models.delegation import DelegationQuerySet
from ..working_time import today
from .errors import NotYours, Refused
from .steps import STEPS, line_of

LONGEST = timedelta(days=366)
REASON_LENGTH = 250


def roles_to_delegate(user: User) -> list[Membership]:
    """Approving roles that the user holds; what was only delegated to them is not among these."""
    held = Membership.objects.filter(user=user, role__in=STEPS).select_related("office")
    return list(held.order_by("office__code", "role"))


def possible_delegates(offices: Iterable[Office], *, besides: User) -> QuerySet[User]:
    """People of these offices and of those above them; observers change nothing, so never they."""
    line = {above.pk for office in offices for above in line_of(office)}
    members = Membership.objects.filter(office__in=line).exclude(role=Role.OBSERVER)
    people = User.objects.filter(is_active=True, pk__in=members.values("user"))
    return people.exclude(pk=besides.pk).order_by("last_name", "first_name", "pk")


def delegations_seen_by(user: User) -> DelegationQuerySet:
    """Given or received, and those of the offices where the user approves or observes."""
    rows = Delegation.objects.select_related("office")
    if user.is_superuser:
        return rows
    posts = Membership.objects.filter(user=user, role__in=(*STEPS, Role.OBSERVER))
    mine = Q(delegator=user) | Q(delegate=user)
    return rows.filter(mine | Q(office__in=posts.values("office")))


def may_see_delegations(user: User) -> bool:
    return bool(roles_to_delegate(user)) or delegations_seen_by(user).exists()


def may_revoke(delegation: Delegation, user: User) -> bool:
    """Who gave it, a leader of the office, an administrator; while it is not over."""
    if delegation.revoked_at or delegation.last_day < today():
        return False
    if user.is_superuser or delegation.delegator_id == user.pk:
        return True
    leads = Membership.objects.filter(user=user, office=delegation.office, role=Role.LEADER)
    return leads.exists()


@transaction.atomic
def delegate_role(
    *,
    user: User,
    office: Office,
    role: str,
    delegate: User,
    first_day: date,
    last_day: date,
    reason: str,
) -> Delegation:
    """From the first until the end of the last day `delegate` may take the step too.

    Raises NotYours unless the role is the user's own, Refused with what to mend.
    """
    if not any(held.office == office and held.role == role for held in roles_to_delegate(user)):
        raise NotYours
    _check_days(first_day, last_day)
    _check_delegate(user, office, role, delegate)
    User.objects.select_for_update().get(pk=user.pk)  # of a form posted twice, one waits here
    given = Delegation.objects.filter(office=office, role=role, delegator=user, delegate=delegate)
    _refuse_overlap(given, first_day, last_day)
    if not reason.strip():
        raise Refused(_("Give the number of the decision, or the reason."))
    delegation = Delegation.objects.create(
        office=office,
        role=role,
        delegator=user,
        delegator_name=str(user),
        delegate=delegate,
        delegate_name=str(delegate),
        first_day=first_day,
        last_day=last_day,
        reason=reason.strip()[:REASON_LENGTH],
    )
    _log(delegation, DELEGATE_ROLE, user)
    notices.tell_of_delegation(delegation)
    return delegation


def _check_days(first_day: date, last_day: date) -> None:
    if last_day < first_day:
        raise Refused(_("The last day is before the first one."))
    if first_day < today():
        raise Refused(_("A delegation begins today at the earliest: what is past is past."))
    if last_day - first_day > LONGEST:
        raise Refused(_("A delegation lasts a year at most. Choose an earlier last day."))


def _check_delegate(user: User, office: Office, role: str, delegate: User) -> None:
    if delegate == user:
        raise Refused(_("Choose somebody else: nobody delegates to themselves."))
    if Membership.objects.filter(user=delegate, office=office, role=role).exists():
        raise Refused(_("%(person)s has this role already and approves anyway.") % _named(delegate))
    if not possible_delegates([office], besides=user).filter(pk=delegate.pk).exists():
        raise Refused(
            _("%(person)s belongs neither to this office nor to one above it.") % _named(delegate)
        )


def _refuse_overlap(given: QuerySet[Delegation], first_day: date, last_day: date) -> None:
    other = _between(given, first_day, last_day).first()
    if other:
        raise Refused(
            _(
                "%(person)s already has this role from you from %(first)s until the end of %(last)s."
                " Choose other days, or revoke that delegation first."
            )
            % {
                "person": other.delegate_name,
                "first": f"{other.first_day:%d/%m/%Y}",
                "last": f"{other.last_day:%d/%m/%Y}",
            }
        )


def _between(given: QuerySet[Delegation], first_day: date, last_day: date) -> QuerySet[Delegation]:
    """Those not revoked that hold on some day of these."""
    return given.filter(revoked_at=None, first_day__lte=last_day, last_day__gte=first_day)


def _named(person: User) -> dict[str, User]:
    return {"person": person}


@transaction.atomic
def revoke_delegation(*, delegation: Delegation, user: User) -> None:
    """It ends at this moment, also for pages that are open, and with it whatever gives the same.

    Raises Refused if it is over, NotYours.
    """
    delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if delegation.revoked_at or delegation.last_day < today():
        raise Refused(_("This delegation is over already."))
    if not may_revoke(delegation, user):
        raise NotYours
    for one in _equal_to(delegation):
        one.revoked_at = timezone.now()
        one.revoked_by = user
        one.revoked_by_name = str(user)
        one.save(update_fields=["revoked_at", "revoked_by", "revoked_by_name"])
        _log(one, REVOKE_DELEGATION, user)
    notices.tell_of_revocation(delegation, user)


def _equal_to(delegation: Delegation) -> QuerySet[Delegation]:
    """Itself and every other of the same role between the same two, on some of the same days."""
    same = Delegation.objects.select_for_update().filter(
        office=delegation.office,
        role=delegation.role,
        delegator=delegation.delegator,
        delegate=delegation.delegate,
    )
    return _between(same, delegation.first_day, delegation.last_day)


def _log(delegation: Delegation, action: str, user: User) -> None:
    data = {
        "office": delegation.office.code,
        "role": delegation.role,
        "delegate": delegation.delegate_name,
        "first_day": delegation.first_day.isoformat(),
        "last_day": delegation.last_day.isoformat(),
        "reason": delegation.reason,
    }
    log(instance=delegation, action=action, user=user, data=data)
