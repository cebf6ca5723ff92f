"""One file a concept."""

from .event import SegmentEvent, TranslationBuild
from .memory_unit import MemoryKey, MemoryUnit
from .request import TranslationRequest
from .segment import MinorEdit, Segment, SourceText
from .term import GlossaryVersion, Term, TermTranslation
from .translation import SegmentTranslation

__all__ = [
    "GlossaryVersion",
    "MemoryKey",
    "MemoryUnit",
    "MinorEdit",
    "Segment",
    "SegmentEvent",
    "SegmentTranslation",
    "SourceText",
    "Term",
    "TermTranslation",
    "TranslationBuild",
    "TranslationRequest",
]
