"""What a person sees of other people's work: what concerns an office of theirs or one below it."""

from django.db.models import Q, QuerySet

from .models import Office, User


def offices_of(user: User) -> QuerySet[Office]:
    """Offices where the user holds any role, and all below them; a superuser's are all."""
    offices = Office.objects.all()
    if user.is_superuser:
        return offices
    own = user.memberships.values("office")
    return offices.filter(Q(pk__in=own) | Q(parent__in=own) | Q(parent__parent__in=own))
