"""How far each page is in each language: one query, however many there are."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from .models import SegmentTranslation, TranslationRequest
from .sources import asked_in
from .unit import Kind, State


@dataclass
class Progress:
    """Of one request. `counts` are texts by state; values, which need no translation, only count
    where there is one."""

    request_id: int
    page_id: int
    language: str
    due_on: date | None
    requested_at: datetime
    assignee_id: int | None
    reviewer_id: int | None
    translated_page_id: int | None
    counts: Counter[State] = field(default_factory=Counter)
    stale_since: datetime | None = None

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def is_complete(self) -> bool:
        """All is approved: the page can be built without a gap."""
        return self.total > 0 and self.counts[State.APPROVED] == self.total

    @property
    def percent(self) -> int:
        """Approved, rounded down: 100 only when nothing is left."""
        return 100 * self.counts[State.APPROVED] // self.total if self.total else 0


_OWN = ("page_id", "language", "due_on", "requested_at")
_PEOPLE = ("assignee_id", "reviewer_id", "translated_page_id")


def progress_of(requests: QuerySet[TranslationRequest]) -> dict[tuple[int, str], Progress]:
    """By page and language, of those that stand."""
    own = SegmentTranslation.objects.filter(
        segment=OuterRef("page__segments"), language=OuterRef("language")
    )
    # By name of the annotation, so that both ask the same row.
    asked = asked_in(F("language"), slot="slot", office="page__edition__office")
    rows = (
        requests.filter(withdrawn_at=None, page__isnull=False)
        .filter(Q(page__segments__isnull=True) | Q(page__segments__gone_at=None))
        .annotate(slot=F("page__segments__slot"))
        .filter(Q(slot__isnull=True) | asked)
        .annotate(
            state=Coalesce(Subquery(own.values("state")[:1]), Value(State.EMPTY.value)),
            kind=F("page__segments__kind"),
        )
        .order_by()
        .values("pk", *_OWN, *_PEOPLE, "state", "kind")
        .annotate(count=Count("page__segments"), since=Min("page__segments__changed_at"))
    )
    found: dict[tuple[int, str], Progress] = {}
    for row in rows:
        key = row["page_id"], row["language"]
        if key not in found:
            found[key] = _empty(row)
        _count(found[key], row)
    return found


def for_pages(pages: Iterable[int]) -> dict[tuple[int, str], Progress]:
    return progress_of(TranslationRequest.objects.filter(page__in=list(pages)))


def _empty(row: Mapping) -> Progress:
    return Progress(request_id=row["pk"], **{name: row[name] for name in (*_OWN, *_PEOPLE)})


def _count(progress: Progress, row: Mapping) -> None:
    state = State(row["state"])
    if not row["count"] or (row["kind"] != Kind.TEXT and state == State.EMPTY):
        return
    progress.counts[state] += row["count"]
    if state == State.STALE:
        known = progress.stale_since
        progress.stale_since = min(known, row["since"]) if known else row["since"]
