"""What a person sees of other people's work: what concerns an office of theirs or one below it."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from .models import Office, Role, User


def offices_of(user: User) -> QuerySet[Office]:
    """Offices where the user holds any role, and all below them; a superuser's are all."""
    offices = Office.objects.all()
    if user.is_superuser:
        return offices
    own = user.memberships.values("office")
    return offices.filter(Q(pk__in=own) | Q(parent__in=own) | Q(parent__parent__in=own))


def roles_held(request: HttpRequest) -> frozenset[str]:
    """Of whoever is signed in, in any office. For menus, each entry of which asks: one query in all."""
    return frozenset(role for role, _level in _posts(request))


def works_below_the_centre(request: HttpRequest) -> bool:
    """Whether a menu shows what is for provinces and below; superusers see everything."""
    levels = {level for _role, level in _posts(request)}
    return request.user.is_superuser or bool(levels - {Office.Level.CENTRE})  # type: ignore[union-attr]  # signed in


def leads_the_centre(request: HttpRequest) -> bool:
    """By a role of one's own: what its leaders alone decide, no superuser does."""
    return (Role.LEADER, Office.Level.CENTRE) in _posts(request)


def _posts(request: HttpRequest) -> frozenset[tuple[str, str]]:
    user: User = request.user  # type: ignore[assignment]  # signed in
    known: dict[int, frozenset[tuple[str, str]]] = request.__dict__.setdefault("loa_posts", {})
    if user.pk not in known:
        known[user.pk] = frozenset(user.memberships.values_list("role", "office__level"))
    return known[user.pk]


def holds_any(request: HttpRequest, roles: Iterable[str]) -> bool:
    """Whether a menu shows what is for these roles; superusers see everything."""
    if request.user.is_superuser:  # type: ignore[union-attr]  # signed in
        return True
    return not roles_held(request).isdisjoint(map(str, roles))
