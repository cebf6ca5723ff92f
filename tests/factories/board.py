"""Two provincial offices with their people and destinations, as the board sees them."""

from functools import cached_property

from cms.models import Office, Role, User
from publishing.models import Delivery, Destination
from publishing.registry import spoken

from .offices import make_centre, make_province
from .packages import set_fact
from .publishing import make_delivery, make_destination, make_release
from .users import make_admin_user


class Desk:
    """An office with one destination a channel, and people of every role that the board knows."""

    def __init__(self, office: Office) -> None:
        self.office = office

    @cached_property
    def keeper(self) -> User:
        return make_admin_user(self.office, Role.CHANNEL_KEEPER, last_name="Giàng", first_name="A")

    @cached_property
    def editor(self) -> User:
        return make_admin_user(self.office, Role.EDITOR)

    @cached_property
    def leader(self) -> User:
        return make_admin_user(self.office, Role.LEADER)

    @cached_property
    def officer(self) -> User:
        return make_admin_user(self.office, Role.GRASSROOTS_OFFICER)

    @cached_property
    def observer(self) -> User:
        return make_admin_user(self.office, Role.OBSERVER)

    def place(self, channel: str = "facebook", **fields) -> Destination:
        return make_destination(self.office, channel=channel, **fields)

    def delivery(self, channel: str = "facebook", title: str = "Bài viết", **fields) -> Delivery:
        """At a destination of its own unless one is given."""
        release = fields.pop("release", None) or make_release(office=self.office, title=title)
        destination = fields.pop("destination", None) or self.place(channel)
        delivery = make_delivery(release, destination, **fields)
        if destination.channel in spoken() and delivery.variant:
            post = delivery.variant.post
            post.data["extra"] = {"class": "ordinary", "repeats": 2, "reading_seconds": 75}
            post.save()
        return delivery


def two_desks() -> tuple[Desk, Desk]:
    make_centre()
    return Desk(make_province(name="BHXH tỉnh Tuyên Quang")), Desk(
        make_province(name="BHXH tỉnh Lào Cai")
    )


def with_old_value(
    delivery: Delivery, before: str = "1900 0000", now: str = "1900 9068"
) -> Delivery:
    """As if its post had been approved with a hotline of its office that is another one by now."""
    office = delivery.destination.office
    delivery.release.content = {"stated": {office.code: {"hotline": before}}}
    delivery.release.save(update_fields=["content"])
    set_fact(office, "hotline", now)
    return delivery
