"""What a channel can do, as the table that its page in `docs/channels/` holds."""

from dataclasses import fields
from datetime import timedelta

from .channel import Capabilities, Channel

_WORDS = {
    "text_limit": "Longest text, in characters",
    "pictures": "Pictures, at most",
    "picture_bytes": "Largest picture, in bytes",
    "video": "Video",
    "cover_in": "Presets of an item's cover",
    "pictures_in": "Presets of every picture",
    "pieces": "Formats of a designed piece",
    "link": "Carries the address of the page",
    "editable_text": "Text can be written for this channel",
    "heard": "Read aloud, with figures and telephone numbers in words",
    "check": "Asked whether what it accepted became final",
    "find": "A post of unknown fate is looked for",
    "revise": "Edited in place",
    "withdraw": "Taken down",
    "confirmed_by_person": "A person confirms that it became public",
    "removed_by_person": "A person removes it and says so",
    "absence_proven_after": "How long a post may stay invisible",
}


def capability_table(channel: type[Channel]) -> str:
    """Markdown; the documentation test compares it with the file letter by letter."""
    capabilities = channel.capabilities
    rows = [(_WORDS[one.name], getattr(capabilities, one.name)) for one in fields(Capabilities)]
    lines = [f"| {words} | {_shown(value)} |" for words, value in rows]
    return "\n".join(["| Capability | |", "|---|---|", *lines])


def _shown(value: object) -> str:
    match value:
        case None:
            return "not set"
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(value) or "none"
        case timedelta():
            return f"{value.total_seconds():,.0f} s"
        case int():
            return f"{value:,}"
    return str(value)
