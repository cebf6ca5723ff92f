"""Who takes a step: people with the role in the item's office, or in the nearest office above."""

from wagtail.models import Page

from ..models import Membership, Office, User
from .authors import authors_since_last_approval
from .steps import line_of


def approvers_of(page: Page, role: str) -> list[User]:
    """Who may take the step. Empty when nobody up to the centre may.

    The office above stands in where an office has nobody for the role, and also where everybody
    who has it wrote the text.
    """
    writers = authors_since_last_approval(page)
    for office in line_of(page.edition.office):
        people = [user for user in holders(office, role) if user.pk not in writers]
        if people:
            return people
    return []


def holders(office: Office, role: str) -> list[User]:
    users = User.objects.filter(memberships__office=office, memberships__role=role, is_active=True)
    return list(users.distinct().order_by("pk"))


def may_approve(page: Page, role: str, user: User) -> bool:
    return any(person.pk == user.pk for person in approvers_of(page, role))


def basis_of(page: Page, role: str, user: User) -> dict:
    """Why `user` may take the step, as the ledger keeps it: basis, on_behalf_of, on_behalf_of_name."""
    return {}


def is_member(user: User, office: Office) -> bool:
    return Membership.objects.filter(user=user, office=office).exists()
