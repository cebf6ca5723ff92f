"""Writes a release with its variants and deliveries: a fixed number of statements for any number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from cms.models import Office, User

from .airing.wishes import Wishes
from .channel import Post
from .content import address_at, to_data
from .delivery.lanes import lane_for
from .emergency import among, demand_second, refuse_emergency
from .media_rights import note_shown
from .models import Delivery, Release, StoredPost, Variant
from .package import Assembly, Leg, file_title
from .package_texts import to_keep
from .proposal import PORTAL
from .release_plan import Out, Step, step_for, whats_out
from .sealed_releases import seal_releases
from .translated import own_texts

Action, State = Delivery.Action, Delivery.State
Posts = dict[int, str]  # hash of the post by destination id
RestsOn = dict[str, Any]  # `services.covered` says what stands in it


def write_release(assembly: Assembly, *, revision_id: int, user: User | None) -> Release:
    """The release in state *scheduled*, with everything that it will send.

    Raises Refused where an emergency bulletin would go out without a second leader.
    """
    demand_second(assembly, approved_by=user)
    now = timezone.now()
    release = _row(assembly, revision_id, user=user, by=str(user), rests_on=None)
    release.kind, release.state = Release.Kind.PUBLISH, Release.State.SCHEDULED
    release.goes_live_at = max(assembly.go_live_at or now, now)
    release.expires_at = _end_of(assembly.page.valid_until)
    release.save()
    _write_legs(release, assembly)
    return release


def write_office_release(
    assembly: Assembly,
    base: Release,
    *,
    office: Office,
    user: User,
    reason: str,
    wrongly: Mapping[str, Any],
) -> Release:
    """Like it, of the places of one office alone and of the version that `base` put in force.

    In force at once, beside `base`. `wrongly`: what its page says was wrong, as `services.stating`
    reads it. Raises Refused for an emergency bulletin.
    """
    refuse_emergency(assembly)
    revision_id = base.revision_id
    assert revision_id is not None
    release = _row(assembly, revision_id, user=user, by=str(user), rests_on=None)
    release.kind, release.state = Release.Kind.OFFICE, Release.State.IN_FORCE
    release.office, release.reason = office, reason[:500]
    if office.pk != assembly.page.edition.office_id:
        release.address = address_at(office, assembly.content.url)
    release.goes_live_at = release.went_live_at = timezone.now()
    release.expires_at = base.expires_at
    release.content["beside"] = {"release": base.pk, "fingerprint": base.fingerprint}
    if wrongly:
        release.content["stated_wrongly"] = wrongly
    release.save()
    _write_legs(release, assembly, page_up=_page_of(base))
    return release


def _page_of(base: Release) -> Delivery | None:
    """What its posts wait for, while the page is not confirmed to be up."""
    rows = Delivery.objects.filter(release=base, destination__channel=PORTAL)
    return rows.exclude(state=State.DELIVERED).exclude(action=Action.WITHDRAW).first()


def _row(
    assembly: Assembly,
    revision_id: int,
    *,
    user: User | None,
    by: str,
    rests_on: RestsOn | None,
) -> Release:
    page, edition = assembly.page, assembly.page.edition
    own = own_texts((*assembly.problems, *assembly.unreviewed))
    return Release(
        work=edition.work,
        office=edition.office,
        language=assembly.content.language,
        edition=edition,
        page_id=page.pk,
        revision_id=revision_id,
        title=assembly.content.title,
        address=assembly.content.url,
        # The hash says when its time comes whether the page is still what was approved.
        content=to_data(assembly.content)
        | {"page_hash": assembly.page_hash, "file_title": file_title(page)}
        | {"rights_asked": True}  # of its pictures and files; not before there were any
        | ({"emergency": True} if among(assembly.legs) else {})
        | ({"pieces": assembly.pieces} if assembly.pieces else {})
        # What its translators are given, whatever becomes of the package.
        | ({"package_texts": to_keep(assembly.texts)} if assembly.texts else {})
        | ({"own_texts": own} if own else {})
        | ({"options": assembly.options} if assembly.options else {})
        | ({"readings": dict(assembly.readings)} if assembly.readings else {})
        | ({"stated": assembly.stated} if assembly.stated else {})
        | ({"lacking": assembly.lacking} if assembly.lacking else {})
        | ({"rests_on": rests_on} if rests_on else {}),
        fingerprint=assembly.fingerprint,
        marker=assembly.content.marker,
        approved_by=user,
        approved_by_name=by,
        urgent=assembly.urgent,
        emergency=among(assembly.legs),
    )


@dataclass(frozen=True)
class Covered:
    """A version that nobody approved by itself; `rests_on` says whose approval covers it, and is kept
    with what is sealed."""

    assembly: Assembly
    revision: Revision
    user: User | None
    rests_on: RestsOn


def write_covered(parts: Sequence[Covered]) -> dict[Release, Posts]:
    """Their releases, in force at once in place of what was of the same editions, in this order, each
    with what is to be sealed of it last. As many statements for many as for one, but for those that
    show pictures. Raises Refused for an emergency bulletin."""
    for part in parts:
        refuse_emergency(part.assembly)
    now = timezone.now()
    editions = [part.assembly.page.edition for part in parts]
    before = Release.objects.filter(edition__in=editions, state=Release.State.IN_FORCE)
    before.update(state=Release.State.REPLACED)
    rows = []
    for part in parts:
        by = part.rests_on["approved_by"]
        row = _row(part.assembly, part.revision.pk, user=part.user, by=by, rests_on=part.rests_on)
        row.revision, row.page = part.revision, part.assembly.page
        row.kind, row.state = Release.Kind.PUBLISH, Release.State.IN_FORCE
        row.goes_live_at = row.went_live_at = now
        row.expires_at = _end_of(part.assembly.page.valid_until)
        rows.append(row)
    Release.objects.bulk_create(rows)
    return _write_all_legs(
        [(row, part.assembly, None) for row, part in zip(rows, parts, strict=True)]
    )


def _write_legs(release: Release, assembly: Assembly, page_up: Delivery | None = None) -> None:
    seal_releases(_write_all_legs([(release, assembly, page_up)]))


def _write_all_legs(
    parts: Sequence[tuple[Release, Assembly, Delivery | None]],
) -> dict[Release, Posts]:
    """Of each its variants and deliveries; what is to be sealed of it. The delivery beside it: what
    posts with a link wait for where the release has no portal among its places."""
    good: dict[Release, list[tuple[Leg, Post]]] = {}
    for release, assembly, _page_up in parts:
        if assembly.shown:
            note_shown(release, assembly.shown)
        good[release] = [(leg, leg.post) for leg in assembly.legs if leg.post and not leg.blocked]
    variants = _write_variants(good)
    portals = _write_portals(good, variants)
    rows: list[Delivery] = []
    for release, assembly, page_up in parts:
        portal = portals.get(release) or page_up
        rows += [
            _delivery_of(post, release, leg, variants[release], portal if post.link else None)
            for leg, post in good[release]
            if leg.destination.channel != PORTAL
        ]
        rows += [_skipped(release, leg) for leg in assembly.legs if leg.blocked or leg.post is None]
    Delivery.objects.bulk_create(rows)
    return {
        release: {place: variant.post_id for place, variant in made.items()}
        for release, made in variants.items()
    }


def _delivery_of(
    post: Post,
    release: Release,
    leg: Leg,
    variants: Mapping[int, Variant],
    waits_for: Delivery | None,
) -> Delivery:
    step = Step(leg.destination, Action.PUBLISH)
    made = new_delivery(release, step, variants[leg.destination.pk], waits_for=waits_for)
    over = _end_of(
        Wishes.read(post.extra).last_day
    )  # of a bulletin; of anything else there is none
    made.expires_at = min(filter(None, [made.expires_at, over]), default=None)
    return made


def plan_deliveries(release: Release) -> None:
    """Turn what the release will send into edits in place where something is already out.

    Runs when the release goes live, not when it was approved: what is out may change until then.
    """
    out = whats_out(work=release.work, language=release.language, edition=release.edition)
    plan_all({release: out})


def plan_all(outs: Mapping[Release, Mapping[int, Out]]) -> None:
    """Likewise, for releases whose `outs`, by destination id, are known."""
    outs = {release: out for release, out in outs.items() if out}
    if not outs:
        return
    there = {release.pk: out for release, out in outs.items()}
    waiting = Delivery.objects.filter(release__in=there, state=State.QUEUED)
    waiting = waiting.exclude(action=Action.WITHDRAW).select_related("variant", "destination")
    changed = []
    for delivery in waiting:
        step = step_of(delivery, there[delivery.release_id].get(delivery.destination_id))
        if step.action is None:
            delivery.state, delivery.settled_at = State.CANCELLED, timezone.now()
            delivery.reason = str(step.why)
        elif step.action != delivery.action:
            delivery.action, delivery.acts_on = step.action, step.acts_on
        else:
            continue
        changed.append(delivery)
    Delivery.objects.bulk_update(changed, ["action", "acts_on", "state", "settled_at", "reason"])
    same = Release.objects.filter(pk__in=there)
    same.filter(kind=Release.Kind.PUBLISH).update(kind=Release.Kind.UPDATE)
    for release in outs:
        if release.kind == Release.Kind.PUBLISH:
            release.kind = Release.Kind.UPDATE
    Delivery.objects.filter(release__in=there).update(lane=Delivery.Lane.CORRECTION.value)


def new_delivery(
    release: Release, step: Step, variant: Variant | None, *, waits_for: Delivery | None = None
) -> Delivery:
    """An unsaved row, due when its release goes live; `step` must have something to do."""
    assert step.action
    return Delivery(
        release=release,
        work_id=release.work_id,
        destination=step.destination,
        language=release.language,
        variant=variant,
        action=step.action,
        lane=lane_for(release, step.action),
        acts_on=step.acts_on,
        waits_for=waits_for,
        due_at=release.goes_live_at,
        expires_at=release.expires_at,
    )


def step_of(delivery: Delivery, out: Out | None) -> Step:
    """The portal's page changes with every release, so its delivery is never left out."""
    if delivery.destination.channel == PORTAL and out:
        return Step(delivery.destination, Action.REVISE, out.root)
    return step_for(delivery.destination, delivery.variant.post_id if delivery.variant else "", out)


