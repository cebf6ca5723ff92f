"""Communes with their link and bulletins in their list."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from cms.models import Office
from publishing.channel import Content, Post
from publishing.channels.loudspeaker import LoudspeakerChannel
from publishing.models import Delivery, Destination, StoredPost, Variant
from publishing.services.communes import issue_commune_link

from .publishing import (
    make_bare_office,
    make_destination,
    make_release,
    make_work,
    seal_variants,
)

_numbers = count(1)


def make_commune(office: Office | None = None, **fields: Any) -> Destination:
    number = next(_numbers)
    fields.setdefault("name", f"Loa xã Thử {number}")
    fields.setdefault("config", {"commune_code": f"{number:05}", "station": ""})
    fields.setdefault("channel", "loudspeaker")
    return make_destination(office or make_bare_office(level=Office.Level.GRASSROOTS), **fields)


def make_token(commune: Destination) -> str:
    """The token of a new link in force."""
    return issue_commune_link(destination=commune, user=None)[1]


def bulletin_post(title: str, text: str, **content: Any) -> Post:
    """As the channel composes it."""
    defaults: dict[str, Any] = {"url": "", "language": "vi", "kind": "article"}
    defaults |= {"lead": "", "office_code": "", "office_name": "", "edited_text": text}
    return LoudspeakerChannel({}).compose(Content(title=title, **(defaults | content)))


def make_bulletin(
    commune: Destination,
    title: str = "",
    text: str = "Kính thưa bà con.",
    *,
    before: Delivery | None = None,
    action: str = "publish",
    release_state: str = "in_force",
    content: dict[str, Any] | None = None,
    **fields: Any,
) -> Delivery:
    """Accepted by the commune's list; `before` is the version that it revises or takes down."""
    title = title or f"Bản tin {next(_numbers)}"
    work = before.work if before else make_work(title=title)
    if before:
        earlier = "withdrawn" if action == "withdraw" else "replaced"
        work.releases.filter(state="in_force").update(state=earlier)
    release = make_release(work, title=title, state=release_state, went_live_at=timezone.now())
    fields.setdefault("state", Delivery.State.ACCEPTED)
    fields.setdefault("due_at", timezone.now() - timedelta(seconds=1))
    root = (before.acts_on or before) if before and action != "publish" else None
    variant = None
    if action != "withdraw":
        post = bulletin_post(title, text, **(content or {}))
        stored, _new = StoredPost.objects.get_or_create(
            hash=post.hash, defaults={"data": post.to_data()}
        )
        variant = Variant.objects.create(
            release=release, destination=commune, language="vi", post=stored
        )
        seal_variants(release)
    delivery = Delivery.objects.create(
        release=release,
        work=work,
        destination=commune,
        language="vi",
        variant=variant,
        action=action,
        acts_on=root,
        **fields,
    )
    if not delivery.remote_id and delivery.state == Delivery.State.ACCEPTED:
        Delivery.objects.filter(pk=delivery.pk).update(remote_id=str(delivery.key))
    return delivery


def played(**changes: Any) -> dict[str, Any]:
    """What the form of a bulletin sends: played just now, twice."""
    now = timezone.localtime()
    data = {
        "kind": "played",
        "played_date": f"{now:%Y-%m-%d}",
        "played_time": f"{now:%H:%M}",
        "times": "2",
    }
    return data | changes
