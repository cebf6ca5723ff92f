"""Who nods to what is posted in an office's name: its leader, deputies, whoever they delegated to.

For a grassroots office that has no leader the province's does; the centre never stands in, since it
would agree to its own posts, neither as the office above nor by a delegation to one of its people.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cms.approval.approvers import holders, standing_at
from cms.approval.standing import Standing
from cms.models import Delegation, Membership, Office, Role, User

Level = Office.Level


def answering(office: Office) -> Office:
    """Whose pages these are to the public: a grassroots office's are its province's."""
    above = office.parent if office.level == Level.GRASSROOTS else None
    return above if above and above.level == Level.PROVINCE else office


def standing_for(office: Office, user: User) -> Standing | None:
    """By what right the user answers for `office` alone, as the ledger keeps it; the centre's people
    for the centre only. None for everybody where neither it nor its province has a leader."""
    standing = standing_at(office, Role.LEADER, user)
    if standing is None or office.is_centre:
        return standing
    if standing.office.pk not in _line(office):
        return None
    return None if standing.delegation and _is_of_the_centre(user) else standing


def has_somebody(office: Office) -> bool:
    """Whether anybody answers for it; the office with its `parent`."""
    return bool(
        holders(office, Role.LEADER) if office.is_centre else nodders_of([office])[office.pk]
    )


def nodders_of(offices: Iterable[Office]) -> dict[int, list[User]]:
    """By office, each person once; two queries. Offices must come with their `parent`."""
    lines = {one.pk: _line(one) for one in offices}
    people = _leaders({pk for line in lines.values() for pk in line})
    return {
        pk: next((people[each] for each in line if people[each]), []) for pk, line in lines.items()
    }


def offices_nodded_by(user: User) -> set[int]:
    """Offices in whose name the user may agree or refuse; one query."""
    lent = _lent().filter(delegate=user)
    return _with_those_below(_held_by(user), lent.values("office"))


def offices_led_by(user: User) -> set[int]:
    """Without what was only delegated: whose rules the user sets, for good."""
    return _with_those_below(_held_by(user))


def _held_by(user: User) -> QuerySet[Membership, Any]:
    return Membership.objects.filter(user=user, role=Role.LEADER).values("office")


def _with_those_below(*own: QuerySet[Any, Any]) -> set[int]:
    """Grassroots offices without a leader are their province's."""
    led = Membership.objects.filter(office=OuterRef("pk"), role=Role.LEADER, user__is_active=True)
    province, grassroots = Q(parent__level=Level.PROVINCE), Q(level=Level.GRASSROOTS)
    mine = Q()
    for offices in own:
        below = Q(Q(parent__in=offices) & province & grassroots & ~Exists(led))
        mine |= Q(pk__in=offices) | below
    found = Office.objects.filter(mine).exclude(level=Level.CENTRE)
    return set(found.values_list("pk", flat=True))


def _lent() -> QuerySet[Delegation, Any]:
    """Today's, but to nobody of the centre."""
    centre = _at_the_centre().filter(user=OuterRef("delegate"))
    return Delegation.objects.in_force().filter(~Exists(centre), role=Role.LEADER)


def _is_of_the_centre(user: User) -> bool:
    return _at_the_centre().filter(user=user).exists()


def _at_the_centre() -> QuerySet[Membership, Any]:
    return Membership.objects.filter(office__level=Level.CENTRE).exclude(role=Role.OBSERVER)


def _line(office: Office) -> list[int]:
    """Ids of the offices whose leaders answer for it, the nearest first."""
    return list(dict.fromkeys([office.pk, answering(office).pk]))


def _leaders(offices: set[int]) -> defaultdict[int, list[User]]:
    found: defaultdict[int, dict[int, User]] = defaultdict(dict)
    held = Membership.objects.filter(office__in=offices, role=Role.LEADER, user__is_active=True)
    for member in held.select_related("user").order_by("is_deputy", "user_id"):
        found[member.office_id].setdefault(member.user_id, member.user)
    lent = _lent().filter(office__in=offices)
    for one in lent.select_related("delegate").order_by("delegate_id"):
        if one.delegate:
            found[one.office_id].setdefault(one.delegate.pk, one.delegate)
    people: defaultdict[int, list[User]] = defaultdict(list)
    people.update({pk: list(users.values()) for pk, users in found.items()})
    return people
