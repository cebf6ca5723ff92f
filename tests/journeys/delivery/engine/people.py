"""What people decide, through production's services: releases, corrections, holds, stops, unknowns.

The way from a draft to its approval is left out: an assembled package is released as
`release_approved` does it once every step has agreed. Only Wagtail's publishing of the page itself
is replaced: it is the portal's side here.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Revision

from cms.models import Edition, Membership, Role, User
from media_assets.models import PersonShown, Picture
from publishing.channel import Content, Post
from publishing.delivery.calling import capabilities_of
from publishing.models import (
    Confirmation,
    Delivery,
    Destination,
    NationalPosts,
    Release,
    StopSwitch,
)
from publishing.office_places import places_before
from publishing.package import Assembly, Leg
from publishing.release_rows import write_office_release, write_release
from publishing.services import (
    deliveries,
    destinations,
    going_live,
    national_posts,
    nods,
    office_releases,
    releases,
    stops,
)
from publishing.services.deliveries import DeliveryRefused
from publishing.services.releases import ReleaseRefused
from tests.factories.pictures import make_picture
from tests.factories.publishing import make_bare_office, make_destination, make_work

from .platform import SHOWS_AFTER, Platform

State = Delivery.State
PORTAL, SEARCHABLE, BLIND = PLACES = ("portal", "searchable", "blind")


@dataclass
class Rooms:
    """What is there before the story begins; nothing in it changes during one."""

    user: User
    pages: list[Page]
    revisions: list[Revision]
    places: dict[str, Destination]
    picture: Picture  # of somebody who agreed, in every release; the portal's post shows none


@dataclass(frozen=True)
class Seen:
    """What a person saw of something unknown: an address of it, or that it is not there."""

    delivery: Delivery
    unknown_since: datetime
    remote_id: str


def make_rooms(works: int = 2) -> Rooms:
    """Items are another office's than the places: what these take of them is their leader's word."""
    office, above = make_bare_office(), make_bare_office()
    places = {kind: make_destination(office, channel=kind) for kind in (SEARCHABLE, BLIND)}
    places[PORTAL] = Destination.objects.get(office=office, channel=PORTAL)
    pages = [_make_page(above, number) for number in range(works)]
    revisions = [page.save_revision() for page in pages]
    user = User.objects.create(username="nguoi-giu-kenh", is_superuser=True)
    Membership.objects.create(user=user, office=office, role=Role.LEADER)
    picture = make_picture(nobody_recognisable=False)
    PersonShown.objects.create(picture=picture, who="chị bên phải", basis="consent")
    return Rooms(user, pages, revisions, places, picture)


def _make_page(office, number: int) -> Page:
    page = Page(title=f"Bài {number}", slug=f"may-trang-thai-{number}", live=False)
    Page.objects.get(pk=1).add_child(instance=page)
    locale = Locale.get_default()
    Edition.objects.create(page=page, work=make_work(), office=office, locale=locale)
    return page


class People:
    def __init__(self, rooms: Rooms, platform: Platform, places: Sequence[str]) -> None:
        self.rooms, self.platform, self._places = rooms, platform, places
        self.versions = 0
        self.noted: list[Seen] = []  # seen, and not yet told to Loa

    # --- releases ------------------------------------------------------------------------------

    @transaction.atomic
    def release(
        self, work: int, text: str, *, valid_today: bool = False, wait: timedelta | None = None
    ) -> None:
        """What every step approved; at once, or by the calendar after `wait`."""
        page, revision = self.rooms.pages[work], self.rooms.revisions[work]
        at = timezone.now() + wait if wait else None
        assembly = self._assemble(page, text, self._places, valid_today=valid_today, at=at)
        release = write_release(assembly, revision_id=revision.pk, user=self.rooms.user)
        if release.goes_live_at <= timezone.now():
            going_live.go_live(release=release)

    @transaction.atomic
    def say_anew(self, work: int, kind: str) -> None:
        """What the office of one place corrects there, beside the version in force, if there is one."""
        page = self.rooms.pages[work]
        in_force = Release.objects.versions().filter(page=page, state=Release.State.IN_FORCE)
        place, base = self._place(kind), in_force.first()
        before = places_before(base, [place.office]) if base else {}
        if base is None or place not in before:
            return
        text = f"{base.title}, sửa {self.versions}"
        release = write_office_release(
            self._assemble(page, text, [kind]),
            base,
            office=place.office,
            user=self.rooms.user,
            reason="đổi số",
            wrongly={},
        )
        office_releases.speak_beside(release, before, self.rooms.user)

    def _assemble(
        self,
        page: Page,
        text: str,
        places: Sequence[str],
        *,
        valid_today: bool = False,
        at: datetime | None = None,
    ) -> Assembly:
        self.versions += 1
        marker, work = f"m{self.versions}", page.edition.work_id
        draft = SimpleNamespace(
            pk=page.pk,
            edition=page.edition,
            valid_until=timezone.localdate() if valid_today else None,
        )
        content = Content(
            title=text,
            lead="",
            url="https://example.vn/bai",
            language="vi",
            kind="article",
            office_code="",
            office_name="",
            marker=marker,
        )
        extra = {PORTAL: {"marker": marker, "work": work}}
        legs = [
            Leg(
                place,
                Post(
                    text=text,
                    link="" if kind == BLIND else content.url,
                    extra=extra.get(kind, {}),
                ),
            )
            for kind, place in self.rooms.places.items()
            if kind in places
        ]
        shown = (self.rooms.picture,)
        return Assembly(draft, content, tuple(legs), at, "", "0" * 64, shown=shown)

    def take_down(self, work: int) -> None:
        page = self.rooms.pages[work]
        with suppress(ReleaseRefused):  # nothing of it was ever released
            releases.withdraw_item(page=page, user=self.rooms.user, reason="sai")

    def call_off(self, work: int) -> None:
        """What is approved for later, before its time."""
        edition = self.rooms.pages[work].edition
        for release in Release.objects.filter(edition=edition, state="scheduled"):
            releases.cancel_release(release=release, user=self.rooms.user, reason="thôi")

    def calendar(self) -> None:
        going_live.run_due()

    def agreed(self, days: int) -> None:
        """Whoever is in the picture: for so many days from today. Below nought: taken back."""
        until = timezone.localdate() + timedelta(days=days)
        self.rooms.picture.persons.update(consent_until=until)

    # --- destinations --------------------------------------------------------------------------

    def hold(self, kind: str) -> None:
        place = self._place(kind)
        destinations.hold_destination(user=None, destination=place, reason="thử")

    def reconnect(self, kind: str) -> None:
        place = self._place(kind)
        destinations.reconnect_destination(user=None, destination=place)
        for delivery in Delivery.objects.filter(destination=place, state=State.QUEUED):
            self.platform.judge.forgives(delivery)
            due = delivery.due_at <= timezone.now() or delivery.release.state == "scheduled"
            self.platform.judge.must(due, "not woken by the reconnection")

    def stop(self, kind: str | None) -> None:
        place = self._place(kind) if kind else None
        stops.set_stop(user=None, reason="thử", destination=place)

    def lift_stops(self) -> None:
        for stop in StopSwitch.objects.filter(lifted_at=None):
            stops.lift_stop(user=None, stop=stop)

    def _place(self, kind: str) -> Destination:
        return Destination.objects.get(pk=self.rooms.places[kind].pk)

    # --- what the office lets be posted in its name ---------------------------------------------

    def takes(self, kind: str, rule: str) -> None:
        """From the next release on; nods are waited for one working hour."""
        place = self._place(kind)
        rules = {place.pk: national_posts.Rule(NationalPosts(rule), 1)}
        national_posts.set_rules(user=self.rooms.user, rules=rules)

    def nod(self, delivery: Delivery) -> None:
        if nods.nod(deliveries=[delivery.pk], user=self.rooms.user).done:
            self.platform.judge.agreed.add(str(delivery.key))

    def refuse(self, delivery: Delivery) -> None:
        nods.refuse(deliveries=[delivery.pk], user=self.rooms.user, reason="thôi")

    def let_out(self, delivery: Delivery) -> None:
        if nods.let_out(deliveries=[delivery.pk], user=self.rooms.user).done:
            self.platform.judge.agreed.add(str(delivery.key))

    # --- deliveries ----------------------------------------------------------------------------

    def decide(self, delivery: Delivery) -> None:
        """On what is unknown, truthfully: as whoever looks at the platform now sees it.

        Where the button knows how long a post may stay unseen, it has to keep people from haste.
        Where it does not, they wait as long themselves.
        """
        seen = self._seen(delivery)
        guarded = capabilities_of(delivery).absence_proven_after is not None
        if seen.remote_id or guarded or self._is_proof(seen):
            self._tell(seen)

    def read(self, delivery: Delivery) -> None:
        """They look, and answer later; too early to tell, they come back another time."""
        seen = self._seen(delivery)
        if seen.remote_id or self._is_proof(seen):
            self.noted.append(seen)

    def _is_proof(self, seen: Seen) -> bool:
        """That it is not there now: nothing that was made can still appear."""
        patience = capabilities_of(seen.delivery).absence_proven_after or SHOWS_AFTER
        return self.platform.clock.now > seen.unknown_since + patience

    def answer(self) -> None:
        """What they saw some time ago, of whatever it has become since."""
        if self.noted:
            self._tell(self.noted.pop(0))

    def _seen(self, delivery: Delivery) -> Seen:
        there = [
            post.remote_id
            for post in self.platform.listed(delivery.destination_id)
            if post.key == str(delivery.key)
        ]
        assert delivery.unknown_since
        return Seen(delivery, delivery.unknown_since, there[0] if there else "")

    def _tell(self, seen: Seen) -> None:
        delivery = Delivery.objects.get(pk=seen.delivery.pk)
        said: dict[str, Any] = {"delivery": delivery, "user": self.rooms.user}
        said["since"] = seen.unknown_since
        with suppress(DeliveryRefused):
            if seen.remote_id:
                deliveries.settle_as_found(remote_id=seen.remote_id, **said)
            else:
                deliveries.settle_as_absent(**said)
                self.platform.judge.forgives(delivery)

    def confirm(self, delivery: Delivery) -> None:
        """What the platform took, once everybody sees it."""
        if self.platform.is_final(delivery.remote_id):
            kind, user = Confirmation.Kind.POSTED, self.rooms.user
            with suppress(DeliveryRefused):
                deliveries.confirm_delivery(delivery=delivery, kind=kind, by="user", user=user)

    def retry(self, delivery: Delivery) -> None:
        with suppress(DeliveryRefused):
            deliveries.retry_delivery(delivery=delivery, user=self.rooms.user)
            for one in (delivery, *delivery.waiting.all()):
                self.platform.judge.forgives(one)

    def cancel(self, delivery: Delivery) -> None:
        with suppress(DeliveryRefused):
            deliveries.cancel_delivery(delivery=delivery, user=self.rooms.user)


@contextmanager
def wagtail_left_out(platform: Platform) -> Iterator[None]:
    """The page goes up and down on the model portal, in the same moment as with Wagtail."""

    def publish(revision: Revision, **options) -> None:
        in_force = Release.objects.versions().filter(revision=revision, state="in_force")
        release = in_force.latest("went_live_at", "pk")
        platform.portal.pages[release.work_id] = release.marker

    def unpublish(page: Page, **options) -> None:
        platform.portal.pages.pop(page.edition.work_id, None)

    with (
        patch.object(Revision, "publish", publish),
        patch.object(Page, "unpublish", unpublish),
        patch.object(going_live, "page_hash_of", lambda revision, **options: ""),
    ):
        yield
