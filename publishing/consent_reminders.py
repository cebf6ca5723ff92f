"""Mail to an office's editors before consent ends to a picture or recording that is in use.

A month before, a week before, and when it is over; each once, however often the clock looks. What
nothing shows needs no mail: it is asked about when somebody uses it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import Membership, Office, Role, User
from cms.notices import queue
from cms.version_uses import waiting_for_release
from media_assets.models import Recording

from .media_use import live_uses
from .models import ConsentReminder, Release, ShownPicture
from .rights_panel import KINDS
from .shown_media import Media

DISTANCES = (0, 7, 30)  # days before the end; nought: it is over
LOOKED = "consents-looked-at"
PAUSE = 3600  # seconds between two looks


@dataclass(frozen=True)
class Ending:
    """A file in use, with the persons whose consent ends, the first of them on `until`."""

    media: Media
    kind: str
    until: date
    days: int
    persons: Sequence[Any]
    pages: Sequence[Page]
    planned: int  # releases
    address: str


def send_consent_reminders() -> int:
    """What the sweep does, however often: it looks once an hour. How many files were written about."""
    if not cache.add(LOOKED, True, PAUSE):
        return 0
    return sum(_remind(one) for one in endings(timezone.localdate()))


def endings(today: date) -> list[Ending]:
    """Without those that were written about. A fixed number of queries."""
    found = [one for kind in KINDS for one in _of_kind(*kind, today)]
    told = set(ConsentReminder.objects.values_list("kind", "number", "until", "days"))
    return [one for one in found if (one.kind, one.media.pk, one.until, one.days) not in told]


def _of_kind(model: type[Any], kind: str, address: str, today: date) -> Iterator[Ending]:
    last = today + timedelta(days=max(DISTANCES))
    rows = model.objects.filter(consent_until__lte=last).select_related(f"{kind}__collection")
    persons: dict[Media, list[Any]] = {}
    for one in rows.order_by("consent_until", "pk"):
        persons.setdefault(getattr(one, kind), []).append(one)
    numbers = [media.pk for media in persons if not getattr(media, "nobody_recognisable", False)]
    live = live_uses(numbers, type(next(iter(persons)))) if persons else {}
    planned = _planned(numbers) if kind == "picture" else _planned_with(numbers)
    for media, ending in persons.items():
        if media.pk in numbers and (media.pk in live or media.pk in planned):
            until = ending[0].consent_until
            yield Ending(
                media,
                kind,
                until,
                _distance(until, today),
                ending,
                live.get(media.pk, []),
                planned.get(media.pk, 0),
                _absolute(address, media.pk),
            )


def _distance(until: date, today: date) -> int:
    left = (until - today).days
    return 0 if left < 0 else min(days for days in DISTANCES if days and left <= days)


def _planned(pictures: Iterable[int]) -> Mapping[int, int]:
    rows = ShownPicture.objects.filter(
        picture__in=list(pictures), release__state=Release.State.SCHEDULED
    )
    return Counter(rows.values_list("picture", flat=True))


def _planned_with(recordings: Iterable[int]) -> Mapping[int, int]:
    """Releases keep no list of them: the approved version itself is read."""
    waiting = waiting_for_release(Recording, set(recordings))
    return Counter(number for _page, names in waiting for number in names)


@transaction.atomic
def _remind(ending: Ending) -> bool:
    """The row, unique in the database, lets only one of two sweeps write."""
    people = editors_of(ending.media)
    if not people:  # as soon as somebody is there
        return False
    _row, new = ConsentReminder.objects.get_or_create(
        kind=ending.kind, number=ending.media.pk, until=ending.until, days=ending.days
    )
    if new:
        for person in people:
            queue(person, lambda: _subject(ending), lambda: _body(ending))
    return new


def editors_of(media: Media) -> list[User]:
    """Of the office that the file belongs to; where it has none, the office above stands in."""
    office = _owner(media)
    while office is not None:
        rows = Membership.objects.filter(
            office=office, role=Role.EDITOR, user__is_active=True
        ).exclude(user__email="")
        found = [row.user for row in rows.select_related("user").order_by("pk")]
        if found:
            return found
        office = office.parent
    return []


def _owner(media: Media) -> Office | None:
    """The nearest office above the file's collection."""
    above = media.collection.get_ancestors(inclusive=True)
    offices = Office.objects.filter(collection__in=above).select_related("parent__parent")
    return offices.order_by("-collection__depth").first()


def _subject(ending: Ending) -> str:
    names = {"title": ending.media.title, "day": _day(ending.until)}
    if not ending.days:
        return _("Consent ended on %(day)s: “%(title)s”") % names
    return _("Consent ends on %(day)s: “%(title)s”") % names


def _body(ending: Ending) -> str:
    todo = _(
        "Ask again and write the new date in the rights of the file, or take down what shows it, or"
        " release it with another file:"
    )
    parts = ["\n".join(_who(ending)), "\n".join(_used(ending)), f"{todo}\n{ending.address}"]
    return "\n\n".join(parts) + "\n"


def _who(ending: Ending) -> Iterator[str]:
    for one in ending.persons:
        words: Mapping[str, str] = {"who": one.who, "day": _day(one.consent_until)}
        if ending.kind == "recording":
            yield _("%(who)s agreed to be seen or heard in it until %(day)s.") % words
        else:
            yield _("%(who)s agreed to be shown in it until %(day)s.") % words


def _used(ending: Ending) -> Iterator[str]:
    if ending.pages:
        yield _("Live pages that show it:")
    for page in ending.pages:
        yield f"– {page.title}: {_absolute('loa_item', page.pk)}"
    if ending.planned:
        yield _("Planned releases that show it: %(number)d.") % {"number": ending.planned}


def _absolute(name: str, number: int) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=[number])


def _day(day: date) -> str:
    return date_format(day, "d/m/Y")
