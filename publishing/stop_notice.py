"""Tells everybody whom it concerns, on every screen, that sending is stopped."""

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from cms.models import User

from .models import StopSwitch
from .views.signed_in import user_of
from .visibility import offices_of


class StopMenuItem(MenuItem):
    """First in the menu while a stop is on; leads to what waits because of it."""

    def __init__(self) -> None:
        super().__init__(
            _("Emergency stop is on"),
            reverse_lazy("publishing_board"),
            name="stop",
            icon_name="warning",
            order=0,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return stops_concerning(user_of(request))


def stops_concerning(user: User) -> bool:
    offices = offices_of(user).values("pk")
    everywhere = Q(office=None, destination=None)
    theirs = Q(office__in=offices) | Q(destination__office__in=offices)
    above = Q(office__children__in=offices, office__level="province")
    return StopSwitch.objects.filter(everywhere | theirs | above, lifted_at=None).exists()
