"""What became of a segment, and what changed in its source since it was translated."""

from django.db.models import Q

from cms.word_diff import Piece, word_diff

from .models import Segment, SegmentEvent, SegmentTranslation


def history_of(segment: Segment, language: str) -> list[SegmentEvent]:
    """Of its source and of its translation, newest first."""
    mine = Q(language=language) | Q(language="")
    return list(segment.events.filter(mine).order_by("-pk"))


def source_change(translation: SegmentTranslation) -> list[Piece]:
    """Word by word, from the source that it translates to the one that stands now.

    Empty while the two are the same.
    """
    if not translation.is_outdated:
        return []
    return word_diff(translation.based_on, translation.segment.source)
