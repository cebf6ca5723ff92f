"""Pages, posts and photos as the platform shows them to a program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from publishing.sandbox.errors import unknown_field
from publishing.sandbox.faults import normalised
from publishing.sandbox.fields import Fields, project
from publishing.sandbox.state import Page, Photo, Post, State, Version

APP_NAME = "Loa sandbox"
POST_FIELDS = frozenset(
    [
        "id",
        "message",
        "created_time",
        "updated_time",
        "permalink_url",
        "is_published",
        "is_hidden",
        "is_expired",
        "scheduled_publish_time",
        "status_type",
        "application",
        "attachments",
        "shares",
        "full_picture",
        "picture",
        "from",
        "story",
        "privacy",
        "comments",
        "reactions",
        "likes",
        "message_tags",
        "place",
        "actions",
        "properties",
    ]
)
ATTACHMENT_FIELDS = frozenset(
    [
        "description",
        "media",
        "media_type",
        "subattachments",
        "target",
        "title",
        "type",
        "unshimmed_url",
        "url",
    ]
)
PHOTO_FIELDS = frozenset(
    [
        "id",
        "name",
        "created_time",
        "updated_time",
        "link",
        "images",
        "picture",
        "width",
        "height",
        "alt_text",
        "alt_text_custom",
        "page_story_id",
        "from",
        "album",
        "source",
    ]
)
PAGE_FIELDS = frozenset(
    [
        "id",
        "name",
        "link",
        "category",
        "fan_count",
        "followers_count",
        "username",
        "about",
        "website",
        "picture",
        "is_published",
        "verification_status",
        "access_token",
        "tasks",
    ]
)
DEFAULT_POST: Fields = {"created_time": {}, "message": {}, "id": {}}
DEFAULT_PHOTO: Fields = {"created_time": {}, "name": {}, "id": {}}
DEFAULT_PAGE: Fields = {"name": {}, "id": {}}


def graph_time(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


@dataclass(frozen=True)
class Viewer:
    """Who asks, when, at which address; ``normalise`` is the fault of this very request."""

    state: State
    base_url: str
    now: float
    normalise: tuple[str, ...] = ()

    def post(self, post: Post, version: Version, fields: Fields) -> dict[str, Any]:
        for name in fields.get("attachments", {}):
            if name not in ATTACHMENT_FIELDS:
                raise unknown_field(name, "StoryAttachment")
        return project(self._post_node(post, version), fields, POST_FIELDS, "Page Post")

    def photo(self, photo: Photo, fields: Fields) -> dict[str, Any]:
        return project(self._photo_node(photo), fields, PHOTO_FIELDS, "Photo")

    def page(self, page: Page, fields: Fields) -> dict[str, Any]:
        node = {
            "id": page.id,
            "name": page.name,
            "link": f"{self.base_url}/{page.id}",
            "category": "Government Organization",
            "fan_count": 0,
            "followers_count": 0,
            "is_published": True,
        }
        return project(node, fields, PAGE_FIELDS, "Page")

    def permalink(self, post: Post) -> str:
        return f"{self.base_url}/{post.page_id}/posts/{post.id.split('_')[1]}"

    def picture_url(self, photo: Photo) -> str:
        return f"{self.base_url}/_sandbox/photos/{photo.id}"

    def _post_node(self, post: Post, version: Version) -> dict[str, Any]:
        attached = (self.state.photos[photo_id] for photo_id in post.photo_ids)
        photos = [photo for photo in attached if not photo.deleted]
        picture = self.picture_url(photos[0]) if photos else None
        shown = normalised(version.message, (*version.normalise, *self.normalise))
        attachments = self._attachments(post, photos)
        return {
            "id": post.id,
            "message": shown or None,
            "created_time": graph_time(post.created),
            "updated_time": graph_time(version.made),
            "permalink_url": self.permalink(post),
            "is_published": post.is_published(version, self.now),
            "is_hidden": False,
            "is_expired": False,
            "scheduled_publish_time": post.scheduled,
            "status_type": _status_type(post),
            "application": {"name": APP_NAME, "id": post.app_id},
            "attachments": {"data": attachments} if attachments else None,
            "full_picture": picture,
            "picture": picture,
            "from": self._owner(post.page_id),
        }

    def _owner(self, page_id: str) -> dict[str, Any]:
        page = self.state.pages.get(page_id)
        return {"name": page.name if page else "", "id": page_id}

    def _attachments(self, post: Post, photos: list[Photo]) -> list[dict[str, Any]]:
        if len(photos) == 1:
            return [self._photo_attachment(photos[0], post)]
        if photos:
            inner = [self._photo_attachment(photo, post) for photo in photos]
            target = {"id": post.id.split("_")[1], "url": self.permalink(post)}
            return [
                inner[0]
                | {"type": "album", "media_type": "album", "target": target, "url": target["url"]}
                | {"subattachments": {"data": inner}}
            ]
        return [self._link_attachment(post)] if post.link else []

    def _photo_attachment(self, photo: Photo, post: Post) -> dict[str, Any]:
        source = self.picture_url(photo)
        image = {"height": photo.height, "width": photo.width, "src": source}
        return {
            "description": photo.caption or None,
            "media": {"image": image},
            "media_type": "photo",
            "target": {"id": photo.id, "url": source},
            "title": f"Photos from {self._owner(post.page_id)['name']}'s post",
            "type": "photo",
            "unshimmed_url": source,
            "url": source,
        }

    def _link_attachment(self, post: Post) -> dict[str, Any]:
        """``url`` goes through the platform's link shim; the true one is ``unshimmed_url``."""
        shim = f"https://l.facebook.com/l.php?u={quote(post.link, safe='')}&h=AT0&s=1"
        return {
            "media_type": "link",
            "target": {"url": shim},
            "title": post.link_title or post.link,
            "type": "share",
            "unshimmed_url": post.link,
            "url": shim,
        }

    def _photo_node(self, photo: Photo) -> dict[str, Any]:
        source = self.picture_url(photo)
        return {
            "id": photo.id,
            "name": photo.caption or None,
            "created_time": graph_time(photo.created),
            "updated_time": graph_time(photo.created),
            "link": source,
            "images": [{"height": photo.height, "width": photo.width, "source": source}],
            "picture": source,
            "source": source,
            "width": photo.width,
            "height": photo.height,
            "alt_text": photo.alt_text or None,
            "alt_text_custom": photo.alt_text or None,
            "page_story_id": photo.post_id,
            "from": self._owner(photo.page_id),
        }


def _status_type(post: Post) -> str:
    if post.photo_ids:
        return "added_photos"
    return "shared_story" if post.link else "mobile_status_update"
