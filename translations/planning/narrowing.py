"""Requests by how they stand, said to the database: so that lists are paged before they are read.

Says the same as `standing`, which tells it of one row that is shown (a test holds them together).
"""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from ..models import (
    Segment,
    SegmentEvent,
    SegmentTranslation,
    SpokenVersion,
    TranslationRequest,
)
from ..sources import asked_in
from ..unit import Kind, State
from .standing import Stage

Requests = QuerySet[TranslationRequest]
_OFFICE = "segment__page__edition__office"
TRANSLATED = (State.TRANSLATED, State.REVIEWED, State.APPROVED)


def standing_requests() -> Requests:
    """Those that are asked for still, of pages that are there."""
    return TranslationRequest.objects.filter(withdrawn_at=None, page__isnull=False)


def unfinished(requests: Requests) -> Requests:
    """Something is not approved yet; the page has texts."""
    return requests.filter(_lacks((State.APPROVED,)) | _has_any_but(State.EMPTY, State.APPROVED))


def to_translate(requests: Requests) -> Requests:
    """Something is empty, a draft or out of date."""
    return requests.filter(_lacks(TRANSLATED) | _has(State.DRAFT, State.STALE))


def to_review(requests: Requests) -> Requests:
    """All is translated, and not all of it approved."""
    all_there = requests.exclude(_lacks(TRANSLATED)).exclude(_has(State.DRAFT, State.STALE))
    return all_there.filter(_has(State.TRANSLATED, State.REVIEWED))


def to_hear(requests: Requests, listener: Any) -> Requests:
    """A recording waits for somebody else to listen, and no word changed since it was brought."""
    waiting = SpokenVersion.objects.filter(
        request=OuterRef("pk"), listening=None, recording__isnull=False
    )
    waiting = waiting.exclude(user=listener.pk).exclude(reader_name__iexact=str(listener))
    newer = SpokenVersion.objects.filter(
        request=OuterRef("request"), pk__gt=OuterRef("pk"), listening__is_right=True
    )
    return requests.filter(Exists(waiting.filter(~Exists(newer), ~Exists(_changed_since()))))


def _changed_since() -> QuerySet[SegmentEvent]:
    """Of the words that a spoken version reads. Those that turn out to be the same again, or to
    stand in another order, are told by the hash alone, on its screen."""
    events = SegmentEvent.objects.filter(
        segment__page=OuterRef("request__page"), at__gt=OuterRef("at")
    )
    reworded = Q(language=OuterRef("request__language")) & ~Q(text_before=F("text_after"))
    return events.filter(reworded | Q(action=SegmentEvent.Action.GONE))


def overdue(requests: Requests, today: date) -> Requests:
    return unfinished(requests.filter(due_on__lt=today))


def at_stage(requests: Requests, stage: str) -> Requests:
    if stage == Stage.STALE:
        return requests.filter(_has(State.STALE))
    if stage == Stage.REVIEW:
        return to_review(requests)
    if stage == Stage.NEW:
        return unfinished(requests).exclude(_has_any_but(State.EMPTY))
    if stage == Stage.WORKING:
        begun = to_translate(requests).filter(_has_any_but(State.EMPTY))
        return begun.exclude(_has(State.STALE))
    live = Q(translated_page__live=True)
    finished = _finished(requests)
    return finished.filter(live) if stage == Stage.LIVE else finished.exclude(live)


def _finished(requests: Requests) -> Requests:
    """Without those whose page has no text at all."""
    open_ = _lacks((State.APPROVED,)) | _has_any_but(State.EMPTY, State.APPROVED)
    return requests.filter(_has(State.APPROVED)).exclude(open_)


def _lacks(states: tuple[State, ...]) -> Exists:
    """A text of the page has no translation in one of these states; values need none."""
    good = SegmentTranslation.objects.filter(
        segment=OuterRef("pk"), language=OuterRef(OuterRef("language")), state__in=states
    )
    texts = Segment.objects.filter(page=OuterRef("page"), gone_at=None, kind=Kind.TEXT)
    return Exists(texts.filter(asked_in(OuterRef("language"))).filter(~Exists(good)))


def _own() -> QuerySet[SegmentTranslation]:
    here = SegmentTranslation.objects.filter(
        segment__page=OuterRef("page"), segment__gone_at=None, language=OuterRef("language")
    )
    return here.filter(asked_in(F("language"), slot="segment__slot", office=_OFFICE))


def _has(*states: State) -> Exists:
    return Exists(_own().filter(state__in=states))


def _has_any_but(*states: State) -> Exists:
    return Exists(_own().exclude(state__in=states))


def most_pressing_first(requests: Requests) -> Requests:
    return requests.order_by(F("due_on").asc(nulls_last=True), "requested_at", "pk")
