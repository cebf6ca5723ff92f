"""One file a concept."""

from .comment import SegmentComment
from .errand import Errand, ErrandFile
from .event import SegmentEvent, TranslationBuild
from .language_review import BackTranslation, SignedSheet
from .local_copy import LocalCopy, LocalRule
from .memory_news import MemoryNews
from .memory_unit import MemoryKey, MemoryUnit
from .notice import TranslationNotice
from .request import TranslationRequest
from .rollout import AtDeadline, ChangeDeclaration, ChangeNotice, Rollout, Severity
from .segment import MinorEdit, Segment, SourceText
from .spoken import Listening, ListeningChoice, SpokenVersion
from .term import GlossaryVersion, Term, TermTranslation
from .translation import SegmentTranslation

__all__ = [
    "AtDeadline",
    "BackTranslation",
    "ChangeDeclaration",
    "ChangeNotice",
    "Errand",
    "ErrandFile",
    "GlossaryVersion",
    "Listening",
    "ListeningChoice",
    "LocalCopy",
    "LocalRule",
    "MemoryKey",
    "MemoryNews",
    "MemoryUnit",
    "MinorEdit",
    "Rollout",
    "Segment",
    "SegmentComment",
    "SegmentEvent",
    "SegmentTranslation",
    "Severity",
    "SignedSheet",
    "SourceText",
    "SpokenVersion",
    "Term",
    "TermTranslation",
    "TranslationBuild",
    "TranslationNotice",
    "TranslationRequest",
]
