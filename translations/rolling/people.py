"""Who acts on a copy, and who is written to about it.

| | Who | Of which office |
|---|---|---|
| decide, keep, put off, undo | editor, head of section, leader | the copy's; where it has none, the nearest above |
| read | the same, and observers | the copy's, and the centre's |
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q, QuerySet

from cms.approval.steps import line_of
from cms.models import Membership, Office, Role, User

from ..models import ChangeNotice
from ..rights import EDITORS

READERS = (*EDITORS, Role.OBSERVER)


def acting_office(office: Office) -> Office | None:
    """Whose people act for the office: its own, else those of the nearest office above."""
    for each in line_of(office):
        if _editors().filter(office=each).exists():
            return each
    return None


def may_act(user: Any, office: Office) -> bool:
    acting = acting_office(office)
    return acting is not None and _editors().filter(office=acting, user=user.pk).exists()


def may_read(user: Any, office: Office) -> bool:
    return user.is_superuser or offices_read_by(user).filter(pk=office.pk).exists()


def offices_read_by(user: Any) -> QuerySet[Office]:
    """Of the centre's people: all. Of others: their own, and those that they stand in for."""
    offices = Office.objects.all()
    mine = Membership.objects.filter(user=user.pk, user__is_active=True, role__in=READERS)
    rows = list(mine.select_related("office"))
    if user.is_superuser or any(row.office.is_centre for row in rows):
        return offices
    own = {row.office_id for row in rows}
    editing = {row.office_id for row in rows if row.role in EDITORS}
    staffed = _editors().values("office")
    alone = Q(parent__in=editing) & ~Q(pk__in=staffed)
    return offices.filter(Q(pk__in=own) | alone)


def offices_acted_for(user: Any) -> QuerySet[Office]:
    """Their own offices, and those below that have nobody: there the office above stands in."""
    editing = _editors().filter(user=user.pk).values("office")
    staffed = _editors().values("office")
    above = Q(parent__in=editing) | (Q(parent__parent__in=editing) & ~Q(parent__in=staffed))
    return Office.objects.filter(Q(pk__in=editing) | (above & ~Q(pk__in=staffed)))


def notices_for(user: Any) -> QuerySet[ChangeNotice]:
    return ChangeNotice.objects.filter(copy__edition__office__in=offices_read_by(user))


def written_to(office: Office, *, leaders: bool = False) -> list[User]:
    """Its editors, and of what is grave its leaders; of the nearest office above where it has none."""
    return written_to_each([office], leaders=leaders)[office.pk]


def written_to_each(offices: Collection[Office], *, leaders: bool = False) -> dict[int, list[User]]:
    """Likewise, by office; as many queries for many as for one, where they come with those above."""
    roles = [Role.EDITOR, Role.LEADER] if leaders else [Role.EDITOR]
    lines = {office.pk: [each.pk for each in line_of(office)] for office in offices}
    found: dict[int, list[User]] = {}
    for rank in range(max(map(len, lines.values()), default=0)):
        asked = {
            pk: line[rank] for pk, line in lines.items() if pk not in found and rank < len(line)
        }
        if not asked:
            break
        people = _with_mail(asked.values(), roles)
        for pk, office in asked.items():
            if some := people.get(office):
                found[pk] = some
    return {office.pk: found.get(office.pk, []) for office in offices}


def _with_mail(offices: Iterable[int], roles: Collection[str]) -> dict[int, list[User]]:
    """By office, those of these roles, else whoever else works on its copies; in their order."""
    rows = Membership.objects.filter(office__in=set(offices), role__in={*roles, *EDITORS})
    rows = rows.filter(user__is_active=True).exclude(user__email="").select_related("user")
    wanted: dict[int, dict[int, User]] = {}
    others: dict[int, dict[int, User]] = {}
    for row in rows.order_by("user_id"):
        some = wanted if row.role in roles else others
        if row.role in roles or row.role in EDITORS:
            some.setdefault(row.office_id, {})[row.user_id] = row.user
    return {pk: list((wanted.get(pk) or others[pk]).values()) for pk in {*wanted, *others}}


def _editors() -> QuerySet[Membership]:
    return Membership.objects.filter(role__in=EDITORS, user__is_active=True)
