"""One request on its way through the endpoints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from publishing.sandbox.errors import GraphError, not_permitted, unknown_object
from publishing.sandbox.faults import Faults
from publishing.sandbox.fields import Fields, parse_fields
from publishing.sandbox.identity import Caller
from publishing.sandbox.nodes import Viewer
from publishing.sandbox.pictures import Picture
from publishing.sandbox.request import GraphRequest
from publishing.sandbox.state import Effect, Page, Photo, Post, State, Version


@dataclass(frozen=True)
class Options:
    """``base_url`` is where the public wall answers."""

    base_url: str
    photo_ttl: float = 24 * 3600.0
    scrape_links: bool = False
    accept_duplicates: bool = False


@dataclass(frozen=True)
class Prepared:
    """What was read outside the lock; a problem is told only after the token was found good."""

    picture: Picture | None = None
    link_title: str = ""
    problem: GraphError | None = None


@dataclass
class Call:
    state: State
    options: Options
    request: GraphRequest
    caller: Caller
    effect: Effect
    faults: Faults
    prepared: Prepared
    now: float

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.state, self.options.base_url, self.now, self.faults.normalisations())

    def fields(self, default: Fields) -> Fields:
        return parse_fields(self.request.get("fields")) or default

    def page(self, page_id: str) -> Page:
        """The page of the token under its id or ``me``; any page for a person's token."""
        own = self.caller.page
        if own is not None and page_id in {"me", own.id}:
            return own
        page = self.state.pages.get(page_id)
        if page is None:
            raise unknown_object(self.request.method, page_id)
        return page

    def own_page(self, page_id: str) -> Page:
        """Raises GraphError 200 for another's page."""
        page = self.page(page_id)
        if self.caller.page is None or self.caller.page.id != page.id:
            raise not_permitted()
        return page

    def post(self, post_id: str) -> tuple[Post, Version]:
        """A post that is shown now. Raises GraphError 100/33 for others and another's page."""
        post = self.state.posts.get(post_id)
        version = post.shown(self.now) if post else None
        if post is None or version is None or not self._may_see(post.page_id):
            raise unknown_object(self.request.method, post_id)
        return post, version

    def committed_post(self, post_id: str) -> Post:
        """A post that exists, be it still invisible to readers."""
        post = self.state.posts.get(post_id)
        if post is None or post.latest.deleted:
            raise unknown_object(self.request.method, post_id)
        self.own_page(post.page_id)
        return post

    def photo(self, photo_id: str) -> Photo:
        photo = self.state.photos.get(photo_id)
        if photo is None or not self._may_see(photo.page_id) or not self.is_alive(photo):
            raise unknown_object(self.request.method, photo_id)
        return photo

    def is_alive(self, photo: Photo) -> bool:
        """Photos that no post shows are forgotten after a day."""
        kept = photo.published or photo.post_id is not None
        expired = not kept and self.now - photo.created >= self.options.photo_ttl
        return not photo.deleted and not expired

    def _may_see(self, page_id: str) -> bool:
        return self.caller.page is None or self.caller.page.id == page_id

    def shown_posts(self, page_id: str) -> list[tuple[Post, Version]]:
        posts = ((post, post.shown(self.now)) for post in self.state.posts_of(page_id))
        return [(post, version) for post, version in posts if version is not None]


Body = dict[str, Any]
