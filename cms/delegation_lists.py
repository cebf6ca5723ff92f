"""Delegations as their screen and the first screen list them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from .approval.delegation import delegations_seen_by, may_revoke
from .approval.wording import delegation_in_words
from .models import Delegation, User
from .working_time import today

MOST_OVER = 50  # of those that are over, the latest


@dataclass(frozen=True)
class DelegationRow:
    delegation: Delegation
    words: str
    state: str
    revocable: bool


@dataclass(frozen=True)
class Group:
    title: str
    rows: list[DelegationRow]
    running: bool = False


def rows_for(user: User) -> list[Group]:
    """What runs, what is to come and what is over, of what the user may see; empty ones left out."""
    seen, day = delegations_seen_by(user), today()
    over = Q(last_day__lt=day) | Q(revoked_at__isnull=False)
    valid = set(seen.in_force().values_list("pk", flat=True))
    groups = [
        Group(_("Running"), _rows(seen.on(day), user, valid), running=True),
        Group(_("To come"), _rows(seen.exclude(over).filter(first_day__gt=day), user, valid)),
        Group(_("Over"), _rows(seen.filter(over)[:MOST_OVER], user, valid)),
    ]
    return [group for group in groups if group.rows]


def _rows(delegations: Iterable[Delegation], user: User, valid: set[int]) -> list[DelegationRow]:
    return [
        DelegationRow(one, delegation_in_words(one), _state(one, valid), may_revoke(one, user))
        for one in delegations
    ]


def _state(delegation: Delegation, valid: set[int]) -> str:
    """What the days alone do not say."""
    if delegation.revoked_at:
        return _("Revoked by %(person)s.") % {"person": delegation.revoked_by_name}
    runs = delegation.first_day <= today() <= delegation.last_day
    if runs and delegation.pk not in valid:
        return _("Without effect: the role or the office of one of the two has changed.")
    return ""


def running_for(user: User) -> list[Delegation]:
    """Those in force that the user gave or received, for the first screen."""
    mine = Q(delegator=user) | Q(delegate=user)
    return list(Delegation.objects.in_force().filter(mine).select_related("office"))
