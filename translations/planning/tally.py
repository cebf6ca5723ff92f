"""Words translated and reviewed in a month, by person and language, from the history of segments.

Words of the source are counted, since languages differ in what a word is: Vietnamese syllables, as
they are parted by spaces. A text counts once in a month for a person, however often they touched it;
again, if its source changed in between.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ..marks import words
from ..models import Segment, SegmentEvent, SegmentTranslation, TranslationRequest
from .visibility import OVERSEERS, memberships_of, within
from .wording import language_name

_Action = SegmentEvent.Action
_Origin = SegmentTranslation.Origin
_REVIEW = (_Action.REVIEWED, _Action.APPROVED)
_SOURCE = (_Action.CHANGED, _Action.MINOR)


@dataclass
class Line:
    """What one person did in one language. Counts of words, but for `texts` and `texts_reviewed`."""

    person: str
    language: str
    texts: int = 0
    words: int = 0
    from_memory: int = 0  # of `words`, as the three below
    from_machine: int = 0
    from_files: int = 0
    copied: int = 0
    texts_reviewed: int = 0
    words_reviewed: int = 0

    @property
    def language_name(self) -> str:
        return language_name(self.language)

    @property
    def is_helped(self) -> bool:
        return any((self.from_memory, self.from_machine, self.from_files, self.copied))


_FROM = {
    _Origin.MEMORY: "from_memory",
    _Origin.MACHINE: "from_machine",
    _Origin.IMPORT: "from_files",
    _Origin.COPY: "copied",
}


def tally(user: Any, month: date, language: str = "") -> list[Line]:
    """Of the month that begins on this day, what the user may see. Four queries."""
    events = _events(user, month, language)
    sources = _Sources(events)
    lines: dict[tuple[Any, str], Line] = {}
    seen: set[tuple] = set()
    rows = events.values_list(
        "pk", "segment_id", "language", "action", "user_id", "user_name", "origin"
    )
    for number, segment, code, action, person, name, origin in rows.order_by("pk"):
        source = sources.of(segment, number)
        key = person or name, code
        once = (key, segment, source, action in _REVIEW)
        if once not in seen:
            seen.add(once)
            line = lines.setdefault(key, Line(name, code))
            _count(line, len(words(source).split()), action, origin)
    return sorted(lines.values(), key=lambda one: (one.person, one.language_name))


def table(lines: Iterable[Line], month: date) -> Iterator[list[Any]]:
    """For a spreadsheet: the heading, then one line a person and language."""
    yield [
        _("Month"),
        _("Person"),
        _("Language"),
        _("Code"),
        _("Texts translated"),
        _("Words translated"),
        _("of these from the memory"),
        _("of these by machine"),
        _("of these from files"),
        _("of these copied"),
        _("Texts reviewed"),
        _("Words reviewed"),
    ]
    for one in lines:
        yield [
            f"{month:%Y-%m}",
            one.person,
            one.language_name,
            one.language,
            *(one.texts, one.words, one.from_memory, one.from_machine, one.from_files, one.copied),
            *(one.texts_reviewed, one.words_reviewed),
        ]


def _count(line: Line, number: int, action: str, origin: str) -> None:
    if action in _REVIEW:
        line.texts_reviewed += 1
        line.words_reviewed += number
        return
    line.texts += 1
    line.words += number
    if name := _FROM.get(_Origin(origin)) if origin else None:
        setattr(line, name, getattr(line, name) + number)


class _Sources:
    """What each segment said at an event: what the first change after it replaced, else what it
    says now."""

    def __init__(self, events: QuerySet[SegmentEvent]) -> None:
        segments = events.order_by().values("segment")
        self._now = dict(Segment.objects.filter(pk__in=segments).values_list("pk", "source"))
        changes = SegmentEvent.objects.filter(
            segment__in=segments, language="", action__in=_SOURCE
        ).order_by("pk")
        self._changes: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        for number, segment, before in changes.values_list("pk", "segment_id", "text_before"):
            self._changes[segment].append((number, before))

    def of(self, segment: int, event: int) -> str:
        later = (before for number, before in self._changes[segment] if number > event)
        return next(later, self._now[segment])


def _events(user: Any, month: date, language: str) -> QuerySet[SegmentEvent]:
    done = (_Action.TRANSLATED, *_REVIEW)
    events = SegmentEvent.objects.filter(
        action__in=done, at__gte=_start(month), at__lt=_start(next_month(month))
    )
    events = events.filter(language=language) if language else events.exclude(language="")
    return events if user.is_superuser else events.filter(_may_see(user))


def _may_see(user: Any) -> Q:
    """Everybody their own; whoever answers for an office, what was done for its items."""
    offices = [m.office_id for m in memberships_of(user) if m.role in OVERSEERS]
    if not offices:
        return Q(user=user.pk)
    asked = TranslationRequest.objects.filter(within(offices), language=OuterRef("language"))
    of_page = Exists(asked.filter(page=OuterRef("segment__page")))
    of_deleted = Exists(asked.filter(page=None, work=OuterRef("segment__work")))
    return Q(user=user.pk) | of_page | Q(of_deleted, segment__page=None)


def next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months_back(today: date, number: int = 13) -> list[date]:
    """The first days of this month and of those before it, the newest first."""
    found = [today.replace(day=1)]
    while len(found) < number:
        last = found[-1]
        before = (last.year - 1, 12) if last.month == 1 else (last.year, last.month - 1)
        found.append(date(*before, 1))
    return found


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())
