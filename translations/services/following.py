"""In a language, a local copy says what the centre approved, wherever both say the same.

So that a province translates only what it changed. What its people wrote themselves stays theirs.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import Edition

from ..checks.graphemes import graphemes
from ..models import LocalCopy, Segment, SegmentEvent, SegmentTranslation, TranslationRequest
from ..unit import State
from .recording import AT_ONCE, event, keep

Origin = SegmentTranslation.Origin
Copies = Mapping[int, Collection[str]]  # by page of a copy, the languages that it is asked for in
_FIELDS = (
    *("text", "state", "based_on", "stale_from", "origin", "origin_note", "author", "writers"),
    *("reviewed_by", "approved_by", "version", "updated_at"),
)
# Nobody of the office stands behind such a draft.
_UNTOUCHED = (Origin.MACHINE, Origin.COPY)


@dataclass
class _Change:
    now: datetime
    new: list[SegmentTranslation] = field(default_factory=list)
    saved: list[SegmentTranslation] = field(default_factory=list)
    events: list[SegmentEvent] = field(default_factory=list)
    was_stale: int = 0


def national_of(page: Page) -> int | None:
    """The page of the item that a local copy was made from; None of one that follows nothing."""
    if page.edition.kind != Edition.Kind.LOCAL_COPY:
        return None
    return _following().filter(pk=page.edition.pk).values_list("source__page", flat=True).first()


def _following() -> QuerySet[Edition]:
    """Local copies; not those that were detached."""
    copies = Edition.objects.filter(kind=Edition.Kind.LOCAL_COPY)
    return copies.exclude(local_copy__state=LocalCopy.State.DETACHED)


def follow_centre(page: Page) -> int:
    """A local copy takes what the centre approved; how many of it were out of date.

    Of other pages nothing. A fixed number of queries, as of `reach_copies`.
    """
    national = national_of(page)
    if national is None:
        return 0
    asked = TranslationRequest.objects.filter(withdrawn_at=None, page=page.pk)
    return _follow(national, asked)


def reach_copies(page_id: int, language: str = "", sources: Collection[str] = ()) -> None:
    """What was approved of a national item, in all of its copies at once.

    Of these source texts, and in this language; of all without them.
    """
    asked = TranslationRequest.objects.filter(
        withdrawn_at=None,
        page__edition__in=_following().filter(source__page=page_id),
    )
    if language:
        asked = asked.filter(language=language)
    _follow(page_id, asked, sources)


def _follow(
    national: int, asked: QuerySet[TranslationRequest], sources: Collection[str] = ()
) -> int:
    copies: defaultdict[int, list[str]] = defaultdict(list)
    for page, language in asked.values_list("page_id", "language"):
        copies[page].append(language)
    if not copies:
        return 0
    try:
        return _write(national, copies, sources)
    except IntegrityError:  # somebody made the first translation in the same moment
        return _write(national, copies, sources)


@transaction.atomic
def _write(national: int, copies: Copies, sources: Collection[str]) -> int:
    central = _central(national, {code for codes in copies.values() for code in codes}, sources)
    if not central:
        return 0
    change = _Change(timezone.now())
    _compare(change, copies, central)
    SegmentTranslation.objects.bulk_create(change.new, batch_size=AT_ONCE)
    SegmentTranslation.objects.bulk_update(change.saved, _FIELDS, batch_size=AT_ONCE)
    keep(change.events)
    return change.was_stale


class _Central(dict[tuple[str, str, str], list[SegmentTranslation]]):
    """What the centre approved, by language, kind and source, in reading order."""

    def for_place(self, segment: Segment, language: str) -> SegmentTranslation | None:
        """That of its own place before that of any other place with the same words."""
        found = self.get((language, segment.kind, segment.source), ())
        same = (one for one in found if one.segment.slot == segment.slot)
        fitting = (one for one in found if _has_room(segment, one.text))
        return next(same, None) or next(fitting, None)


def _has_room(segment: Segment, text: str) -> bool:
    return segment.longest is None or graphemes(text) <= segment.longest


def _central(national: int, languages: Collection[str], sources: Collection[str]) -> _Central:
    rows = SegmentTranslation.objects.filter(
        segment__page=national,
        segment__gone_at=None,
        language__in=languages,
        state=State.APPROVED,
        based_on=F("segment__source"),
    )
    if sources:
        rows = rows.filter(segment__source__in=sources)
    found = _Central()
    people = ("segment", "author", "reviewed_by", "approved_by")
    for one in rows.select_related(*people).order_by("segment__order", "pk"):
        key = one.language, one.segment.kind, one.segment.source
        found.setdefault(key, []).append(one)
    return found


def _compare(change: _Change, copies: Copies, central: _Central) -> None:
    here = {"page__in": list(copies), "source__in": {source for _code, _kind, source in central}}
    segments = list(Segment.objects.filter(**here).present())
    known = _known({f"segment__{name}": value for name, value in here.items()})
    for segment in segments:
        for language in copies[segment.page_id or 0]:
            model = central.for_place(segment, language)
            row = known.get((segment.pk, language))
            if model is not None and _follows(row, model):
                _take(change, segment, row, model)


def _known(here: Mapping[str, object]) -> dict[tuple[int, str], SegmentTranslation]:
    rows = SegmentTranslation.objects.filter(segment__gone_at=None, **here)
    found = rows.select_for_update(of=("self",))
    return {(one.segment_id, one.language): one for one in found}


def _follows(row: SegmentTranslation | None, model: SegmentTranslation) -> bool:
    """Whether the centre's words take the place of these: not where somebody here wrote others."""
    if row is None or row.state in (State.EMPTY, State.STALE):
        return True
    if row.state == State.DRAFT:
        return row.origin in _UNTOUCHED
    return row.origin == Origin.NATIONAL and row.text != model.text


def _take(
    change: _Change, segment: Segment, row: SegmentTranslation | None, model: SegmentTranslation
) -> None:
    change.was_stale += row is not None and row.state == State.STALE
    made = row or SegmentTranslation(segment=segment, language=model.language, version=0)
    before = (made.state or State.EMPTY.value, made.text)
    made.text, made.state, made.stale_from = model.text, State.APPROVED.value, ""
    made.based_on = segment.source
    made.origin, made.origin_note = Origin.NATIONAL, ""
    made.author, made.writers = model.author, []
    made.reviewed_by, made.approved_by = model.reviewed_by, model.approved_by
    made.version += 1
    made.updated_at = change.now
    (change.saved if row else change.new).append(made)
    change.events.append(
        event(
            segment, SegmentEvent.Action.ADOPTED, model.approved_by, change.now,
            language=model.language, origin=Origin.NATIONAL,
            state_before=before[0], state_after=made.state,
            text_before=before[1], text_after=made.text, reason=_why(model),
        )
    )  # fmt: skip


def _why(model: SegmentTranslation) -> str:
    message = _(
        "The national item says the same here, and this translation of it was approved for it"
        " (segment %(segment)s)."
    )
    return message % {"segment": model.segment.uuid}
