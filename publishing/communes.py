"""The communes that a keeper or grassroots officer looks after, and how their links stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from cms.folded import Folded
from cms.models import Office, Role, User
from cms.search import fold

from .bulletins import SPOKEN, in_force
from .models import CommuneLink, Confirmation, Delivery, Destination
from .source_systems import covered, without_passed_on

CHANNEL = "loudspeaker"
KEEPERS = (Role.CHANNEL_KEEPER, Role.GRASSROOTS_OFFICER)
READERS = (*KEEPERS, Role.OBSERVER)
NONE, GOOD, OVER, REVOKED = "none", "good", "over", "revoked"


@dataclass(frozen=True)
class Commune:
    """One row of the list."""

    destination: Destination
    link: str  # none, good, over, revoked
    link_at: datetime | None  # when the link ends, ended or was revoked
    unconfirmed: int
    last: Confirmation | None
    is_fed: bool = False  # by a source-information system

    @property
    def has_link(self) -> bool:
        return self.link == GOOD


def offices_kept_by(user: User, roles: Iterable[str] = READERS) -> QuerySet[Office]:
    """Offices where the user holds one of these roles, and all below them."""
    if user.is_superuser:
        return Office.objects.all()
    own = user.memberships.filter(role__in=list(roles)).values("office")
    return Office.objects.filter(Q(pk__in=own) | Q(parent__in=own) | Q(parent__parent__in=own))


def may_see_communes(user: User) -> bool:
    return user.is_superuser or user.memberships.filter(role__in=READERS).exists()


def communes_seen_by(user: User) -> QuerySet[Destination]:
    return _communes(offices_kept_by(user))


def communes_kept_by(user: User) -> QuerySet[Destination]:
    """Those whose links the user may make and revoke."""
    return _communes(offices_kept_by(user, KEEPERS))


def matching(places: QuerySet[Destination], words: str, link: str) -> QuerySet[Destination]:
    """`words` in the name of commune or office, with or without marks; `link` is a link's state."""
    if words.strip():
        found = Q(folded__contains=fold(words.strip())) | Q(
            folded_office__contains=fold(words.strip())
        )
        places = places.annotate(
            folded=Folded(F("name")), folded_office=Folded(F("office__name"))
        ).filter(found)
    if link == GOOD:
        return places.filter(links__in=_good_links())
    if link == "missing":
        return places.exclude(links__in=_good_links())
    return places


def rows(places: QuerySet[Destination]) -> list[Commune]:
    """A fixed number of queries, whatever the number of places."""
    last_link = CommuneLink.objects.filter(destination=OuterRef("pk")).order_by("-pk")
    said = Confirmation.objects.filter(
        delivery__destination=OuterRef("pk"), kind__in=SPOKEN
    ).order_by("-sequence")
    listed = list(
        places.select_related("office").annotate(
            ends_at=Subquery(last_link.values("expires_at")[:1]),
            revoked_at=Subquery(last_link.values("revoked_at")[:1]),
            last_said=Subquery(said.values("pk")[:1]),
        )
    )
    silent, fed = _unconfirmed(listed), covered(listed)
    ids = [place.last_said for place in listed if place.last_said]
    last = Confirmation.objects.select_related("delivery__release").in_bulk(ids)
    return [
        Commune(
            place,
            *_state(place.ends_at, place.revoked_at),
            silent.get(place.pk, 0),
            last.get(place.last_said),
            place.pk in fed,
        )
        for place in listed
    ]


def _communes(offices: QuerySet[Office]) -> QuerySet[Destination]:
    places = Destination.objects.active().filter(channel=CHANNEL, office__in=offices)
    return places.order_by("office__code", "name")


def _good_links() -> QuerySet[CommuneLink]:
    return CommuneLink.objects.filter(revoked_at=None, expires_at__gt=timezone.now())


def _unconfirmed(places: Sequence[Destination]) -> dict[int, int]:
    """How many bulletins in the list nobody has said anything about, by destination id."""
    silent = in_force([place.pk for place in places]).filter(
        state=Delivery.State.ACCEPTED, confirmations=None
    )
    silent = without_passed_on(silent, places)
    counted = silent.order_by().values_list("destination").annotate(Count("pk"))
    return dict(counted)


def _state(ends_at: datetime | None, revoked_at: datetime | None) -> tuple[str, datetime | None]:
    if ends_at is None:
        return NONE, None
    if revoked_at is not None:
        return REVOKED, revoked_at
    return (GOOD if ends_at > timezone.now() else OVER), ends_at
