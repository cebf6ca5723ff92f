"""How a national item stands at an office, in one word. Pure."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..channel import StrOrPromise


class Standing(StrEnum):
    """Of several the first that fits, in the order of `standing_of`."""

    CONFLICT = "conflict"
    BEHIND = "behind"
    NOD = "nod"
    BLOCKED = "blocked"
    SUSPENDED = "suspended"
    DETACHED = "detached"
    PREPARED = "prepared"
    IN_STEP = "in-step"
    NOT_TAKEN = "not-taken"
    NOT_INCLUDED = "not-included"
    INHERITS = "inherits"
    GONE = "gone"


NEEDS_SOMEBODY = frozenset((Standing.CONFLICT, Standing.BEHIND, Standing.NOD, Standing.BLOCKED))


@dataclass(frozen=True)
class Look:
    """A standing as a sign with words: `short` in a cell, `label` where there is room."""

    short: StrOrPromise
    label: StrOrPromise
    icon: str
    tone: str  # of `board.css`: wait, go, good, ask, bad, off
    what: StrOrPromise  # it means, and who does what next


LOOKS: dict[Standing, Look] = {
    Standing.CONFLICT: Look(
        pgettext_lazy("cockpit", "Conflict"),
        _("Conflict: office and centre changed the same place"),
        "warning",
        "bad",
        _("The office decides in its inbox which words stand. Until then its page stays as it is."),
    ),
    Standing.BEHIND: Look(
        pgettext_lazy("cockpit", "Behind"),
        _("Behind the national item"),
        "history",
        "ask",
        _(
            "The national change is not public at this office yet. The office takes it in, or submits"
            " and approves what was taken in."
        ),
    ),
    Standing.NOD: Look(
        pgettext_lazy("cockpit", "Waits for a nod"),
        _("Waits for a nod of the office's leader"),
        "help",
        "ask",
        _("The leader of the office, or who stands in, agrees to it or refuses it."),
    ),
    Standing.BLOCKED: Look(
        pgettext_lazy("cockpit", "Blocked"),
        _("Blocked: a fact of the office is missing"),
        "cross",
        "bad",
        _("The office adds what is missing to its fact sheet; its leader puts it in force."),
    ),
    Standing.SUSPENDED: Look(
        pgettext_lazy("cockpit", "Suspended"),
        _("Following is suspended"),
        "time",
        "wait",
        _("The office does not take in national changes for the time being."),
    ),
    Standing.DETACHED: Look(
        pgettext_lazy("cockpit", "Detached"),
        _("Detached for good"),
        "cut",
        "off",
        _("The office's page goes its own way: national changes do not reach it any more."),
    ),
    Standing.PREPARED: Look(
        pgettext_lazy("cockpit", "Being written"),
        _("Local copy not published yet"),
        "edit",
        "wait",
        _(
            "The office writes a local copy. Until that is approved, the national item is shown there."
        ),
    ),
    Standing.IN_STEP: Look(
        pgettext_lazy("cockpit", "In step"),
        _("Local copy in step"),
        "check",
        "good",
        _("The office's own page has everything that the national item says."),
    ),
    Standing.NOT_TAKEN: Look(
        pgettext_lazy("cockpit", "Not taken"),
        _("The office does not take the posts"),
        "no-view",
        "off",
        _("The page answers at the office; its leader did not let posts go out there."),
    ),
    Standing.NOT_INCLUDED: Look(
        pgettext_lazy("cockpit", "Page only"),
        _("On the portal only: not in the package"),
        "minus",
        "wait",
        _("The page answers at the office. To post it there too, tick its places in the package."),
    ),
    Standing.INHERITS: Look(
        pgettext_lazy("cockpit", "Inherits"),
        _("Inherits the national item"),
        "link",
        "good",
        _("The office shows the national item with its own facts."),
    ),
    Standing.GONE: Look(
        pgettext_lazy("cockpit", "Taken down"),
        _("Taken down"),
        "bin",
        "off",
        _("Neither the national item nor a local copy is on the portal."),
    ),
}


@dataclass(frozen=True)
class Reach:
    """What the public got at an office and below it, in places.

    `posted` and `heard` are certain; `places` and `loudspeakers` are what it was to go to.
    """

    places: int = 0
    posted: int = 0
    loudspeakers: int = 0
    heard: int = 0
    nod: int = 0  # wait for the leader
    blocked: int = 0  # nothing could be made for them
    failed: int = 0
    refused: int = 0  # the office does not take it

    @property
    def all_places(self) -> int:
        return self.places + self.loudspeakers


@dataclass(frozen=True)
class Copy:
    """The office's own edition. `since`: from when on it lacks something of the national item."""

    edition_id: int
    page_id: int
    title: str
    live: bool
    state: str = "following"
    conflict: bool = False
    since: datetime | None = None
    waits_because: str = ""
    outdated: bool = False  # its page says so to the public
    notice_id: int | None = None  # in the office's inbox


@dataclass(frozen=True)
class Known:
    """Of one item at one office. `has_places`: accounts or loudspeakers in the item's language."""

    is_live: bool
    changed_at: datetime
    copy: Copy | None = None
    reach: Reach = field(default_factory=Reach)
    has_places: bool = False

    @property
    def is_own(self) -> bool:
        return self.copy is not None and self.copy.live

    @property
    def on_portal(self) -> bool:
        """A page answers under the office's path."""
        return self.is_live or self.is_own

    @property
    def since(self) -> datetime:
        """Since when it has stood so."""
        lacks = self.copy.since if self.copy else None
        return lacks or self.changed_at


def standing_of(known: Known) -> Standing:
    if known.copy is not None and (own := _of_copy(known.copy)):
        return own
    if not known.on_portal:
        return Standing.GONE
    if known.reach.nod:
        return Standing.NOD
    if known.reach.blocked:
        return Standing.BLOCKED
    if known.copy is not None:
        return Standing.IN_STEP if known.copy.live else Standing.PREPARED
    return _of_posts(known)


def _of_copy(copy: Copy) -> Standing | None:
    if copy.state == "detached":
        return Standing.DETACHED if copy.live else None
    if copy.conflict:
        return Standing.CONFLICT
    if copy.state == "suspended":
        return Standing.SUSPENDED
    return Standing.BEHIND if copy.since else None


def _of_posts(known: Known) -> Standing:
    reach = known.reach
    if reach.all_places:
        return Standing.INHERITS
    if reach.refused:
        return Standing.NOT_TAKEN
    return Standing.NOT_INCLUDED if known.has_places else Standing.INHERITS