def _write_variants(
    good: Mapping[Release, list[tuple[Leg, Post]]],
) -> dict[Release, dict[int, Variant]]:
    """By release and destination id. Equal posts are stored once."""
    hashes = {id(post): post.hash for legs in good.values() for _leg, post in legs}
    posts = {hashes[id(post)]: post for legs in good.values() for _leg, post in legs}
    StoredPost.objects.bulk_create(
        [StoredPost(hash=key, data=post.to_data()) for key, post in posts.items()],
        ignore_conflicts=True,
    )
    made = Variant.objects.bulk_create(
        Variant(
            release=release,
            destination=leg.destination,
            language=release.language,
            post_id=hashes[id(post)],
        )
        for release, legs in good.items()
        for leg, post in legs
    )
    variants: dict[Release, dict[int, Variant]] = {release: {} for release in good}
    for variant in made:
        variants[variant.release][variant.destination_id] = variant
    return variants


def _write_portals(
    good: Mapping[Release, list[tuple[Leg, Post]]],
    variants: Mapping[Release, Mapping[int, Variant]],
) -> dict[Release, Delivery]:
    rows = {}
    for release, legs in good.items():
        for leg, _post in legs:
            if leg.destination.channel == PORTAL and release not in rows:
                step = Step(leg.destination, Action.PUBLISH)
                rows[release] = new_delivery(release, step, variants[release][leg.destination.pk])
    Delivery.objects.bulk_create(rows.values())
    return rows


def _skipped(release: Release, leg: Leg) -> Delivery:
    """Shown on the board with its reason, so that nobody believes it went out."""
    delivery = new_delivery(release, Step(leg.destination, Action.PUBLISH), None)
    delivery.state, delivery.settled_at = State.FAILED, timezone.now()
    reasons = [str(p.message) for p in leg.problems if p.blocking]
    delivery.reason = ("; ".join(reasons) or _("No post could be made."))[:500]
    return delivery


def _end_of(day: date | None) -> datetime | None:
    """The first moment after a last day of validity, in Vietnam's time."""
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
