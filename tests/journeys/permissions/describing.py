"""The table in words, for `docs/security.md`."""

from . import actors
from .actors import Who
from .rooms import desk, publishing
from .table import Line

WORDS: dict[Who, str] = {
    actors.INSIDE: "everybody, their own",
    actors.EVERYBODY: "everybody",
    actors.OWN_OFFICE: "its office",
    actors.DRAWERS: "its office, but its observers",
    actors.WRITERS: "editor, head of section, leader of its office",
    actors.LEADERS: "leader of its office",
    actors.LEADERS | actors.ONLY_ADMIN: "leader of its office",
    actors.STRUCTURE_LEADERS: "leader of its office or of the centre",
    actors.STRUCTURE_READERS: "its office, and the centre's leaders",
    actors.STRUCTURE_WRITERS: (
        "editor, head of section, leader of its office; the centre's leaders"
    ),
    actors.SECRETARIES: "secretary of its office",
    actors.PROPOSERS: "editor, head of section, leader, channel keeper of its office",
    actors.DELEGATIONS_SEEN: "approvers and observers of its office",
    actors.APPROVERS_ANYWHERE: "approvers",
    actors.APPROVERS_ANYWHERE
    | actors.DELEGATIONS_SEEN: "approvers, and observers of an office that has one",
    actors.IMPORTERS: "editors",
    actors.KEEPERS: "channel keeper of its office",
    actors.KEEPERS_ANYWHERE: "channel keepers, their own",
    actors.LINE: "its office and the one above",
    actors.SETTLERS: "channel keeper of its office or the one above",
    actors.STEERERS: "editor, leader, channel keeper of its office or the one above",
    actors.TAKERS_DOWN: "leader, channel keeper of its office or the one above",
    actors.TAKERS_DOWN | actors.ON_DUTY: (
        "leader, channel keeper of its office or the one above; the centre's duty editor"
    ),
    actors.STOPPERS_ANYWHERE: "leaders and channel keepers, their own and those below",
    actors.STOPPERS_ANYWHERE | actors.ON_DUTY: "leaders, channel keepers, the centre's duty editor",
    actors.COMMUNE_READERS: (
        "channel keeper, grassroots officer, observer of its office or the one above"
    ),
    actors.COMMUNE_KEEPERS: "channel keeper, grassroots officer of its office or the one above",
    actors.LISTENERS_ANYWHERE: "channel keepers, grassroots officers, observers, their own",
    actors.NOBODY: "nobody",
}


def rows() -> list[str]:
    """Of Loa's own screens, one line an address, as Markdown."""
    return [_row(line) for room in (desk, publishing) for line in room.LINES]


def _row(line: Line) -> str:
    acts = line.do if line.changes is None else line.changes
    address = line.address.replace("|", "\\|")
    return f"| `{address}` | {_words(line.see)} | {_words(acts)} |"


def _words(who: Who | None) -> str:
    return "–" if who is None else WORDS[who]
