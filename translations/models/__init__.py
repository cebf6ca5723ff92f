"""One file a concept."""

from .event import SegmentEvent, TranslationBuild
from .request import TranslationRequest
from .segment import MinorEdit, Segment, SourceText
from .translation import SegmentTranslation

__all__ = [
    "MinorEdit",
    "Segment",
    "SegmentEvent",
    "SegmentTranslation",
    "SourceText",
    "TranslationBuild",
    "TranslationRequest",
]
