"""``/_sandbox/``: what a test or the demo arranges. The platform has nothing like it."""

from __future__ import annotations

import json
from typing import Any

from publishing.sandbox.errors import GraphError, invalid_parameter
from publishing.sandbox.faults import FaultQueue, Faults, UnknownFault, read_script
from publishing.sandbox.identity import new_page, registered_page, with_revoked
from publishing.sandbox.platform import Platform, ledger_entry
from publishing.sandbox.request import GraphRequest
from publishing.sandbox.state import Effect, Page, Photo, Post

ControlReply = tuple[int, Any]


class Control:
    def __init__(self, platform: Platform, queue: FaultQueue) -> None:
        self.platform = platform
        self.state = platform.state
        self.queue = queue

    def handle(self, method: str, path: tuple[str, ...], body: bytes) -> ControlReply:
        try:
            return self._dispatch(method, path, body)
        except (UnknownFault, GraphError, ValueError) as error:
            return 400, {"error": str(getattr(error, "message", error))}

    def _dispatch(self, method: str, path: tuple[str, ...], body: bytes) -> ControlReply:
        match (method, *path):
            case ("GET", "state"):
                return 200, self.describe()
            case ("GET", "faults"):
                return 200, self.queue.describe()
            case ("POST", "faults"):
                self.queue.add(read_script(json.loads(body)))
                return 200, self.queue.describe()
            case ("DELETE", "faults"):
                self.queue.clear()
                return 200, []
            case ("POST", "pages"):
                return 200, _describe_page(self.register(json.loads(body)))
            case ("POST", "tokens", ("revoke" | "restore") as verb):
                return 200, _describe_page(self.revoke(json.loads(body), verb == "revoke"))
            case _:
                return 404, {"error": f"no control {method} /_sandbox/{'/'.join(path)}"}

    def register(self, data: Any) -> Page:
        if not isinstance(data, dict):
            raise invalid_parameter("A page is an object with id, name, token, app_id, app_secret.")
        with self.state.lock:
            page = registered_page(self.state, data)
            if page != self.state.pages.get(page.id):
                self._commit(page, "pages", data)
        return page

    def revoke(self, data: Any, revoked: bool) -> Page:
        page_id = str(data.get("page") or "") if isinstance(data, dict) else ""
        with self.state.lock:
            page = self.state.pages.get(page_id)
            if page is None and page_id.isdigit():
                page = new_page(page_id)
            if page is None:
                raise invalid_parameter(f"There is no page {page_id!r}.")
            page = with_revoked(page, revoked)
            self._commit(page, "tokens/revoke" if revoked else "tokens/restore", data)
        return page

    def _commit(self, page: Page, path: str, data: dict[str, Any]) -> None:
        fields = {name: [value] for name, value in data.items()}
        request = GraphRequest("POST", ("_sandbox", *path.split("/")), None, fields)
        effect = Effect(records=[page])
        self.state.commit(ledger_entry(request, Faults(), 200, page.id), effect)

    def describe(self) -> dict[str, Any]:
        with self.state.lock:
            return {
                "entries": self.state.ledger.last_n,
                "pages": [_describe_page(page) for page in self.state.pages.values()],
                "posts": [self._describe_post(post) for post in self.state.posts.values()],
                "photos": [_describe_photo(photo) for photo in self.state.photos.values()],
            }

    def _describe_post(self, post: Post) -> dict[str, Any]:
        return {
            "id": post.id,
            "page_id": post.page_id,
            "app_id": post.app_id,
            "message": post.latest.message,
            "link": post.link,
            "photos": list(post.photo_ids),
            "created": post.created,
            "published": post.latest.published,
            "deleted": post.latest.deleted,
            "edits": sum(not version.deleted for version in post.versions) - 1,
            "visible_at": post.latest.visible_at,
        }


def _describe_page(page: Page) -> dict[str, Any]:
    return {
        "id": page.id,
        "name": page.name,
        "registered": page.registered,
        "tokens": len(page.grants),
        "revoked": sum(grant.revoked for grant in page.grants),
    }


def _describe_photo(photo: Photo) -> dict[str, Any]:
    names = ("id", "page_id", "post_id", "published", "deleted", "caption", "alt_text", "sha256")
    return {name: getattr(photo, name) for name in names}
