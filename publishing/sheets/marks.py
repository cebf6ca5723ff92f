"""Where a slot of the day's programme ends in a script: a mark for whoever has to stop in time."""

from ..airing.reading import reading_seconds
from ..airing.wishes import SLOTS
from ..script.model import Paragraph, Script
from .sheet import Sheet


def slot_marks(sheet: Sheet) -> dict[int, list[int]]:
    """Slots in seconds, by the sentence (its place in `Script.sentences`) behind which each ends.

    Only slots that are too short for the whole, and long enough for one sentence.
    """
    ends = _ends(sheet.script)
    found: dict[int, list[int]] = {}
    for slot in SLOTS:
        last = sum(end <= slot for end in ends) - 1
        if 0 <= last < len(ends) - 1:
            found.setdefault(last, []).append(slot)
    return found


def _ends(script: Script) -> list[int]:
    """When each sentence ends, in seconds from the start."""
    ends: list[int] = []
    before: tuple[Paragraph, ...] = ()
    for paragraph in script.paragraphs:
        for number in range(1, len(paragraph.sentences) + 1):
            part = Paragraph(paragraph.role, paragraph.sentences[:number])
            said = Script(script.language, (*before, part)).said
            ends.append(reading_seconds(said, script.language))
        before = (*before, paragraph)
    return ends
