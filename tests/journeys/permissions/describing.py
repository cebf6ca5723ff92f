"""The table in words, for `docs/security.md`."""

from . import actors
from .actors import Who
from .rooms import (
    cockpit,
    desk,
    facts,
    in_our_name,
    local_copies,
    national_changes,
    publishing,
    translation_editor,
    translation_files,
    translation_work,
    voices,
)
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
    actors.PROPOSERS_ANYWHERE: (
        "editors, heads of section, leaders, channel keepers, their own and those below"
    ),
    actors.AUTHORS: "whoever brought it in",
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
    actors.ASKERS: "editor, head of section, leader of its office or the one above",
    actors.LINGUISTS: "translator, language reviewer of its office or the one above, in their languages",
    actors.TRANSLATION_READERS: (
        "its office; editor, head of section, leader, translator, language reviewer, observer of the"
        " one above"
    ),
    translation_files.FILES_SEEN: (
        "translator, language reviewer, editor, head of section, leader of its office or the one above"
    ),
    translation_editor.TALKERS: (
        "translator, language reviewer, editor, head of section, leader of its office or the one above,"
        " the administrator not"
    ),
    translation_files.LEADERS_OF_CENTRE: "the centre's leaders",
    translation_files.TERM_WRITERS: (
        "translators and language reviewers, in their languages; the centre's leaders"
    ),
    translation_files.TERM_KEEPERS: "the centre's translators, language reviewers, leaders",
    translation_files.MEMORY_READERS: (
        "translators, language reviewers, editors, heads of section, leaders: the centre's units and"
        " their province's"
    ),
    translation_files.UNIT_READERS: "the same, of its province or the centre",
    translation_files.UNIT_KEEPERS: (
        "language reviewers of its province or the centre; the centre's leaders"
    ),
    translation_files.MEMORY_BRINGERS: (
        "language reviewers, for their province or as the centre; the centre's leaders"
    ),
    translation_files.SWITCHERS: "the centre's leaders, the administrator",
    in_our_name.PROVINCES | actors.ONLY_ADMIN: "people of provinces and below, their own",
    in_our_name.PROVINCE_LEADERS: "leaders of provinces and below, their own",
    cockpit.WITH_COLUMNS: "provinces, their own column; the centre, all",
    national_changes.INBOX_SEEN: (
        "editors, heads of section, leaders, observers: their own offices', the centre's all"
    ),
    national_changes.CHANGE_READERS: (
        "editor, head of section, leader, observer of its office or the centre"
    ),
    national_changes.DECIDERS: "editor, head of section, leader of its office, nobody else",
    local_copies.MAKERS: (
        "editor, head of section, leader of a province, for their own; the centre's, for any"
    ),
    local_copies.RULERS: "the centre's editors, heads of section, leaders",
    voices.ORDERERS: "its office and the one above, but observers",
    voices.BRINGERS: "its office and the one above, but observers and the administrator",
    actors.NOBODY: "nobody",
}


def rows() -> list[str]:
    """Of Loa's own screens, one line an address, as Markdown."""
    rooms = (desk, facts, publishing, cockpit, in_our_name, voices, local_copies)
    rooms += (national_changes, translation_work, translation_editor, translation_files)
    return [_row(line) for room in rooms for line in room.LINES]


def _row(line: Line) -> str:
    acts = line.do if line.changes is None else line.changes
    address = line.address.replace("|", "\\|")
    return f"| `{address}` | {_words(line.see)} | {_words(acts)} |"


def _words(who: Who | None) -> str:
    return "–" if who is None else WORDS[who]
