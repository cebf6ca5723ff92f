"""Who takes a step: people with the role in the item's office, or in the nearest office above."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from wagtail.models import Page

from ..models import Delegation, Membership, Office, User
from .authors import authors_since_last_approval
from .errors import NotYours, Refused
from .lapsed import why_no_longer
from .standing import Standing
from .steps import line_of


def approvers_of(page: Page, role: str) -> list[User]:
    """Who may take the step. Empty when nobody up to the centre may."""
    return [standing.user for standing in standings_of(page, role)]


def standings_of(page: Page, role: str, day: date | None = None) -> list[Standing]:
    """Everybody who may take the step, each once: those of the role, deputies, delegates.

    Delegates by the delegations of `day`, or of today.

    The office above stands in where an office has nobody for the role, and also where everybody
    who has it wrote the text. Nobody acts for an author either: a delegation by one gives nothing.
    """
    writers = authors_since_last_approval(page)
    line = line_of(page.edition.office)
    members, delegations = _members(line, role), _delegations(line, role, day)
    for office in line:
        found = _standings(members[office.pk], delegations[office.pk], writers)
        if found:
            below = None if office == line[0] else line[0]
            wrote = below is not None and bool(members[below.pk])
            return [
                Standing(user, role, office, deputy, delegation, below, wrote)
                for user, deputy, delegation in found
            ]
    return []


def _members(line: list[Office], role: str) -> dict[int, list[Membership]]:
    rows = Membership.objects.filter(office__in=line, role=role, user__is_active=True)
    found = defaultdict(list)
    for row in rows.select_related("user").order_by("is_deputy", "user_id"):
        found[row.office_id].append(row)
    return found


def _delegations(line: list[Office], role: str, day: date | None) -> dict[int, list[Delegation]]:
    rows = Delegation.objects.in_force(day).filter(office__in=line, role=role)
    found = defaultdict(list)
    for row in rows.select_related("delegate").order_by("delegate_id", "pk"):
        found[row.office_id].append(row)
    return found


def _standings(
    members: Iterable[Membership], delegations: Iterable[Delegation], writers: Collection[int]
) -> list[tuple[User, bool, Delegation | None]]:
    found: dict[int, tuple[User, bool, Delegation | None]] = {}
    for member in members:
        if member.user_id not in writers:
            found[member.user_id] = (member.user, member.is_deputy, None)
    for delegation in delegations:
        person = delegation.delegate
        if person and not {person.pk, delegation.delegator_id} & set(writers):
            found.setdefault(person.pk, (person, False, delegation))
    return list(found.values())


def standing_of(page: Page, role: str, user: User) -> Standing | None:
    return next((one for one in standings_of(page, role) if one.user.pk == user.pk), None)


def require_standing(page: Page, role: str, user: User) -> Standing:
    """Raises NotYours; to whom a delegation is over or has not begun, Refused with that reason."""
    standing = standing_of(page, role, user)
    if standing:
        return standing
    reason = why_no_longer(line_of(page.edition.office), role, user)
    raise Refused(reason) if reason else NotYours


def basis_of(page: Page, role: str, user: User) -> dict:
    """Why `user` may take the step, as the ledger keeps it: basis, on_behalf_of, on_behalf_of_name.

    Raises like `require_standing`.
    """
    return require_standing(page, role, user).as_recorded()


def holders(office: Office, role: str) -> list[User]:
    """Those who have the role themselves, delegates not among them."""
    users = User.objects.filter(memberships__office=office, memberships__role=role, is_active=True)
    return list(users.distinct().order_by("pk"))


def may_approve(page: Page, role: str, user: User) -> bool:
    return standing_of(page, role, user) is not None


def is_member(user: User, office: Office) -> bool:
    return Membership.objects.filter(user=user, office=office).exists()
