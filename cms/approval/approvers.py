"""Who takes a step: people with the role in the item's office, or in the nearest office above."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.utils.functional import cached_property
from wagtail.models import Page

from ..models import Delegation, Membership, Office, User
from .authors import authors_of_pages
from .errors import NotYours, Refused
from .lapsed import why_no_longer
from .standing import Standing
from .steps import line_of

Post = tuple[int, str]  # office and role


class Standings:
    """Who may take which step of these pages: as many queries for one page as for many.

    For screens and lists, which ask about the same pages again and again: what is known stays known.
    Whatever decides asks anew, by `standings_of`.
    """

    def __init__(self, pages: Iterable[Page]) -> None:
        self._pages = {page.pk: page for page in pages}
        self._delegations: dict[date | None, dict[Post, list[Delegation]]] = {}

    def of(self, page: Page, role: str, day: date | None = None) -> list[Standing]:
        """Everybody who may take the step, each once: those of the role, deputies, delegates.

        Delegates by the delegations of `day`, or of today.

        The office above stands in where an office has nobody for the role, and also where everybody
        who has it wrote the text. Nobody acts for an author either: a delegation by one gives
        nothing.
        """
        lent = self._lent_on(day)
        line = self._lines[page.pk]
        for office in line:
            post = (office.pk, str(role))
            found = _standings(self._members[post], lent[post], self._writers[page.pk])
            if found:
                below = None if office == line[0] else line[0]
                wrote = below is not None and bool(self._members[below.pk, str(role)])
                return [
                    Standing(user, role, office, deputy, delegation, below, wrote)
                    for user, deputy, delegation in found
                ]
        return []

    def of_user(self, page: Page, role: str, user: User) -> Standing | None:
        return next((one for one in self.of(page, role) if one.user.pk == user.pk), None)

    @cached_property
    def _writers(self) -> dict[int, set[int]]:
        return authors_of_pages(self._pages.values())

    @cached_property
    def _lines(self) -> dict[int, list[Office]]:
        return {pk: line_of(page.edition.office) for pk, page in self._pages.items()}

    @cached_property
    def _offices(self) -> set[int]:
        return {office.pk for line in self._lines.values() for office in line}

    @cached_property
    def _members(self) -> defaultdict[Post, list[Membership]]:
        rows = Membership.objects.filter(office__in=self._offices, user__is_active=True)
        found = defaultdict(list)
        for row in rows.select_related("user").order_by("is_deputy", "user_id"):
            found[row.office_id, str(row.role)].append(row)
        return found

    def _lent_on(self, day: date | None) -> dict[Post, list[Delegation]]:
        if day not in self._delegations:
            rows = Delegation.objects.in_force(day).filter(office__in=self._offices)
            found = defaultdict(list)
            for row in rows.select_related("delegate").order_by("delegate_id", "pk"):
                found[row.office_id, str(row.role)].append(row)
            self._delegations[day] = found
        return self._delegations[day]


def approvers_of(page: Page, role: str) -> list[User]:
    """Who may take the step. Empty when nobody up to the centre may."""
    return [standing.user for standing in standings_of(page, role)]


def standings_of(page: Page, role: str, day: date | None = None) -> list[Standing]:
    """As `Standings.of`, as of this moment."""
    return Standings([page]).of(page, role, day)


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
    return Standings([page]).of_user(page, role, user)


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


def standing_at(office: Office, role: str, user: User) -> Standing | None:
    """As `standing_of` where no page is asked about, so nobody is its author; three queries a level."""
    for each in line_of(office):
        rows = Membership.objects.filter(office=each, role=role, user__is_active=True)
        lent = Delegation.objects.in_force(None).filter(office=each, role=role)
        found = _standings(
            rows.select_related("user").order_by("is_deputy", "user_id"),
            [one for one in lent.select_related("delegate").order_by("pk") if one.delegate],
            (),
        )
        if found:
            below = None if each == office else office
            people = {person.pk: (person, deputy, one) for person, deputy, one in found}
            if user.pk not in people:
                return None
            _person, deputy, delegation = people[user.pk]
            return Standing(user, role, each, deputy, delegation, below)
    return None


def holders(office: Office, role: str) -> list[User]:
    """Those who have the role themselves, delegates not among them."""
    users = User.objects.filter(memberships__office=office, memberships__role=role, is_active=True)
    return list(users.distinct().order_by("pk"))


def may_approve(page: Page, role: str, user: User) -> bool:
    return standing_of(page, role, user) is not None


def is_member(user: User, office: Office) -> bool:
    return Membership.objects.filter(user=user, office=office).exists()
