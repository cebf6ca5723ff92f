"""“Cần gỡ hoặc thay”: pictures and recordings on live pages to which a person's consent has ended,
or soon ends.

On the first screen of those who write and decide in the office of the file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.models import Office, Role, User
from media_assets.models import PersonRecorded, PersonShown

from .media_use import live_uses
from .shown_media import Media

KEEPERS = (Role.EDITOR, Role.SECTION_HEAD, Role.LEADER)
SOON = timedelta(days=14)
MOST = 10
# Who is shown, in what, and where its rights are stated.
KINDS: tuple[tuple[type[Any], str, str], ...] = (
    (PersonShown, "picture", "publishing_media_rights"),
    (PersonRecorded, "recording", "publishing_recording_rights"),
)


@dataclass(frozen=True)
class Ending:
    """A person's consent with the live pages that show them."""

    person: PersonShown | PersonRecorded
    over: bool
    pages: Sequence[Page]
    media: Media
    address: str


class RightsPanel(Component):
    name = "rights"
    order = 60
    template_name = "publishing/media/panel.html"

    def __init__(self, endings: Sequence[Ending]) -> None:
        """Shows those that end first, and says how many more there are."""
        self.endings, self.more = endings[:MOST], max(0, len(endings) - MOST)

    @classmethod
    def for_user(cls, user: User) -> Self | None:
        """None when nothing that is live ends soon. A fixed number of queries."""
        keeps = Office.objects.filter(memberships__user=user, memberships__role__in=KEEPERS)
        found = endings(keeps.select_related("collection"), timezone.localdate())
        return cls(found) if found else None

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"endings": self.endings, "more": self.more}


def endings(offices: Iterable[Office], today: date) -> list[Ending]:
    """Of the files in these offices' collections, those that ended first."""
    paths = {office.collection.path for office in offices if office.collection}
    found = [one for kind in KINDS for one in _endings(*kind, paths, today)]
    return sorted(found, key=lambda one: one.person.consent_until or today)


def _endings(
    model: type[Any], name: str, address: str, paths: Iterable[str], today: date
) -> Iterator[Ending]:
    persons = list(_persons(model, name, paths, today + SOON))
    files = {getattr(one, name) for one in persons}
    live = live_uses({one.pk for one in files}, type(next(iter(files)))) if files else {}
    for one in persons:
        media = getattr(one, name)
        if media.pk in live:
            over = one.consent_until < today
            yield Ending(one, over, live[media.pk], media, reverse(address, args=[media.pk]))


def _persons(model: type[Any], name: str, paths: Iterable[str], until: date) -> QuerySet[Any]:
    within = Q(pk=None)
    for path in paths:
        within |= Q(**{f"{name}__collection__path__startswith": path})
    rows = model.objects.filter(within, consent_until__lte=until)
    return rows.select_related(name).order_by("consent_until", "pk")
