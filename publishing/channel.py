"""THE contract of a channel: what a platform adapter must and may do.

Frozen dataclasses cross the border, never model instances. An instance of a channel is made per
destination, with its settings and a guarded HTTP client; `compose` sees no secret.
"""

import json
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from .errors import Unsupported
from .script.model import Script

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from .http import Outbound
else:
    StrOrPromise = str


@dataclass(frozen=True)
class Picture:
    """A picture frozen at approval; `http.open_picture` reads it back by checksum."""

    sha256: str
    name: str  # ASCII file name with extension
    content_type: str
    width: int  # pixels
    height: int  # pixels
    size: int  # bytes
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Block:
    """One block of the body as plain data, in reading order.

    `type` is the block's name in the page; `data` holds texts (HTML only under keys ending in
    `_html`, already cleaned), lists of them, or a table as rows of cells.
    """

    type: str
    data: Mapping[str, Any]
    id: str = ""


@dataclass(frozen=True)
class Correction:
    """A dated “Đính chính”: what was wrong and what is right."""

    date: date
    wrong: str
    right: str


@dataclass(frozen=True)
class Content:
    """An approved revision of an edition as plain data; placeholders are resolved."""

    title: str
    lead: str
    url: str  # absolute address of the page that posts link to, for this office
    language: str
    kind: str  # article, document, campaign …
    office_code: str
    office_name: str
    blocks: tuple[Block, ...] = ()
    cover: Picture | None = None
    pictures: tuple[Picture, ...] = ()  # those of the body, in order
    corrections: tuple[Correction, ...] = ()
    author: str = ""
    effective_from: date | None = None
    valid_until: date | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    marker: str = ""  # revision marker that the live page carries
    # What an editor wrote for this channel or destination instead of the composed text.
    edited_text: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    # Of a designed piece: the forms that the channel asked for in its capabilities, by format.
    piece: Mapping[str, Picture] = field(default_factory=dict)
    # What is read aloud, for channels that are heard.
    script: Script | None = None


@dataclass(frozen=True)
class Post:
    """A variant's data, as the channel takes it. Equal posts have equal hashes."""

    text: str = ""
    title: str = ""
    link: str = ""
    pictures: tuple[Picture, ...] = ()
    language: str = "vi"
    extra: Mapping[str, Any] = field(default_factory=dict)

    def to_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Post":
        pictures = tuple(Picture(**picture) for picture in data.get("pictures", ()))
        return cls(**{**data, "pictures": pictures})

    @cached_property
    def hash(self) -> str:
        """Asked for by every place that gets the post; nothing of it changes."""
        text = json.dumps(self.to_data(), sort_keys=True, ensure_ascii=False)
        return sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Receipt:
    """The platform's “I have it”. `final` is False while it still has to become public."""

    remote_id: str
    address: str = ""
    final: bool = True
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """What an editor must mend before a post can go out; not `blocking`: only advice.

    `brief` is the reason in a few words that name no office, where `message` names one.
    """

    code: str
    message: StrOrPromise
    blocking: bool = True
    brief: str = ""


@dataclass(frozen=True)
class Setting:
    """One field of a destination's form. A `secret` is stored encrypted and never shown again.

    What `identifies` the account cannot change while posts wait for it or may be out there.
    """

    name: str
    label: StrOrPromise
    secret: bool = False
    required: bool = True
    help: StrOrPromise = ""
    kind: str = "text"  # text, url, choice
    choices: tuple[tuple[str, StrOrPromise], ...] = ()
    pattern: str = ""  # regular expression that the whole value must match
    identifies: bool = False  # says which account it is


@dataclass(frozen=True)
class Capabilities:
    """What the platform can do, as data: read by the editor's page, `problems()` and the docs."""

    text_limit: int | None = None  # characters
    pictures: int = 0  # how many at most
    picture_bytes: int | None = None  # each at most
    video: bool = False
    # Presets that an item's pictures are shown in (`media_assets/presets.py`).
    cover_in: tuple[str, ...] = ()
    pictures_in: tuple[str, ...] = ()  # the cover and those of the text
    pieces: tuple[str, ...] = ()  # formats of a designed piece that a post shows (`formats.py`)
    link: bool = False  # the post carries the address of the page
    editable_text: bool = True
    heard: bool = False  # read aloud: its contents come with a script
    check: bool = False
    find: bool = False
    revise: bool = False
    withdraw: bool = False
    confirmed_by_person: bool = False
    # `withdraw` only asks for it: a person removes the post and says so.
    removed_by_person: bool = False
    # How long a post may stay invisible after a call; None: absence is never proved by machine.
    absence_proven_after: timedelta | None = None


