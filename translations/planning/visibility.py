"""Whose translations a person sees: those of their office, those below it if they answer for them or
work on them, and what has their name on it."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from cms.models import Membership, Role

from ..models import TranslationRequest
from ..rights import EDITORS, WRITERS, Rights
from .narrowing import standing_requests

OVERSEERS = (*EDITORS, Role.OBSERVER)


def memberships_of(user: Any) -> list[Membership]:
    return list(Membership.objects.filter(user_id=user.pk, user__is_active=True))


def within(offices: Iterable[int], prefix: str = "office") -> Q:
    """These offices and all below them."""
    numbers = list(offices)
    found = Q(pk=None)
    for path in (prefix, f"{prefix}__parent", f"{prefix}__parent__parent"):
        found |= Q(**{f"{path}__in": numbers})
    return found


def visible_to(user: Any) -> QuerySet[TranslationRequest]:
    requests = standing_requests()
    if user.is_superuser:
        return requests
    mine = memberships_of(user)
    seen = Q(assignee_id=user.pk) | Q(reviewer_id=user.pk)
    seen |= Q(office__in=[one.office_id for one in mine])
    seen |= within(one.office_id for one in mine if one.role in OVERSEERS)
    return requests.filter(seen | in_roles(mine, WRITERS))


def in_roles(memberships: Iterable[Membership], roles: Collection[str]) -> Q:
    """Requests that somebody in these roles may work on: of their offices and in their languages."""
    found = Q(pk=None)
    for one in memberships:
        if one.role in roles:
            spoken = Q(language__in=one.languages) if one.languages else Q()
            found |= within([one.office_id]) & spoken
    return found


def may_look(page: Page, user: Any) -> bool:
    """At who translates the page and how far they are."""
    mine = {one.office_id for one in memberships_of(user)}
    if user.is_superuser or page.edition.office_id in mine or Rights(user).may_request(page):
        return True
    return visible_to(user).filter(page=page.pk).exists()
