"""The hash that an approver signs: over contents (fields, facts, media, settings, posts), never ids."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from wagtail.models import Revision

from cms.models import ItemPage
from media_assets.models import Picture as LibraryPicture
from media_assets.models import Recording

from .channel import Content, Post
from .content import to_data
from .recordings import recording_line
from .shown_media import Media, media_in_place
from .written import written_in

if TYPE_CHECKING:
    from .package import Leg


def page_hash_over(page: ItemPage, revision: Revision, content: Content, title: str) -> str:
    """`title`: of the page's own file; pages without one have the hash that they always had."""
    covered = {
        "revision": written_in(revision),
        "content": to_data(replace(content, marker="")),
        "media": sorted(_media(page)),
    }
    return _hash_of(covered | ({"file_title": title} if title else {}))


def fingerprint_over(
    page_hash: str,
    facts: Mapping[int, Mapping[str, str]],
    legs: "Iterable[Leg]",
    go_live_at: datetime | None,
    urgent: bool,
    pieces: Mapping[str, Any],
) -> str:
    covered: dict[str, Any] = {
        "page": page_hash,
        "facts": facts,
        "go_live_at": go_live_at.isoformat() if go_live_at else None,
        "legs": sorted(_leg_lines(legs)),
    }
    # Only where there is any: what was in review when these came keeps its fingerprint.
    more = {"urgent": urgent, "pieces": pieces}
    return _hash_of(covered | {name: value for name, value in more.items() if value})


def _hash_of(covered: Mapping[str, Any]) -> str:
    text = json.dumps(covered, sort_keys=True, ensure_ascii=False, default=str)
    return sha256(text.encode()).hexdigest()


def _media(page: ItemPage) -> Iterable[str]:
    """Checksum and crop of every picture and file that the revision shows, as often as it does."""
    for media in media_in_place(page):
        yield _media_line(media)


def _media_line(media: Media) -> str:
    if isinstance(media, LibraryPicture):
        return _picture_line(media)
    return recording_line(media) if isinstance(media, Recording) else media.sha256


def _picture_line(picture: LibraryPicture) -> str:
    shown = f"{picture.sha256} {picture.get_focal_point()} {picture.caption} {picture.credit}"
    # Only where there is any: what was approved before that could be done keeps its hash.
    return " ".join(filter(None, [shown, picture.crops_key, picture.made_by_ai]))


def _leg_lines(legs: "Iterable[Leg]") -> Iterable[str]:
    hashes: dict[str, str] = {}  # many places get the same post
    for leg in legs:
        settings = json.dumps(leg.destination.config, sort_keys=True, ensure_ascii=False)
        if leg.post and leg.post.hash not in hashes:
            hashes[leg.post.hash] = _post_hash(leg.post)
        made = hashes[leg.post.hash] if leg.post else ",".join(p.code for p in leg.problems)
        yield f"{leg.destination.uuid} {leg.destination.name} {settings} {made}"


def _post_hash(post: Post) -> str:
    """Without the revision marker, which is made of an id."""
    return replace(post, extra={k: v for k, v in post.extra.items() if k != "marker"}).hash
