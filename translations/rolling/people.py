"""Who acts on a copy, and who is written to about it.

| | Who | Of which office |
|---|---|---|
| decide, keep, put off, undo | editor, head of section, leader | the copy's; where it has none, the nearest above |
| read | the same, and observers | the copy's, and the centre's |
"""

from collections.abc import Iterable
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
    roles = [Role.EDITOR, Role.LEADER] if leaders else [Role.EDITOR]
    for each in line_of(office):
        people = _with_mail(each, roles) or _with_mail(each, list(EDITORS))
        if people:
            return people
    return []


def _with_mail(office: Office, roles: Iterable[str]) -> list[User]:
    held = User.objects.filter(memberships__office=office, memberships__role__in=roles)
    return list(held.filter(is_active=True).exclude(email="").distinct().order_by("pk"))


def _editors() -> QuerySet[Membership]:
    return Membership.objects.filter(role__in=EDITORS, user__is_active=True)
