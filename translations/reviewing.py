"""A translation as its language reviewer reads it: each text beside its source, and what to look at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from cms.word_diff import as_html, word_diff

from .findings import Finding, errors_in, findings_of, warnings_in
from .history import source_change
from .marked import fits
from .models import BackTranslation, Segment, SegmentEvent, TranslationRequest
from .rows import Row
from .state_names import SAID
from .unit import State
from .units import rows_in

READY = (State.TRANSLATED, State.REVIEWED)


@dataclass(frozen=True)
class Reviewed:
    """`approved` is what stood there when it was approved last, if that is another text now."""

    row: Row
    findings: tuple[Finding, ...]
    approved: str
    back: BackTranslation | None
    sent_back: SegmentEvent | None  # with what is to be done, until it is translated again
    is_own: bool  # of whoever looks: somebody else reviews it

    @property
    def segment(self) -> Segment:
        return self.row.segment

    @property
    def text(self) -> str:
        return self.row.translation.text

    @property
    def state(self) -> State:
        return State(self.row.translation.state)

    @property
    def said(self) -> str:
        return str(SAID[self.state])

    @property
    def errors(self) -> list[Finding]:
        return errors_in(self.findings)

    @property
    def warnings(self) -> list[Finding]:
        return warnings_in(self.findings)

    @property
    def change(self) -> SafeString | str:
        """Of the translation, since it was approved last."""
        return as_html(word_diff(self.approved, self.text)) if self.approved else ""

    @property
    def source_change(self) -> SafeString:
        """Of the source, since it was translated."""
        return as_html(source_change(self.row.translation))

    @property
    def is_ready(self) -> bool:
        """Translated by somebody else, up to date and without errors: it may be approved."""
        waits = self.state in READY and not self.row.translation.is_outdated
        return (
            waits and not self.is_own and not self.errors and fits(self.segment.source, self.text)
        )

    @property
    def is_approved(self) -> bool:
        return self.state == State.APPROVED and not self.row.translation.is_outdated

    @property
    def may_be_reopened(self) -> bool:
        return self.state in (*READY, State.APPROVED)


def reviewed(request: TranslationRequest, user_id: int) -> list[Reviewed]:
    """In reading order; values that are as in the source are left out. A fixed number of queries."""
    rows = [r for r in rows_in(request) if r.translation.text or not r.segment.is_optional]
    findings = findings_of(rows, request.language)
    approved = _approved_before(rows, request.language)
    backs = _back_translations(rows, request.language)
    sent_back = _sent_back(rows, request.language)
    return [
        Reviewed(
            row=row,
            findings=findings.get(row.segment.uuid, ()),
            approved=_if_other(approved.get(row.segment.pk, ""), row),
            back=_if_of_it(backs.get(row.segment.pk), row),
            sent_back=sent_back.get(row.segment.pk),
            is_own=wrote(user_id, row),
        )
        for row in rows
    ]


def wrote(user_id: int, row: Row) -> bool:
    one = row.translation
    return user_id == one.author_id or user_id in one.writers


def after(rows: Sequence[Reviewed], segment: str) -> str:
    """The next one to look at, so that a reviewer goes on where they are; empty: there is none."""
    numbers = [n for n, each in enumerate(rows) if str(each.segment.uuid) == segment]
    start = numbers[0] if numbers else -1
    order = [*rows[start + 1 :], *rows[: start + 1]]
    return next((str(each.segment.uuid) for each in order if each.is_ready), "")


def _approved_before(rows: Iterable[Row], language: str) -> dict[int, str]:
    """By number of the segment, the words that were approved last."""
    events = SegmentEvent.objects.filter(
        segment__in=[row.segment.pk for row in rows],
        language=language,
        action=SegmentEvent.Action.APPROVED,
    )
    return dict(events.order_by("pk").values_list("segment_id", "text_after"))


def _sent_back(rows: Iterable[Row], language: str) -> dict[int, SegmentEvent]:
    """By number of the segment, why it was opened again last; of drafts alone."""
    drafts = [row.segment.pk for row in rows if row.translation.state == State.DRAFT]
    action = SegmentEvent.Action.REOPENED
    events = SegmentEvent.objects.filter(segment__in=drafts, language=language, action=action)
    return {each.segment_id: each for each in events.order_by("pk")}


def _if_other(approved: str, row: Row) -> str:
    return "" if approved == row.translation.text else approved


def _back_translations(rows: Iterable[Row], language: str) -> dict[int, BackTranslation]:
    made = BackTranslation.objects.filter(
        segment__in=[row.segment.pk for row in rows], language=language
    )
    return {each.segment_id: each for each in made.order_by("pk")}


def _if_of_it(back: BackTranslation | None, row: Row) -> BackTranslation | None:
    return back if back is not None and back.of == row.translation.text else None
