"""What the platform holds: pages, posts, photos. It counts once it is in the ledger."""

from __future__ import annotations

import hashlib
import threading
import time
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from publishing.sandbox.ledger import Ledger


@dataclass(frozen=True)
class Grant:
    """A token of a page, known by its hash, and the ``appsecret_proof`` that must come with it."""

    token_hash: str
    app_id: str
    proof: str | None = None
    revoked: bool = False


@dataclass(frozen=True)
class Page:
    id: str
    name: str
    registered: bool = False  # else made on first use, and open to every token of its name
    grants: tuple[Grant, ...] = ()

    def grant(self, token_hash: str) -> Grant | None:
        return next((grant for grant in self.grants if grant.token_hash == token_hash), None)


@dataclass(frozen=True)
class Photo:
    id: str
    page_id: str
    created: float
    sha256: str
    mime: str
    width: int
    height: int
    caption: str = ""
    alt_text: str = ""
    published: bool = True
    temporary: bool = False
    post_id: str | None = None
    deleted: bool = False


@dataclass(frozen=True)
class Version:
    """What a post is from ``visible_at`` on; ``normalise``: what is done to its text when shown."""

    visible_at: float
    made: float
    message: str
    published: bool = True
    deleted: bool = False
    normalise: tuple[str, ...] = ()


@dataclass(frozen=True)
class Post:
    id: str
    page_id: str
    app_id: str
    created: float
    link: str
    photo_ids: tuple[str, ...]
    versions: tuple[Version, ...]
    scheduled: int | None = None
    link_title: str = ""

    @property
    def latest(self) -> Version:
        return self.versions[-1]

    def shown(self, now: float) -> Version | None:
        """The version that a reader gets now; None while invisible and once deleted."""
        visible = [version for version in self.versions if version.visible_at <= now]
        return visible[-1] if visible and not visible[-1].deleted else None

    def is_published(self, version: Version, now: float) -> bool:
        return version.published or (self.scheduled is not None and self.scheduled <= now)

    def with_version(self, **changes: Any) -> Post:
        return replace(self, versions=(*self.versions, replace(self.latest, **changes)))


Record = Page | Photo | Post


@dataclass
class Effect:
    """What a request makes of the state; written to the ledger, then applied."""

    name: str = "none"  # created, edited, deleted: what became of a post
    post_id: str | None = None
    photo_id: str | None = None
    records: list[Record] = field(default_factory=list)

    @property
    def page_id(self) -> str | None:
        owned = (record for record in self.records if not isinstance(record, Page))
        return next((record.page_id for record in owned), None)

    def describe(self) -> dict[str, Any]:
        return ({"page_id": self.page_id} if self.page_id else {}) | {
            "effect": self.name,
            "post_id": self.post_id,
            "photo_id": self.photo_id,
            "changes": [
                {"kind": type(record).__name__} | asdict(record) for record in self.records
            ],
        }


def text_hash(text: str | None) -> str | None:
    if text is None:
        return None
    return hashlib.sha256(
        unicodedata.normalize("NFC", text).encode("utf-8", "backslashreplace")
    ).hexdigest()


class State:
    """Holders of ``lock`` see everything that is on the disk and nothing else."""

    def __init__(self, data_dir: Path) -> None:
        self.lock = threading.RLock()
        self.pages: dict[str, Page] = {}
        self.photos: dict[str, Photo] = {}
        self.posts: dict[str, Post] = {}
        self.photo_dir = data_dir / "sandbox-photos"
        self.photo_dir.mkdir(parents=True, exist_ok=True)
        self._last_id = 0
        self.ledger = Ledger(data_dir)
        for entry in self.ledger.replay():
            self._apply(_record(change) for change in entry["changes"])

    def commit(self, entry: dict[str, Any], effect: Effect) -> None:
        """Raises OSError, with nothing changed, when the ledger cannot be written."""
        with self.lock:
            self.ledger.append(entry | effect.describe())
            self._apply(effect.records)

    def _apply(self, records: Iterable[Record]) -> None:
        for record in records:
            if isinstance(record, Page):
                self.pages[record.id] = record
            elif isinstance(record, Photo):
                self.photos[record.id] = record
                self._last_id = max(self._last_id, int(record.id))
            else:
                self.posts[record.id] = record
                self._last_id = max(self._last_id, int(record.id.split("_")[1]))

    def new_id(self) -> str:
        """Grows with time, so that a wiped data directory does not hand out old ids again."""
        with self.lock:
            self._last_id = max(self._last_id + 1, int(time.time() * 1_000_000))
            return str(self._last_id)

    def posts_of(self, page_id: str) -> list[Post]:
        """Newest first, whatever their state."""
        with self.lock:
            return [post for post in reversed(self.posts.values()) if post.page_id == page_id]

    def close(self) -> None:
        self.ledger.close()


def _record(change: dict[str, Any]) -> Record:
    values = dict(change)
    kind = values.pop("kind")
    if kind == "Page":
        return Page(**values | {"grants": tuple(Grant(**grant) for grant in values["grants"])})
    if kind == "Photo":
        return Photo(**values)
    versions = (
        Version(**version | {"normalise": tuple(version["normalise"])})
        for version in values["versions"]
    )
    return Post(**values | {"photo_ids": tuple(values["photo_ids"]), "versions": tuple(versions)})
