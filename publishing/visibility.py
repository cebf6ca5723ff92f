"""What a person sees of publishing: what concerns an office of theirs or one below it."""

from django.db.models import Q, QuerySet

from cms.models import User
from cms.visibility import offices_of

from .models import Delivery, Destination, Release


def destinations_for(user: User) -> QuerySet[Destination]:
    return Destination.objects.filter(office__in=offices_of(user))


def releases_for(user: User) -> QuerySet[Release]:
    return Release.objects.filter(office__in=offices_of(user))


def deliveries_for(user: User) -> QuerySet[Delivery]:
    """Those to destinations of the user's offices, and those of their offices' releases."""
    if user.is_superuser:
        return Delivery.objects.all()
    offices = offices_of(user)
    return Delivery.objects.filter(
        Q(destination__office__in=offices) | Q(release__office__in=offices)
    )
