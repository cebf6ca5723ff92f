"""By the clock, on working days: what is due soon or overdue, came to be reviewed, or is finished.

Each occasion once, however often the clock looks; one mail to a person, whatever it lists.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery

from cms.models import User
from cms.working_time import is_working_day, today

from ..models import (
    SegmentEvent,
    SegmentTranslation,
    TranslationBuild,
    TranslationNotice,
    TranslationRequest,
)
from ..unit import State
from . import notices
from .narrowing import at_stage, most_pressing_first, standing_requests, to_review, unfinished
from .people import People
from .shown import with_people
from .standing import Stage

DISTANCES = (1, 3)  # days before it is due
MOST_ASKED = 10  # people who are told of one translation that nobody is named to review
EVERY = 7  # days between two mails about what is overdue
LOOKED = "translations-looked-at"
PAUSE = 3600  # seconds between two looks

_APPROVED = (SegmentEvent.Action.APPROVED, SegmentEvent.Action.ADOPTED)

Post = dict[User, list[TranslationRequest]]


def send_translation_reminders() -> int:
    """What the sweep does, however often: it looks once an hour. How many people were written to."""
    if not is_working_day(today()) or not cache.add(LOOKED, True, PAUSE):
        return 0
    return _remind_of_due(today()) + _tell_reviewers() + _tell_finished()


@transaction.atomic
def _remind_of_due(day: date) -> int:
    last = day + timedelta(days=max(DISTANCES))
    near = _with_people(unfinished(standing_requests().filter(due_on__lte=last)))
    new = _not_told({one: occasion(one.due_on or day, day) for one in most_pressing_first(near)})
    numbers = [one.pk for one in new]
    translated = set(
        to_review(standing_requests().filter(pk__in=numbers)).values_list("pk", flat=True)
    )
    post: Post = defaultdict(list)
    for one in new:
        late = (one.due_on or day) < day
        for person in _due_people(one, one.pk in translated, late):
            post[person].append(one)
    notices.tell_due(post)
    return len(post)


def occasion(due: date, day: date) -> str:
    """The nearest distance that was reached; a week late is another occasion than a day late."""
    left = (due - day).days
    if left < 0:
        return f"late:{due}:{-left // EVERY}"
    return f"due:{due}:{min(days for days in DISTANCES if left <= days)}"


def _due_people(request: TranslationRequest, translated: bool, late: bool) -> set[User]:
    """Whose turn it is: who translates, then who reviews; where nobody is named for it, or it is
    late, whoever asked for it too."""
    turn = request.reviewer if translated else request.assignee
    asked_for_by = request.requested_by if late or turn is None else None
    return {person for person in (turn, asked_for_by) if person is not None}


@transaction.atomic
def _tell_reviewers() -> int:
    """What turned stale and was translated again comes to be reviewed again.

    Where nobody is named, reviewers of the nearest office are told, without who wrote it; where there
    are none, whoever asked for it.
    """
    rows = _with_last(to_review(standing_requests()), (SegmentEvent.Action.TRANSLATED,))
    new = _not_told({one: f"review:{one.last}:{one.reviewer_id or 'open'}" for one in rows})
    post, nobody = _reviewers_of(new)
    notices.tell_ready(post)
    notices.tell_unreviewed(nobody)
    return len(post) + len(nobody)


@transaction.atomic
def _tell_finished() -> int:
    """Whoever asked, once all is approved, and again after a change: also where a page is on the
    portal that does not say so yet. Nobody of an office may have touched what came from the centre.
    """
    done = _with_last(at_stage(standing_requests(), Stage.DONE))
    live = _with_last(at_stage(standing_requests(), Stage.LIVE))
    built = TranslationBuild.objects.filter(request=OuterRef("pk")).order_by("-pk")
    behind = live.annotate(built=Subquery(built.values("at")[:1])).filter(last_at__gt=F("built"))
    finished, to_rebuild = _askers(done, "done"), _askers(behind, "rebuild")
    notices.tell_finished(finished)
    notices.tell_to_rebuild(to_rebuild)
    return len(finished) + len(to_rebuild)


def _askers(requests: QuerySet[Any], occasion: str) -> Post:
    post: Post = defaultdict(list)
    for one in _not_told({one: f"{occasion}:{one.last}" for one in requests}):
        if one.requested_by:
            post[one.requested_by].append(one)
    return post


def _with_last(
    requests: QuerySet[TranslationRequest], actions: Iterable[str] = _APPROVED
) -> QuerySet[Any]:
    """`last`: the number of the newest such event of the page in the language; `last_at` its time."""
    events = SegmentEvent.objects.filter(
        segment__page=OuterRef("page"), language=OuterRef("language"), action__in=actions
    ).order_by("-pk")
    last, at = Subquery(events.values("pk")[:1]), Subquery(events.values("at")[:1])
    return _with_people(requests).annotate(last=last, last_at=at).order_by("pk")


def _reviewers_of(requests: list[TranslationRequest]) -> tuple[Post, Post]:
    """Who is to review what; and what nobody can review, by who asked for it."""
    post: Post = defaultdict(list)
    nobody: Post = defaultdict(list)
    open_ = [one for one in requests if one.reviewer is None]
    people, writers = People({one.office for one in open_}), _writers_of(open_)
    for one in requests:
        wrote = writers[one.page_id, one.language] | {one.assignee_id}
        near = people.reviewers_near(one.language, one.office, wrote)[:MOST_ASKED]
        for person in [one.reviewer] if one.reviewer else near:
            post[person].append(one)
        if not one.reviewer and not near and one.requested_by:
            nobody[one.requested_by].append(one)
    return post, nobody


def _writers_of(
    requests: Iterable[TranslationRequest],
) -> defaultdict[tuple[int | None, str], set[int | None]]:
    """By page and language: they may not review it. One query."""
    found: defaultdict[tuple[int | None, str], set[int | None]] = defaultdict(set)
    rows = SegmentTranslation.objects.filter(
        segment__page__in=[one.page_id for one in requests],
        language__in={one.language for one in requests},
        state=State.TRANSLATED,
    )
    for page, code, wrote in rows.values_list("segment__page", "language", "writers"):
        found[page, code] |= set(wrote)
    return found


def _with_people(requests: QuerySet[TranslationRequest]) -> QuerySet[TranslationRequest]:
    return with_people(requests).select_related("requested_by")


def _not_told(found: dict[TranslationRequest, str]) -> list[TranslationRequest]:
    """Those whose occasion is new, written down. The row, unique in the database, lets only one of
    two sweeps write: the other fails as a whole, and looks again in an hour."""
    told = set(_occasions(found))
    new = {one: about for one, about in found.items() if (one.pk, about) not in told}
    TranslationNotice.objects.bulk_create(
        [TranslationNotice(request=one, about=about) for one, about in new.items()]
    )
    return list(new)


def _occasions(requests: Iterable[TranslationRequest]) -> Iterable[tuple[int, str]]:
    rows = TranslationNotice.objects.filter(request__in=[one.pk for one in requests])
    return rows.values_list("request_id", "about")
