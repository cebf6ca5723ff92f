"""The centre and a province with its places, as national posts meet them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cms.models import Office, Role
from publishing.models import Delivery, Destination, Release

from .approval import Desk
from .offices import make_centre, make_province
from .packages import choose, make_communes, make_facebook, release
from .publishing import make_bare_office
from .users import make_user

State = Delivery.State


class Nation:
    """One province with a leader, a page on Facebook, and a commune below a grassroots office."""

    def __init__(self, rule: str = "nod", *, more: int = 0, **fields: Any) -> None:
        """`more`: further communes of the same grassroots office."""
        self.desk = Desk(make_centre(), **fields)
        self.office = make_province(name="BHXH tỉnh Lào Cai")
        self.below = make_bare_office(
            level=Office.Level.GRASSROOTS, parent=self.office, name="BHXH cơ sở Sa Pa"
        )
        self.leader = make_user(self.office, Role.LEADER, last_name="Giàng", first_name="A Sử")
        self.page = make_facebook(self.office, "Trang Lào Cai")
        self.commune, *self.more = make_communes(self.below, 1 + more)
        self.set_rule(rule)

    @property
    def places(self) -> list[Destination]:
        return [self.page, self.commune, *self.more]

    def set_rule(self, rule: str, hours: int = 8) -> None:
        Destination.objects.filter(pk__in=[place.pk for place in self.places]).update(
            national_posts=rule, nod_hours=hours
        )

    def release(self, **wishes: Any) -> Release:
        """Of the centre's item to its own page and both places of the province."""
        own, _new = Destination.objects.get_or_create(
            office=self.desk.office, channel="facebook", name="Trang trung ương"
        )
        choose(self.desk, [own, *self.places], **wishes)
        return release(self.desk)

    def delivery(self, place: Destination) -> Delivery:
        """The newest one there."""
        return Delivery.objects.filter(destination=place).latest("pk")

    def ids(self, *states: str) -> list[int]:
        """Of the province's deliveries."""
        rows = Delivery.objects.filter(destination__in=self.places)
        rows = rows.filter(state__in=states) if states else rows
        return list(rows.order_by("pk").values_list("pk", flat=True))


def let_the_hours_pass() -> None:
    """As if every nod had been asked for long ago."""
    Delivery.objects.exclude(nod_until=None).update(nod_until=timezone.now() - timedelta(seconds=1))
