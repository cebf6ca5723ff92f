"""What a release does at each destination: publish, edit in place, replace, or nothing.

Pure decisions over what is already out; read by the hand-over, by the page that shows the plan
before a correction, and by taking down.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.models import Edition, Work

from . import registry
from .channel import Post, StrOrPromise
from .models import Delivery, Destination, StoredPost

Action = Delivery.Action
State = Delivery.State


@dataclass(frozen=True)
class Out:
    """What is, or may be, public at a destination."""

    root: Delivery  # the publish delivery whose receipt later actions use
    last_hash: str  # of the newest post that was sent there
    edition_id: int | None  # of the newest release there


@dataclass(frozen=True)
class Step:
    """One leg of the plan; `action` None means that nothing is to be done there."""

    destination: Destination
    action: str | None
    acts_on: Delivery | None = None
    why: StrOrPromise = ""


def whats_out(
    *,
    work: Work,
    language: str,
    edition: Edition | None = None,
    places: Collection[int] | None = None,
) -> dict[int, Out]:
    """The newest post by destination id: what a new version edits. As `all_out`."""
    outs = all_out(work=work, language=language, edition=edition, places=places)
    return {out.root.destination_id: out for out in outs}


def places_of(edition: Edition) -> Q | None:
    """A condition on deliveries: at places that an edition of a province has to do with.

    None for the centre: all. A work may have thousands of editions, each with places of its own.
    """
    office = edition.office
    if office.is_centre:
        return None
    own = Destination.objects.filter(Q(office=office) | Q(office__parent=office))
    been = Delivery.objects.filter(release__edition=edition)
    return Q(destination__in=own.values("pk")) | Q(destination__in=been.values("destination"))


def all_out(
    *,
    work: Work,
    language: str,
    edition: Edition | None = None,
    places: Collection[int] | None = None,
) -> list[Out]:
    """Every post, also older ones that a newer stands beside; one query. Of the `edition`: where it
    may stand; of `places`, ids of destinations: only there.

    What waits to be taken down counts as gone. Settle what is still queued before asking
    (`tidy`), so that no worker can send it between.
    """
    found: dict[int | None, Out] = {}  # by the primary key of the root
    gone = Q(action=Action.WITHDRAW, state=State.QUEUED)
    rows = (
        Delivery.objects.filter(gone | Delivery.may_be_out())
        .filter(work=work, language=language)
        .filter((edition and places_of(edition)) or Q())
        .filter(Q() if places is None else Q(destination__in=places))
        .select_related("variant", "release", "destination")
        .order_by("release_id", "pk")
    )
    for delivery in rows:
        if delivery.action == Action.WITHDRAW:
            found.pop(delivery.acts_on_id, None)
        elif delivery.action == Action.PUBLISH:
            found[delivery.pk] = _out(delivery, delivery)
        elif delivery.acts_on_id in found:
            found[delivery.acts_on_id] = _out(found[delivery.acts_on_id].root, delivery)
    return list(found.values())


def first_posts(outs: Mapping[int, Out]) -> dict[int, Post]:
    """By destination id, what was published there before any revision; one query."""
    roots = {place: one.root.variant for place, one in outs.items()}
    hashes = {place: variant.post_id for place, variant in roots.items() if variant}
    stored = StoredPost.objects.filter(hash__in=set(hashes.values())).values_list("hash", "data")
    posts = {key: Post.from_data(data) for key, data in stored}
    return {place: posts[key] for place, key in hashes.items()}


def step_for(destination: Destination, post_hash: str, out: Out | None) -> Step:
    """How a new version reaches a destination."""
    capabilities = registry.channel_class(destination.channel).capabilities
    if out is None:
        return Step(destination, Action.PUBLISH, why=_("new there"))
    if out.last_hash == post_hash:
        return Step(destination, None, out.root, why=_("already there as it is"))
    if capabilities.revise:
        return Step(destination, Action.REVISE, out.root, why=_("edited in place"))
    return Step(
        destination, Action.PUBLISH, why=_("a corrective post; the old one cannot be edited")
    )


def withdrawal_steps(outs: Iterable[Out]) -> list[Step]:
    """How everything that is out is taken down."""
    return [
        Step(
            out.root.destination,
            Action.WITHDRAW,
            out.root,
            why=_("deleted there")
            if registry.channel_class(out.root.destination.channel).capabilities.withdraw
            else _("cannot be deleted by Loa: a person has to"),
        )
        for out in outs
    ]


def _out(root: Delivery, newest: Delivery) -> Out:
    sent = newest.variant.post_id if newest.variant else ""
    return Out(root, sent, newest.release.edition_id)
