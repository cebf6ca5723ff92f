"""A bulletin in the fields that schedules of stations have: what is pushed over HTTPS or MQTT.

Seconds everywhere; days of the week from 1 (Monday) to 7 (Sunday). `docs/channels/stationhttps.md` is
the page for whoever writes the receiving side.
"""

import json
from typing import Any

from ..channel import Post
from .wishes import EMERGENCY, EVERY_DAY, ORDINARY, PRIORITY, Time, Wishes

VERSION = 1
# Levels of Circular 39/2020 from low to high.
PRIORITIES = {ORDINARY: 1, PRIORITY: 2, EMERGENCY: 3}
ACTIVE, CANCELLED = "active", "cancelled"


def as_schedule(post: Post, *, key: str, replaces: str = "") -> dict[str, Any]:
    """`replaces`: the Id of the bulletin that this one corrects; it must not be played any more."""
    wishes = Wishes.read(post.extra)
    groups = _groups(wishes.times)
    first = groups[0] if groups else {"Times": [], "Days": list(EVERY_DAY)}
    return {
        "Version": VERSION,
        "Id": key,
        "Status": ACTIVE,
        "Replaces": replaces,
        "Correction": bool(post.extra.get("correction")) or bool(replaces),
        "Title": post.title,
        "TextContent": post.text,
        "Language": post.language,
        "Duration": int(post.extra.get("reading_seconds", 0)),
        "Slot": wishes.slot or 0,
        "Loops": wishes.repeats,
        "IdleTime": wishes.pause,
        "From": wishes.first_day.isoformat() if wishes.first_day else "",
        "To": str(post.extra.get("valid_until", "")),
        **first,
        "IsDaily": first["Days"] == list(EVERY_DAY),
        "More": groups[1:],
        "Priority": PRIORITIES[wishes.klass],
        "Languages": list(wishes.languages),
    }


def as_cancelled(key: str) -> dict[str, Any]:
    """Said of a bulletin that was withdrawn. It is no alert and is never read out."""
    return {"Version": VERSION, "Id": key, "Status": CANCELLED}


def encoded(data: dict[str, Any]) -> bytes:
    """The same bytes for the same bulletin."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _groups(times: tuple[Time, ...]) -> list[dict[str, Any]]:
    """Times that are wanted on the same days, together."""
    by_days: dict[tuple[int, ...], list[int]] = {}
    for one in times:
        by_days.setdefault(one.days, []).append(one.seconds)
    return [{"Times": seconds, "Days": list(days)} for days, seconds in by_days.items()]
