"""Who nods to what is posted in an office's name: its leader, deputies, whoever they delegated to.

For a grassroots office that has no leader the province's does; the centre never stands in, since it
would agree to its own posts.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cms.models import Delegation, Membership, Office, Role, User

Level = Office.Level


def answering(office: Office) -> Office:
    """Whose pages these are to the public: a grassroots office's are its province's."""
    return (office.parent if office.level == Level.GRASSROOTS else None) or office


def nodders_of(offices: Iterable[Office]) -> dict[int, list[User]]:
    """By office, each person once; two queries. Offices must come with their `parent`."""
    lines = {one.pk: _line(one) for one in offices}
    people = _leaders({pk for line in lines.values() for pk in line})
    return {
        pk: next((people[each] for each in line if people[each]), []) for pk, line in lines.items()
    }


def offices_nodded_by(user: User) -> set[int]:
    """Offices in whose name the user may agree or refuse; one query."""
    lent = Delegation.objects.in_force().filter(delegate=user, role=Role.LEADER)
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


def _line(office: Office) -> list[int]:
    above = office.parent if office.level == Level.GRASSROOTS else None
    return [office.pk, *([above.pk] if above and above.level == Level.PROVINCE else [])]


def _leaders(offices: set[int]) -> defaultdict[int, list[User]]:
    found: defaultdict[int, dict[int, User]] = defaultdict(dict)
    held = Membership.objects.filter(office__in=offices, role=Role.LEADER, user__is_active=True)
    for member in held.select_related("user").order_by("is_deputy", "user_id"):
        found[member.office_id].setdefault(member.user_id, member.user)
    lent = Delegation.objects.in_force().filter(office__in=offices, role=Role.LEADER)
    for one in lent.select_related("delegate").order_by("delegate_id"):
        if one.delegate:
            found[one.office_id].setdefault(one.delegate.pk, one.delegate)
    people: defaultdict[int, list[User]] = defaultdict(list)
    people.update({pk: list(users.values()) for pk, users in found.items()})
    return people
