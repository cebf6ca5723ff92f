"""What became of each page, by the sandbox's ledger; Loa's tables are only held against it."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from publishing.models import Delivery

from .modes import PAUSE
from .people import ABSENT, KEEPER, THERE
from .stand import Cell, Stand

State, Action = Delivery.State, Delivery.Action
Entry = dict[str, Any]
SAYS_NOT_OUT = (State.QUEUED, State.FAILED, State.CANCELLED)


@dataclass
class Page:
    """One page of the ledger: what was asked of it, and what became of it, oldest first."""

    cell: Cell
    entries: list[Entry]
    posts: list[Entry]  # of the sandbox's state: not deleted

    @property
    def hashes(self) -> list[str]:
        return [hash_of(text) for text in self.cell.approved]

    def with_effect(self, *effects: str) -> list[Entry]:
        return [one for one in self.entries if one["effect"] in effects]

    def calls(self) -> list[Entry]:
        """Those that would make a post."""
        path = f"/{self.cell.page}/feed"
        return [one for one in self.entries if (one["method"], one["path"]) == ("POST", path)]

    def listings(self) -> list[Entry]:
        return [one for one in self.entries if one["method"] == "GET"]

    def shown(self) -> list[str]:
        return [hash_of(str(post["message"])) for post in self.posts]


def hash_of(text: str) -> str:
    return sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


def pages_of(stand: Stand) -> list[Page]:
    ledger, posts = stand.sandbox.ledger(), stand.sandbox.posts()
    return [
        Page(
            cell,
            [one for one in ledger if one["page_id"] == cell.page],
            [one for one in posts if one["page_id"] == cell.page],
        )
        for cell in stand.cells
    ]


def violations(stand: Stand) -> list[str]:
    """Everything that is not as promised, each with its row."""
    found = []
    for page in pages_of(stand):
        broken = [
            *broken_promises(page),
            *_not_as_it_should_end(stand, page),
            *_dishonest(page),
        ]
        found += [f"{page.cell.mode.name}: {one}" for one in broken]
    return found


def broken_promises(page: Page) -> list[str]:
    """What the ledger alone proves."""
    return [
        *_doubled(page),
        *_not_as_approved(page),
        *_older_after_newer(page),
        *_asked_too_soon(page),
    ]


def lies(stand: Stand) -> list[str]:
    """Deliveries that say that nothing is out while the ledger, read before, has their post."""
    found = []
    for page in pages_of(stand):
        made = {one["body_sha256"] for one in page.with_effect("created")}
        for delivery in page.cell.deliveries().filter(action=Action.PUBLISH):
            if _says_not_out(delivery) and _hash_of(delivery) in made and page.posts:
                found.append(f"{page.cell.mode.name}: {delivery.state}, but it is out")
    return found


def _doubled(page: Page) -> list[str]:
    made = [one["body_sha256"] for one in page.with_effect("created")]
    twice = {one for one in made if made.count(one) > 1}
    return [f"posted {made.count(one)} times" for one in twice]


def _not_as_approved(page: Page) -> list[str]:
    out = {one["body_sha256"] for one in page.with_effect("created", "edited")}
    return ["a text that nobody approved"] if out - set(page.hashes) else []


def _older_after_newer(page: Page) -> list[str]:
    ranks = [
        page.hashes.index(one["body_sha256"])
        for one in page.with_effect("created", "edited")
        if one["body_sha256"] in page.hashes
    ]
    return [] if ranks == sorted(ranks) else ["an older text after a newer one"]


def _asked_too_soon(page: Page) -> list[str]:
    """A throttled page is left alone for as long as it asked."""
    throttled = [one for one in page.entries if any("throttled" in each for each in one["faults"])]
    if not throttled:
        return []
    asked = datetime.fromisoformat(throttled[0]["time"])
    later = [
        one for one in page.entries if one["n"] > throttled[0]["n"] and one["method"] == "POST"
    ]
    too_soon = [
        one
        for one in later
        if (datetime.fromisoformat(one["time"]) - asked).total_seconds() < PAUSE
    ]
    return ["called again while it was throttled"] if too_soon else []


def _not_as_it_should_end(stand: Stand, page: Page) -> list[str]:
    wanted = wanted_at_the_end(stand, page)
    if page.shown() != wanted:
        return [f"{len(page.shown())} posts are shown, or not the newest; wanted {len(wanted)}"]
    return []


def wanted_at_the_end(stand: Stand, page: Page) -> list[str]:
    """Hashes of what the public must see now."""
    refused = page.cell.mode.refused
    match stand.moment.name:
        case "withdrawal":
            return []
        case "taking down" | "taking down, killed":
            return page.hashes[-1:] if _refusal_was_heard(page) else []
        case "correction" | "correction, killed":
            return page.hashes[:1] if _refusal_was_heard(page) else page.hashes[-1:]
        case "newer release":
            return page.hashes[-1:]
    return page.hashes[-1:] if not refused or not _refusal_was_heard(page) else []


def _refusal_was_heard(page: Page) -> bool:
    """A worker that dies before it reads a refusal asks again, and then the platform works."""
    return any(one.state == State.FAILED for one in page.cell.deliveries())


def _dishonest(page: Page) -> list[str]:
    found = []
    ids = {one["post_id"] for one in page.with_effect("created")}
    made = {one["body_sha256"] for one in page.with_effect("created")}
    deleted = {one["post_id"] for one in page.with_effect("deleted")}
    edited = {(one["post_id"], one["body_sha256"]) for one in page.with_effect("edited")}
    for one in page.cell.deliveries():
        target = one.acts_on.remote_id if one.acts_on else ""
        truths = {
            Action.PUBLISH: one.remote_id in ids,
            Action.REVISE: (target, _hash_of(one)) in edited,
            Action.WITHDRAW: target in deleted,
        }
        if one.state not in Delivery.SETTLED:
            found.append(f"left lying as {one.state}")
        elif one.state == State.DELIVERED and not truths[Action(one.action)]:
            found.append(f"says that it is through ({one.action}), and it is not")
        elif one.action == Action.PUBLISH and _says_not_out(one) and _hash_of(one) in made:
            found.append(f"{one.state}, but it was posted")
        elif one.state == State.FAILED and not page.cell.mode.refused:
            found.append(f"failed: {one.reason}")
    return found


def _says_not_out(delivery: Delivery) -> bool:
    superseded = delivery.state == State.SUPERSEDED and not delivery.remote_id
    return delivery.state in SAYS_NOT_OUT or superseded


def _hash_of(delivery: Delivery) -> str:
    return hash_of(delivery.variant.post.data["text"]) if delivery.variant else ""


# --- in words -------------------------------------------------------------------------------------


def outcome(stand: Stand, page: Page) -> str:
    """In the words of `report.py`: how many posts are public, and how that came about."""
    words = [str(len(page.posts)), _how(stand, page), *_by_people(page.cell)]
    return " ".join(words)


def _how(stand: Stand, page: Page) -> str:
    if _refusal_was_heard(page) and not page.posts:
        return "refused"
    if _refusal_was_heard(page) and page.shown() == page.hashes[:1]:
        return "kept"
    if page.with_effect("deleted"):
        return "deleted"
    if page.with_effect("edited"):
        return "edited"
    if not page.posts:
        return "never"
    if len(page.hashes) > 1:
        return "newest"
    return _first_or_later(page)


def _first_or_later(page: Page) -> str:
    created = page.with_effect("created")[0]
    if created["n"] != min(one["n"] for one in page.calls()):
        return "again"
    looked_for = page.listings() or THERE in page.cell.events
    return "found" if looked_for else "answered"


def _by_people(cell: Cell) -> list[str]:
    return [one for one in (KEEPER, THERE, ABSENT) if one in cell.events]
