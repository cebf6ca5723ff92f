"""A translation, line by line: source and target with all that is known of them.

A fixed number of queries, however long the item is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cms import word_diff

from .. import glossary
from ..findings import Finding, findings_of
from ..glossary import Match
from ..history import source_change
from ..models import SegmentComment, SegmentTranslation, TranslationRequest
from ..rows import Row
from ..state_names import SAID
from ..unit import State
from ..units import rows_in
from . import source_text
from .filled import Filled, filled_in, sheet_for

LOCKED = (State.REVIEWED, State.APPROVED)
# Also a filter's name in the address.
ALL, TO_DO, FINDINGS, ASKED = "tat-ca", "can-lam", "can-sua", "trao-doi"
FILTERS = {
    ALL: _("All"),
    TO_DO: _("To do"),
    State.EMPTY.value: SAID[State.EMPTY],
    State.DRAFT.value: SAID[State.DRAFT],
    State.STALE.value: SAID[State.STALE],
    State.TRANSLATED.value: SAID[State.TRANSLATED],
    State.REVIEWED.value: SAID[State.REVIEWED],
    State.APPROVED.value: SAID[State.APPROVED],
    FINDINGS: _("With findings"),
    ASKED: _("Open questions"),
}


@dataclass
class Line:
    """`typed` is what somebody wrote and could not save; `clash` what is stored instead."""

    row: Row
    matches: list[Match]
    findings: tuple[Finding, ...]
    comments: list[SegmentComment] = field(default_factory=list)
    typed: str | None = None
    clash: "Clashing | None" = None
    may_be_reviewed: bool = False  # by whoever looks
    facts: Mapping[str, str] = field(default_factory=dict)  # of the item's office

    @property
    def uuid(self) -> str:
        return str(self.row.segment.uuid)

    @property
    def label(self) -> str:
        return self.row.segment.label

    @property
    def version(self) -> int:
        return self.clash.version if self.clash else self.row.version

    @property
    def target(self) -> str:
        return self.row.translation.text if self.typed is None else self.typed

    @property
    def state(self) -> State:
        return State(self.row.translation.state)

    @property
    def state_label(self) -> str:
        return str(SAID[self.state])

    @property
    def origin(self) -> str:
        return origin_of(self.row.translation)

    @property
    def is_locked(self) -> bool:
        """Somebody vouched for it: it is opened again for a reason, not by a slip of the hand."""
        return self.state in LOCKED

    @property
    def is_to_do(self) -> bool:
        if self.state == State.EMPTY:
            return not self.row.segment.is_optional
        return self.state in (State.DRAFT, State.STALE) or self.row.translation.is_outdated

    @property
    def is_optional(self) -> bool:
        return self.row.segment.is_optional

    @property
    def height(self) -> int:
        """Of the field, in rows."""
        longer = max(len(self.row.segment.source), len(self.target))
        return min(2 + longer // 55, 12)

    @cached_property
    def source(self) -> SafeString:
        segment = self.row.segment
        return source_text.as_html(segment.source, segment.marks, self.matches)

    @cached_property
    def filled(self) -> list[Filled]:
        return filled_in(self.row.segment.source, self.facts, self.row.translation.language)

    @cached_property
    def chips(self) -> list[source_text.Chip]:
        return source_text.chips(self.row.segment.source, self.row.segment.marks)

    @cached_property
    def terms(self) -> list[Match]:
        return source_text.unique(self.matches)

    @cached_property
    def change(self) -> SafeString | None:
        """Of the source, since it was translated."""
        pieces = source_change(self.row.translation)
        return word_diff.as_html(pieces) if pieces else None

    @property
    def open_comments(self) -> int:
        return sum(one.resolved_at is None for one in self.comments)

    @property
    def filters(self) -> list[str]:
        """That show it."""
        return [name for name in FILTERS if self.is_in(name)]

    def is_in(self, chosen: str) -> bool:
        if chosen == TO_DO:
            return self.is_to_do
        if chosen == State.EMPTY.value:  # a value without one of the language lacks nothing
            return self.is_to_do and self.state == State.EMPTY
        if chosen == FINDINGS:
            return bool(self.findings)
        if chosen == ASKED:
            return bool(self.open_comments)
        return chosen == ALL or self.state == chosen


@dataclass(frozen=True)
class Clashing:
    theirs: str
    version: int
    by: str
    difference: SafeString  # from theirs to what was typed


def lines_of(request: TranslationRequest) -> list[Line]:
    """In reading order; six queries, one more after the glossary was changed, one where facts are
    quoted."""
    rows = rows_in(request)
    facts = sheet_for(request.office, [row.segment.source for row in rows])
    found = glossary.terms_in_all([row.segment.source for row in rows], request.language)
    findings = findings_in(rows, request.language)
    comments = _comments(request, rows)
    return [
        Line(
            row,
            matches,
            findings.get(row.segment.uuid, ()),
            comments.get(row.segment.pk, []),
            facts=facts,
        )
        for row, matches in zip(rows, found, strict=True)
    ]


def line_of(request: TranslationRequest, one: SegmentTranslation) -> Line:
    """Of one translation, as it stands now."""
    row = Row(one.segment, one)
    matches = glossary.terms_in(one.segment.source, request.language)
    findings = findings_in([row], request.language).get(one.segment.uuid, ())
    comments = list(comments_on(request).filter(segment=one.segment))
    facts = sheet_for(request.office, [one.segment.source])
    return Line(row, matches, findings, comments, facts=facts)


def findings_in(rows: Iterable[Row], language: str) -> dict[UUID, tuple[Finding, ...]]:
    """As they count when it is approved: a value of the language's own may be another."""
    return findings_of([row for row in rows if not row.segment.is_optional], language)


def counts(lines: Sequence[Line]) -> list[tuple[str, str, int]]:
    """Of every filter: its name, its words, how many it shows."""
    found = Counter(name for line in lines for name in line.filters)
    return [(name, str(said), found[name]) for name, said in FILTERS.items()]


def is_ready_for(one: SegmentTranslation, user: Any) -> bool:
    """To be reviewed by them, where they may review at all: `services.review` has the last word."""
    is_own = user.pk == one.author_id or user.pk in one.writers
    return one.state == State.TRANSLATED and not one.is_outdated and not is_own


def origin_of(one: SegmentTranslation) -> str:
    """In words, where no person wrote it; empty where one did."""
    if not one.text or one.origin == SegmentTranslation.Origin.HUMAN:
        return ""
    label = SegmentTranslation.Origin(one.origin).label
    return f"{label} ({one.origin_note})" if one.origin_note else str(label)


def comments_on(request: TranslationRequest) -> QuerySet[SegmentComment]:
    return SegmentComment.objects.filter(language=request.language).select_related("resolved_by")


def _comments(request: TranslationRequest, rows: Sequence[Row]) -> dict[int, list[SegmentComment]]:
    found: dict[int, list[SegmentComment]] = {}
    for one in comments_on(request).filter(segment__page=request.page_id):
        found.setdefault(one.segment_id, []).append(one)
    return found
