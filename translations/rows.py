"""Segments and their translations into one language, held for a change."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail.models import Page

from .errors import Clash, Conflict, Gap, NotReady, Refused, Why
from .models import Segment, SegmentTranslation, TranslationRequest


@dataclass(frozen=True)
class Row:
    """`translation` is not saved, and of version 0, where there is none yet."""

    segment: Segment
    translation: SegmentTranslation

    @property
    def version(self) -> int:
        return self.translation.version if self.translation.pk else 0

    def gap(self, why: Why, detail: str = "") -> Gap:
        one = self.segment
        return Gap(one.uuid, one.label, one.source, why, detail)


def held(request: TranslationRequest, wanted: Collection[UUID]) -> list[Row]:
    """In reading order; two queries. Raises NotReady for what is no longer on the page."""
    require_open(request)
    every = Segment.objects.filter(page=request.page_id, uuid__in=wanted)
    segments = list(every.order_by("order", "pk"))
    gone = [each for each in segments if each.gone_at]
    if gone or len(segments) < len(wanted):
        raise NotReady(_gone(segments, gone, wanted))
    return rows_of(request, segments, hold=True)


def rows_of(
    request: TranslationRequest, segments: Collection[Segment], *, hold: bool = False
) -> list[Row]:
    found = SegmentTranslation.objects.filter(segment__in=segments, language=request.language)
    if hold:
        found = found.select_for_update(of=("self",))
    known = {each.segment_id: each for each in found.select_related("author")}
    return [Row(each, _translation(request, each, known)) for each in segments]


def _translation(
    request: TranslationRequest, segment: Segment, known: Mapping[int, SegmentTranslation]
) -> SegmentTranslation:
    made = known.get(segment.pk) or SegmentTranslation(
        segment=segment, language=request.language, state="empty", version=0
    )
    made.segment = segment
    return made


def require_open(request: TranslationRequest) -> Page:
    """The page to translate. Raises Refused where it was deleted, or the request withdrawn."""
    if request.page is None or request.withdrawn_at is not None:
        raise Refused(why_closed(request))
    return request.page


def why_closed(request: TranslationRequest) -> str:
    """With what to do, where anything can be done; empty while it is asked for."""
    if request.page is None:
        return _("This translation is not asked for any more. What was written is kept.")
    if request.withdrawn_at is not None:
        return _(
            "This translation is not asked for any more. What was written is kept. To correct it,"
            " ask for it again on the Vietnamese item, under “Translations…”."
        )
    return ""


def require_seen(rows: Iterable[Row], seen: Mapping[UUID, int], texts: Mapping[UUID, str]) -> None:
    """Raises Conflict where somebody saved another text since."""
    clashes = [
        Clash(
            segment=row.segment.uuid,
            mine=texts.get(row.segment.uuid, ""),
            theirs=row.translation.text,
            version=row.version,
            state=row.translation.state,
            by=str(row.translation.author or ""),
        )
        for row in rows
        if row.version != seen[row.segment.uuid]
        and texts.get(row.segment.uuid) != row.translation.text
    ]
    if clashes:
        raise Conflict(clashes)


def _gone(
    segments: Collection[Segment], gone: Collection[Segment], wanted: Collection[UUID]
) -> list[Gap]:
    known = {each.uuid for each in segments}
    strange = [Gap(uuid, "?", "", Why.GONE) for uuid in wanted if uuid not in known]
    return [Gap(each.uuid, each.label, each.source, Why.GONE) for each in gone] + strange
