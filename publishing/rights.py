"""Which buttons a person has. The office above may what the office itself may."""

from collections.abc import Iterable
from functools import cached_property

from cms.models import Office, Role, User

from .models import Delivery, Release

STEERERS = (Role.CHANNEL_KEEPER, Role.LEADER, Role.EDITOR)
TAKERS_DOWN = (Role.CHANNEL_KEEPER, Role.LEADER)
LISTENERS = (Role.GRASSROOTS_OFFICER, Role.CHANNEL_KEEPER)


class Rights:
    """Rights of one user; one query however many deliveries are asked about.

    Offices must come with their `parent` selected.
    """

    def __init__(self, user: User) -> None:
        self.user = user

    def may_steer(self, delivery: Delivery) -> bool:
        """Send again, cancel, and say what was posted or removed by hand."""
        return self._holds(STEERERS, (delivery.destination.office, delivery.release.office))

    def may_settle(self, delivery: Delivery) -> bool:
        """Say whether an unknown post is there."""
        return self._holds((Role.CHANNEL_KEEPER,), (delivery.destination.office,))

    def may_confirm_call(self, delivery: Delivery) -> bool:
        """Record what a commune said on the telephone."""
        return self._holds(LISTENERS, (delivery.destination.office,))

    def may_cancel_release(self, release: Release) -> bool:
        return self._holds(STEERERS, (release.office,))

    def may_take_down(self, office: Office) -> bool:
        """The centre's duty editor: of every office, at any hour."""
        return self.is_on_duty or self._holds(TAKERS_DOWN, (office,))

    @cached_property
    def is_on_duty(self) -> bool:
        duty = self.user.memberships.filter(role=Role.DUTY_EDITOR)
        return duty.filter(office__level=Office.Level.CENTRE).exists()

    @cached_property
    def takes_down_anywhere(self) -> bool:
        return (
            self.user.is_superuser
            or self.is_on_duty
            or any(role in TAKERS_DOWN for _office, role in self._held)
        )

    def _holds(self, roles: Iterable[str], offices: Iterable[Office]) -> bool:
        if self.user.is_superuser:
            return True
        return any((pk, role) in self._held for o in offices for pk in _line(o) for role in roles)

    @cached_property
    def _held(self) -> set[tuple[int, str]]:
        return set(self.user.memberships.values_list("office_id", "role"))


def _line(office: Office) -> Iterable[int]:
    yield office.pk
    if office.parent is not None:
        yield from filter(None, (office.parent_id, office.parent.parent_id))
