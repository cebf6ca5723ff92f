"""“Cần gỡ hoặc thay”: pictures on live pages to which a person's consent has ended, or soon ends.

On the first screen of those who write and decide in the office of the picture.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Collection, Page

from cms.models import Office, Role, User
from media_assets.models import PersonShown

from .media_use import live_uses

KEEPERS = (Role.EDITOR, Role.SECTION_HEAD, Role.LEADER)
SOON = timedelta(days=14)
MOST = 10


@dataclass(frozen=True)
class Ending:
    """A person's consent with the live pages that show them."""

    person: PersonShown
    over: bool
    pages: Sequence[Page]

    @property
    def address(self) -> str:
        return reverse("publishing_media_rights", args=[self.person.picture_id])


class RightsPanel(Component):
    name = "rights"
    order = 60
    template_name = "publishing/media/panel.html"

    def __init__(self, endings: Sequence[Ending]) -> None:
        self.endings = endings

    @classmethod
    def for_user(cls, user: User) -> Self | None:
        """None when nothing that is live ends soon. A fixed number of queries."""
        offices = Office.objects.filter(memberships__user=user, memberships__role__in=KEEPERS)
        found = endings(offices, timezone.localdate())
        return cls(found[:MOST]) if found else None

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"endings": self.endings}


def endings(offices: Iterable[Office], today: date) -> list[Ending]:
    """Of the pictures in these offices' collections, those that ended first."""
    persons = list(_persons(offices, today + SOON))
    live = live_uses({one.picture_id for one in persons}) if persons else {}
    return [
        Ending(one, one.consent_until < today, live[one.picture_id])
        for one in persons
        if one.picture_id in live and one.consent_until is not None
    ]


def _persons(offices: Iterable[Office], until: date) -> QuerySet[PersonShown]:
    own = {office.collection_id for office in offices if office.collection_id}
    within = Q(pk=None)
    for path in Collection.objects.filter(pk__in=own).values_list("path", flat=True):
        within |= Q(picture__collection__path__startswith=path)
    rows = PersonShown.objects.filter(within, consent_until__lte=until)
    return rows.select_related("picture").order_by("consent_until", "pk")
