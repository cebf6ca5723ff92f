"""Destinations, releases and deliveries, without the page tree above them."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.db.models import F
from django.utils import timezone

from cms.models import Office, Role, User, Work
from publishing.channel import Post
from publishing.delivery.lanes import lane_for
from publishing.models import Attempt, Delivery, Destination, Release, StoredPost, Variant
from publishing.sealed_releases import seal_release

from .users import make_user

_numbers = count(1001)


def make_bare_office(**fields: Any) -> Office:
    """An office without a part of the page tree: enough for the delivery engine."""
    number = next(_numbers)
    fields.setdefault("level", Office.Level.PROVINCE)
    fields.setdefault("name", f"BHXH tỉnh Thử {number}")
    fields.setdefault("code", f"T{number}")
    return Office.objects.create(slug=f"thu-{number}", **fields)


def make_work(**fields: Any) -> Work:
    fields.setdefault("title", f"Tác phẩm {next(_numbers)}")
    return Work.objects.create(kind="article", **fields)


def make_destination(office: Office | None = None, **fields: Any) -> Destination:
    fields.setdefault("channel", "scripted")
    fields.setdefault("name", f"Nơi đăng {next(_numbers)}")
    return Destination.objects.create(office=office or make_bare_office(), **fields)


def make_release(work: Work | None = None, office: Office | None = None, **fields: Any) -> Release:
    """In force since now, unless `state` says otherwise."""
    work = work or make_work()
    fields.setdefault("kind", Release.Kind.PUBLISH)
    fields.setdefault("state", Release.State.IN_FORCE)
    fields.setdefault("goes_live_at", timezone.now())
    release = Release.objects.create(
        work=work,
        office=office or make_bare_office(),
        language=fields.pop("language", "vi"),
        title=fields.pop("title", work.title),
        content={},
        fingerprint="0" * 64,
        **fields,
    )
    seal_release(release, {})
    return release


def seal_variants(release: Release) -> None:
    """Anew, with its removals, as they are now: the newest record speaks."""
    removals = release.deliveries.filter(action="withdraw")
    seal_release(
        release,
        dict(release.variants.values_list("destination_id", "post_id")),
        removes=removals.values_list("acts_on_id", flat=True) if removals else None,
    )


def make_delivery(
    release: Release | None = None,
    destination: Destination | None = None,
    *,
    action: str = "publish",
    text: str = "",
    **fields: Any,
) -> Delivery:
    """Queued and due, with a post of its own; withdrawals have none."""
    release = release or make_release()
    destination = destination or make_destination()
    fields.setdefault("due_at", timezone.now() - timedelta(seconds=1))
    variant = None if action == "withdraw" else make_variant(release, destination, text)
    fields.setdefault("lane", lane_for(release, action))
    delivery = Delivery.objects.create(
        release=release,
        work=release.work,
        destination=destination,
        language=release.language,
        variant=variant,
        action=action,
        **fields,
    )
    if action == "withdraw":
        seal_variants(release)
    return delivery


def make_variant(release: Release, destination: Destination, text: str = "") -> Variant:
    post = Post(text=text or f"Bài đăng {next(_numbers)}", language=release.language)
    stored, _new = StoredPost.objects.get_or_create(hash=post.hash, data=post.to_data())
    variant, _new = Variant.objects.get_or_create(
        release=release, destination=destination, language=release.language, post=stored
    )
    seal_variants(release)
    return variant


def keeper_of(delivery: Delivery) -> User:
    """Who looks after its destination, and so has every button of the delivery."""
    return make_user(delivery.destination.office, Role.CHANNEL_KEEPER)


def make_follower(publish: Delivery, action: str, **fields: Any) -> Delivery:
    """A revision or withdrawal of `publish` by a release of its own, as taking effect now."""
    kind = Release.Kind.WITHDRAW if action == "withdraw" else Release.Kind.UPDATE
    old = Release.State.WITHDRAWN if action == "withdraw" else Release.State.REPLACED
    publish.release.work.releases.filter(state=Release.State.IN_FORCE).update(state=old)
    release = make_release(publish.work, publish.release.office, kind=kind)
    return make_delivery(release, publish.destination, action=action, acts_on=publish, **fields)


def let_time_pass(span: timedelta) -> None:
    """As if everything of every delivery had happened `span` earlier."""
    columns = "due_at lease_until begun_at unknown_since next_check_at expires_at".split()
    for column in columns:
        Delivery.objects.exclude(**{column: None}).update(**{column: F(column) - span})
    for column in ("begun_at", "started_at"):
        Attempt.objects.exclude(**{column: None}).update(**{column: F(column) - span})
    Destination.objects.exclude(throttled_until=None).update(
        throttled_until=F("throttled_until") - span
    )


def make_queue(number: int, release: Release | None = None, **fields: Any) -> list[Delivery]:
    """As many deliveries of one release, each to a destination of its own, with equal posts."""
    release = release or make_release()
    fields.setdefault("due_at", timezone.now() - timedelta(minutes=1))
    fields.setdefault("lane", lane_for(release, "publish"))
    post = Post(text=f"Bài đăng {next(_numbers)}", language=release.language)
    stored = StoredPost.objects.create(hash=post.hash, data=post.to_data())
    places = Destination.objects.bulk_create(
        Destination(office=release.office, channel="scripted", name=f"Loa {next(_numbers)}")
        for _place in range(number)
    )
    common = {"release": release, "language": release.language}
    variants = Variant.objects.bulk_create(
        Variant(destination=place, post=stored, **common) for place in places
    )
    seal_variants(release)
    return Delivery.objects.bulk_create(
        Delivery(
            work=release.work,
            destination=variant.destination,
            variant=variant,
            action="publish",
            **common,
            **fields,
        )
        for variant in variants
    )
