"""Where a slot of the day's programme ends in a script: a mark for whoever has to stop in time."""

from ..script.timing import cuts
from .sheet import Sheet


def slot_marks(sheet: Sheet) -> dict[int, list[int]]:
    """Slots in seconds, by the sentence (its place in `Script.sentences`) behind which each ends.

    Only slots that are too short for the whole, and long enough for one sentence.
    """
    found: dict[int, list[int]] = {}
    for slot, last in cuts(sheet.script):
        if last >= 0:
            found.setdefault(last, []).append(slot)
    return found