class Checkpoint(Protocol):
    """What is saved on the attempt before the irreversible step, and read by a later one."""

    data: Mapping[str, Any]

    def save(self, data: Mapping[str, Any]) -> None:
        """Merge `data` (JSON) into the attempt's record and commit at once."""


class Papers(Protocol):
    """What the site knows of a bulletin beside its post, for whoever is written a letter."""

    def sheet(self) -> bytes:
        """The announcer's sheet as PDF; empty where it cannot be drawn or is too big for a mailbox."""

    def language(self, code: str) -> str:
        """What a language is called in Vietnamese."""


class Channel(ABC):
    """A kind of platform. Raises only what `publishing.errors` names."""

    name: ClassVar[str]
    label: ClassVar[StrOrPromise]
    capabilities: ClassVar[Capabilities]
    settings: ClassVar[tuple[Setting, ...]] = ()
    # The channel whose text and wishes, written by the editor, are this one's too; empty: its own.
    words_of: ClassVar[str] = ""
    # Which address names a post's id, said to a person who gave one that does not. Only where a
    # post is changed and taken down by an id that `remote_id_from` reads; empty: any address will do.
    what_to_copy: ClassVar[StrOrPromise] = ""
    # The id of a post there is the delivery's own key: whoever has it need not say where it stands.
    keyed: ClassVar[bool] = False

    def __init__(self, config: Mapping[str, Any], http: "Outbound | None" = None) -> None:
        self.config = config
        self.http = http

    @property
    def public_address(self) -> str:
        """The account or outlet as the public sees it, for a person who looks there; or empty."""
        return str(self.config.get("address", ""))

    def remote_id_from(self, address: str) -> str:
        """Remote id of the post at an address that a person gives; empty if it cannot be told."""
        return ""

    def is_elsewhere(self, address: str) -> bool:
        """Whether an address that a person gives is certainly not one of this account's posts."""
        return False

    @abstractmethod
    def compose(self, content: Content) -> Post:
        """The post for `content`. Pure: no network, database or clock."""

    @abstractmethod
    def problems(self, post: Post) -> list[Problem]:
        """What an editor must mend before `post` can go out. Pure."""

    def revisable(self, old: Post, new: Post) -> list[Problem]:
        """What `revise` leaves as it is when `new` follows `old`: advice for who approves. Pure.

        `old` is the post as it was first published there: what stays is its, however often it was
        revised since.
        """
        return []

    @abstractmethod
    def publish(self, post: Post, *, key: str, checkpoint: Checkpoint) -> Receipt:
        """Carry out one irreversible step, once. `key` is the same on every attempt."""

    def identify(self) -> str:
        """Name of the account that these settings lead to, asked of the platform. Changes nothing."""
        raise Unsupported(f"{self.name}: identify")

    def check(self, receipt: Receipt) -> Receipt:
        """Has what was accepted become final?"""
        raise Unsupported(f"{self.name}: check")

    def find(
        self, post: Post, *, key: str, since: datetime, checkpoint: Checkpoint
    ) -> Receipt | None:
        """Settle “unknown”. None means: everything since `since` was listed, and it is not there."""
        raise Unsupported(f"{self.name}: find")

    def revise(self, receipt: Receipt, post: Post, *, key: str) -> Receipt:
        """Edit in place; may be repeated."""
        raise Unsupported(f"{self.name}: revise")

    def withdraw(self, receipt: Receipt) -> None:
        """Delete; may be repeated, and succeeds if it is already gone."""
        raise Unsupported(f"{self.name}: withdraw")


def comparable(text: str) -> str:
    """Text as it is compared with what a platform lists: NFC, one kind of line end, trimmed."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.strip() for line in lines).strip()
