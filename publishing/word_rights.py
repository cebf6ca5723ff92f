"""Who settles how an office reads aloud. The office above may what the office itself may.

| May | Who |
|---|---|
| add a word that the office says in its own way | its editors, leaders and channel keepers |
| withdraw one, choose the region's way of reading | its leaders and channel keepers |
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from cms.models import Office, Role, User

from .office_voices import line_of

SETTLERS = (Role.LEADER, Role.CHANNEL_KEEPER)
ADDERS = (*SETTLERS, Role.EDITOR)


def may_add_words(user: User, office: Office) -> bool:
    return _holds(user, ADDERS, office)


def may_settle_voice(user: User, office: Office) -> bool:
    return _holds(user, SETTLERS, office)


def offices_of(user: User) -> QuerySet[Office]:
    """Whose words the user may add to: those where the user has a role, not all below them."""
    offices = Office.objects.select_related("parent")
    if user.is_superuser:
        return offices
    held = user.memberships.filter(role__in=ADDERS).values("office")
    return offices.filter(pk__in=held)


def _holds(user: User, roles: Iterable[str], office: Office) -> bool:
    if user.is_superuser:
        return True
    held = user.memberships.filter(role__in=roles, office__in=line_of(office))
    return held.exists()
