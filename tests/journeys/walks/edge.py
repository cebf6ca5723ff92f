"""What the public gets: every page, list, file and picture, and every post that goes anywhere."""

from collections.abc import Iterator
from hashlib import sha256

from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms import recordings
from cms.models import OfficePage
from media_assets.models import Attachment, PictureRendition, Recording
from media_assets.presets import PRESETS
from publishing.models import Delivery, Release

Edge = dict[str, str]
OF_THE_MOMENT = ("csrfmiddlewaretoken", 'type="time"', 'type="date"')
LISTS = ("/", "/sitemap.xml", "/robots.txt", "/tim-kiem/?q=duyet", "/tim-kiem/?q=nhap", "/en/")


def public(token: str = "") -> Edge:
    """Whatever an anonymous reader is answered with, by address; refusals are left out."""
    client = Client(raise_request_exception=False)
    found: Edge = {}
    for address in dict.fromkeys(_addresses(token)):
        response = client.get(address)
        assert response.status_code < 500, f"{address} answers {response.status_code}"
        if response.status_code == 200:
            body = b"".join(response.streaming_content) if response.streaming else response.content
            found[address] = _readable(response, body)
    return found | dict(_posts())


def differences(before: Edge, after: Edge) -> list[str]:
    """In words: what appeared, went away or reads otherwise."""
    lines = [f"appeared: {key}" for key in sorted(after.keys() - before.keys())]
    lines += [f"went away: {key}" for key in sorted(before.keys() - after.keys())]
    lines += [
        f"changed: {key}: {_first_difference(before[key], after[key])}"
        for key in sorted(before.keys() & after.keys())
        if before[key] != after[key]
    ]
    return lines


def _addresses(token: str) -> Iterator[str]:
    yield from LISTS
    for office in OfficePage.objects.all():
        yield f"/{office.slug}/"
    for page in Page.objects.filter(depth__gt=1):
        yield page.url or ""
    for audience in ("nong-dan",):
        yield f"/tim-kiem/?doi-tuong={audience}"
    for file in Attachment.objects.all():
        yield file.url
    for recording in Recording.objects.all():
        yield recordings.address(recording)
        beside = recordings.poster_address(recording), recordings.captions_address(recording)
        yield from filter(None, beside)
    specs = [spec for preset in PRESETS.values() for spec in preset.specs]
    for rendition in PictureRendition.objects.filter(filter_spec__in=specs):
        yield reverse("rendition", args=[rendition.file.name.removeprefix("images/")])
    if token:
        home = reverse("commune_list", args=[token])
        yield home
        bulletins = Delivery.objects.filter(destination__channel="loudspeaker")
        yield from (f"{home}{delivery.key}/" for delivery in bulletins)


def _readable(response, body: bytes) -> str:
    kind = response.get("Content-Type", "")
    if kind.startswith("text/") or "xml" in kind:
        return _without_tokens(body.decode())
    return f"{kind} {sha256(body).hexdigest()}"


def _without_tokens(text: str) -> str:
    """A form's own token, and the hour that it proposes, differ with every answer."""
    lines = text.splitlines()
    return "\n".join(line for line in lines if not any(mark in line for mark in OF_THE_MOMENT))


def _posts() -> Iterator[tuple[str, str]]:
    for one in Delivery.objects.select_related("variant__post", "destination"):
        text = one.variant.post.data if one.variant else ""
        yield f"delivery {one.key}", f"{one.action} {one.state} {one.destination_id} {text}"
    for release in Release.objects.all():
        yield f"release {release.pk}", f"{release.state} {release.fingerprint} {release.kind}"


def _first_difference(before: str, after: str) -> str:
    old, new = before.splitlines(), after.splitlines()
    for one, other in zip(old, new, strict=False):
        if one != other:
            return f"{one.strip()[:160]!r} → {other.strip()[:160]!r}"
    return f"{len(old)} lines → {len(new)} lines"
