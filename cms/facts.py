"""Changing an office's fact sheet: an editor proposes, the leader of that office puts it in force.

Facts are quoted in texts that were approved, so their change is a decision of its own. Reading them
is the business of `cms.fact_sheets`.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from . import fact_notices, log_actions
from .approval.approvers import holders
from .approval.errors import NotYours, Refused
from .approval.steps import line_of
from .fact_writing import Change, written
from .models import Fact, FactImport, Membership, Office, Role, User
from .signals import InForce, facts_in_force
from .working_time import today

REASON_LENGTH = 250
PROPOSERS = (Role.EDITOR, Role.SECTION_HEAD, Role.LEADER, Role.CHANNEL_KEEPER)


def may_propose(user: User, office: Office) -> bool:
    return Membership.objects.filter(user=user, office=office, role__in=PROPOSERS).exists()


def may_open(user: User, office: Office) -> bool:
    """The sheet itself, whether or not they may propose anything for it."""
    return user.is_superuser or Membership.objects.filter(user=user, office=office).exists()


def may_import_for(user: User) -> list[Office]:
    """Offices that this person may send a table for: those they propose for and all below these."""
    mine = Office.objects.filter(memberships__user=user, memberships__role__in=PROPOSERS)
    line = Q(pk__in=mine) | Q(parent__in=mine) | Q(parent__parent__in=mine)
    return list(Office.objects.filter(line).select_related("parent__parent").order_by("code"))


def may_read(user: User, office: Office) -> bool:
    """Also whoever above has to decide something on the sheet, as long as it waits."""
    if may_open(user, office):
        return True
    waiting = Fact.objects.filter(office=office, state=Fact.State.PROPOSED)
    rows = waiting.select_related("office__parent__parent")
    # Who decides depends on the office, which is one, and on who proposed.
    return any(may_decide(user, one) for one in {one.proposed_by_id: one for one in rows}.values())


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
    note: str = "",
    valid_until: date | None = None,
) -> Fact:
    """A proposal; the fact in force stays until the leader decides. Raises Refused, NotYours."""
    change = Change(key, value, unit, period, source, note, valid_until)
    (fact,) = propose_facts(office=office, changes=[change], user=user)
    return fact


@transaction.atomic
def propose_facts(*, office: Office, changes: Collection[Change], user: User) -> list[Fact]:
    """All of them or none; one mail for all. Raises Refused, NotYours."""
    if not may_propose(user, office):
        raise NotYours
    return add_proposals(office, [written(change) for change in changes], user)


def add_proposals(
    office: Office, changes: Sequence[Change], user: User, of_import: FactImport | None = None
) -> list[Fact]:
    """Of somebody who may propose them, as `written`. One's own earlier proposal is withdrawn."""
    keys = [change.key for change in changes]
    own = Fact.objects.filter(office=office, proposed_by=user, state=Fact.State.PROPOSED)
    own.filter(key__in=keys).update(state=Fact.State.WITHDRAWN)
    facts = Fact.objects.bulk_create(
        Fact(
            office=office,
            key=change.key,
            proposed_by=user,
            of_import=of_import,
            **change.fields(),
        )
        for change in changes
    )
    _log(office, log_actions.PROPOSE_FACTS, user, facts)
    if facts:
        fact_notices.ask(facts, deciders(facts[0]))
    return facts


@transaction.atomic
def withdraw_fact(*, fact: Fact, user: User) -> None:
    """By whoever proposed it, as long as it waits. Raises Refused, NotYours."""
    if fact.proposed_by_id != user.pk:
        raise NotYours
    proposed = Fact.objects.filter(pk=fact.pk, state=Fact.State.PROPOSED)
    if not proposed.update(state=Fact.State.WITHDRAWN):
        raise Refused(_("This proposal was already decided."))
    fact.refresh_from_db()
    _log(fact.office, log_actions.WITHDRAW_FACTS, user, [fact])


def approve_fact(*, fact: Fact, user: User) -> None:
    """Put it in force in place of the one before. Raises Refused if it was decided, NotYours."""
    approve_facts(facts=[fact], user=user)


def refuse_fact(*, fact: Fact, user: User, because: str) -> None:
    """Raises Refused, also without a reason; NotYours."""
    refuse_facts(facts=[fact], user=user, because=because)


@transaction.atomic
def approve_facts(*, facts: Sequence[Fact], user: User) -> None:
    """All of one office, or none. Raises Refused if one was decided, NotYours."""
    _require_decider(facts, user)
    if len({fact.key for fact in facts}) < len(facts):
        raise Refused(
            _("Two proposals for the same fact are chosen. Choose the one that is to be in force.")
        )
    changes = [InForce(fact, _put_in_force(fact, user)) for fact in facts]
    facts_in_force.send(sender=Fact, changes=changes)
    _tell(facts, log_actions.APPROVE_FACTS, user)


def _put_in_force(fact: Fact, user: User) -> Fact | None:
    """Returns the fact that it replaced."""
    if fact.valid_until and fact.valid_until < today():
        raise Refused(
            _("The last day of “%(fact)s” has passed. Refuse it and have it proposed anew.")
            % {"fact": fact.value}
        )
    same = Fact.objects.approved().filter(office=fact.office, key=fact.key)
    before = same.first()
    try:
        with transaction.atomic():
            same.update(state=Fact.State.REPLACED)
            _settle(fact, user, state=Fact.State.IN_FORCE)
    except IntegrityError as error:  # somebody decided another proposal in this very moment
        raise Refused(
            _("Another value came into force at this moment. Look at the sheet again.")
        ) from error
    if before:
        before.refresh_from_db()
    return before


@transaction.atomic
def refuse_facts(*, facts: Sequence[Fact], user: User, because: str) -> None:
    """All of one office, or none. Raises Refused, also without a reason; NotYours."""
    _require_decider(facts, user)
    because = " ".join(because.replace("\0", "").split())[:REASON_LENGTH]
    if not because:
        raise Refused(_("Say why, so that whoever proposed it knows what to do."))
    for fact in facts:
        _settle(fact, user, state=Fact.State.REFUSED, refused_because=because)
    _tell(facts, log_actions.REFUSE_FACTS, user, because)


def _require_decider(facts: Sequence[Fact], user: User) -> None:
    if not facts:
        raise Refused(_("Choose at least one proposal."))
    # Who decides depends on the office, which is one, and on who proposed.
    for fact in {fact.proposed_by_id: fact for fact in facts}.values():
        if user.pk not in {person.pk for person in deciders(fact)}:
            raise NotYours


def _settle(fact: Fact, user: User, **fields: str) -> None:
    proposed = Fact.objects.filter(pk=fact.pk, state=Fact.State.PROPOSED)
    if not proposed.update(approved_by=user, approved_at=timezone.now(), **fields):
        raise Refused(_("This proposal was already decided."))
    fact.refresh_from_db()


def _tell(facts: Sequence[Fact], action: str, user: User, because: str = "") -> None:
    _log(facts[0].office, action, user, facts, because)
    fact_notices.tell_decided(facts, user, because)


def _log(office: Office, action: str, user: User, facts: Sequence[Fact], because: str = "") -> None:
    said = [{"key": fact.key, "value": str(Change.of(fact))} for fact in facts]
    log(instance=office, action=action, user=user, data={"facts": said, "reason": because})
