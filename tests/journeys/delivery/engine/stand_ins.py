"""What stands in for a rule of the engine while it is switched off."""

from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef, Q

from publishing.delivery import calling, gates, line, outcome, policy, tidying
from publishing.models import Delivery, Destination
from publishing.services import deliveries

from .switches import ALWAYS

State = Delivery.State
UNDER_WAY_TOO = tidying.NEVER_OUT | Q(state__in=("sending", "unknown"))


# As they are before anything is switched off.
decide, limits = policy.decide, outcome.limits
earlier_unsettled, overtaken = line.earlier_unsettled, line.overtaken
settle_unknown = deliveries._settle_unknown


class TrustingGates:
    """`gates`, but whoever claimed asks no more whether the pictures may be shown."""

    def may_be_shown(self) -> Q:
        return ALWAYS

    def __getattr__(self, name: str) -> Any:
        return getattr(gates, name)


def any_destination():
    return Destination.objects.filter(pk=OuterRef("destination_id"))


def never_begun(facts, limits, rng):
    return policy._retry("lost", "", "", facts, limits, rng)


def always_unclear(facts, limits, rng):
    return policy._unclear("lost", "", "", facts, limits, rng)


def unclear_is_refused(name, code, reason, facts, limits, rng):
    return policy._retry(name, code, reason, facts, limits, rng)


def only_mine(delivery, number, decision, now):
    """`outcome.write` without its second half: what came late is not believed."""
    mine = outcome.fence_holds(delivery.pk, number).filter(state=delivery.state)
    return bool(mine.update(**outcome.values_of(decision, now)))


def no_limit():
    return replace(limits(), max_attempts=10**6)


def impatient(delivery):
    return replace(calling.capabilities_of(delivery), absence_proven_after=None)


def whatever_was_seen(delivery, decision, since):
    settle_unknown(delivery, decision, None)


def costly_login(result, facts, limits, rng):
    decision = decide(result, facts, limits, rng)
    return replace(decision, counts=True) if decision.hold else decision


def earlier_but_for_withdrawals():
    return earlier_unsettled() & ~Q(action="withdraw")


def overtaken_but_by_corrections():
    corrections = line.newer().filter(action="revise", acts_on=OuterRef("acts_on_id"))
    return overtaken() & ~(Q(action="withdraw") & Q(Exists(corrections)))


def overtaken_before_its_time(queued):
    rows = queued.filter(tidying.overtaken())
    return tidying._settle(rows, State.SUPERSEDED, Delivery.Reason.OVERTAKEN)


def overtaken_alone(queued):
    """Without asking whether its release was replaced."""
    live = queued.exclude(tidying._release_is("scheduled"))
    return tidying._settle(
        live.filter(tidying.overtaken()), State.SUPERSEDED, Delivery.Reason.OVERTAKEN
    )


def only_what_is_settled():
    revised = Q(state=State.SUPERSEDED) & ~Q(remote_id="")
    return Q(state__in=(State.ACCEPTED, State.DELIVERED)) | revised
