"""Changing an office's fact sheet: an editor proposes, the leader of that office puts it in force.

Facts are quoted in texts that were approved, so their change is a decision of its own. Reading them
is the business of `cms.fact_sheets`.
"""

import re
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from . import notices
from .approval.approvers import holders
from .approval.errors import NotYours, Refused
from .approval.steps import line_of
from .models import Fact, Membership, Office, Role, User
from .visible import is_visible

KEY = re.compile(r"[a-z][a-z0-9_]*(:[a-z0-9_]+)?")
PROPOSERS = (Role.EDITOR, Role.SECTION_HEAD, Role.LEADER, Role.CHANNEL_KEEPER)


def may_propose(user: User, office: Office) -> bool:
    return Membership.objects.filter(user=user, office=office, role__in=PROPOSERS).exists()


def may_open(user: User, office: Office) -> bool:
    """The sheet itself, whether or not they may propose anything for it."""
    return user.is_superuser or Membership.objects.filter(user=user, office=office).exists()


def deciders(fact: Fact) -> list[User]:
    """Leaders of the office, else of the nearest office above; never the proposer."""
    for office in line_of(fact.office):
        people = [user for user in holders(office, Role.LEADER) if user.pk != fact.proposed_by_id]
        if people:
            return people
    return []


def waits_for(fact: Fact) -> str:
    """In a sentence: who puts it in force; where nobody may, what to do about it."""
    people = deciders(fact)
    if not people:
        return _(
            "Nobody may put it in force yet: besides whoever proposed it, neither this office nor the"
            " one above has a leader. Ask the administrator of the system to appoint one."
        )
    return _("It waits for: %(people)s.") % {"people": ", ".join(str(one) for one in people)}


def may_decide(user: User, fact: Fact) -> bool:
    return fact.state == Fact.State.PROPOSED and user.pk in {u.pk for u in deciders(fact)}


def waiting_for(user: User) -> list[Fact]:
    """Proposals that this person may put in force, oldest first."""
    led = Office.objects.filter(memberships__user=user, memberships__role=Role.LEADER)
    below = Q(office__in=led) | Q(office__parent__in=led) | Q(office__parent__parent__in=led)
    proposed = Fact.objects.filter(below, state=Fact.State.PROPOSED)
    rows = proposed.select_related("office__parent__parent", "proposed_by")
    facts = list(rows.order_by("proposed_at").distinct())
    leaders = _leaders_along({fact.office for fact in facts})
    return [fact for fact in facts if user.pk in _first(fact, leaders)]


def _leaders_along(offices: Iterable[Office]) -> dict[int, set[int]]:
    """Ids of the leaders of these offices and of those above, by office: one query."""
    lines = {above.pk for office in offices for above in line_of(office)}
    found: dict[int, set[int]] = {pk: set() for pk in lines}
    leading = Membership.objects.filter(office__in=lines, role=Role.LEADER, user__is_active=True)
    for office, person in leading.values_list("office_id", "user_id"):
        found[office].add(person)
    return found


def _first(fact: Fact, leaders: dict[int, set[int]]) -> set[int]:
    """`deciders`, by ids."""
    for office in line_of(fact.office):
        if people := leaders[office.pk] - {fact.proposed_by_id}:
            return people
    return set()


@transaction.atomic
def propose_fact(
    *,
    office: Office,
    key: str,
    value: str,
    user: User,
    unit: str = "",
    period: str = "",
    source: str = "",
) -> Fact:
    """A proposal; the fact in force stays until the leader decides. Raises Refused, NotYours."""
    if not may_propose(user, office):
        raise NotYours
    key, value = key.strip(), value.strip()
    if not KEY.fullmatch(key):
        raise Refused(_("A key is written like “hotline” or “figure:bhyt_coverage”."))
    if not is_visible(value):
        raise Refused(_("Enter the value."))
    fact = Fact.objects.create(
        office=office,
        key=key,
        value=value,
        unit=unit.strip(),
        period=period.strip(),
        source=source.strip(),
        proposed_by=user,
    )
    notices.ask_about_fact(fact, deciders(fact))
    return fact


@transaction.atomic
def approve_fact(*, fact: Fact, user: User) -> None:
    """Put it in force in place of the one before. Raises Refused if it was decided, NotYours."""
    _require_decider(fact, user)
    Fact.objects.filter(office=fact.office, key=fact.key).in_force().update(
        state=Fact.State.REPLACED
    )
    _settle(fact, user, Fact.State.IN_FORCE)


@transaction.atomic
def refuse_fact(*, fact: Fact, user: User) -> None:
    _require_decider(fact, user)
    _settle(fact, user, Fact.State.REFUSED)


def _require_decider(fact: Fact, user: User) -> None:
    if user.pk not in {person.pk for person in deciders(fact)}:
        raise NotYours


def _settle(fact: Fact, user: User, state: str) -> None:
    proposed = Fact.objects.filter(pk=fact.pk, state=Fact.State.PROPOSED)
    if not proposed.update(state=state, approved_by=user, approved_at=timezone.now()):
        raise Refused(_("This proposal was already decided."))
    fact.refresh_from_db()
