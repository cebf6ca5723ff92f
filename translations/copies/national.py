"""“Bài của Trung ương”: live national items, and how each stands at one office."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.languages import DEFAULT
from cms.models import Edition, Membership, Office, User

from ..models import ChangeNotice, LocalCopy
from .following import is_suspended
from .rights import WRITERS

LABELS = {
    "inherits": _("As the centre's"),
    "draft": _("Local copy, a draft"),
    "live": _("Local copy, published"),
    "suspended": _("Local copy, suspended"),
    "detached": _("Detached for good"),
    "own": _("An item of your own"),
}


@dataclass(frozen=True)
class Standing:
    """A national item (`edition`) at an office; `own` is the office's edition of it, if there is one."""

    edition: Edition
    own: Edition | None
    waiting: int = 0  # national changes that the office has not decided yet

    @property
    def state(self) -> str:
        if self.own is None:
            return "inherits"
        copy = getattr(self.own, "local_copy", None)
        if copy is None:
            return "own"
        if copy.state == LocalCopy.State.DETACHED:
            return "detached"
        if is_suspended(copy):
            return "suspended"
        return "live" if self.own.page.live else "draft"

    @property
    def label(self) -> str:
        return str(LABELS[self.state])


def national_items() -> QuerySet[Edition]:
    """Of which local copies can be made; newest first."""
    found = Edition.objects.filter(
        kind=Edition.Kind.ORIGINAL,
        office__level=Office.Level.CENTRE,
        locale__language_code=DEFAULT,
        page__live=True,
    )
    return found.select_related("page", "work", "office").order_by(
        "-page__last_published_at", "-pk"
    )


def standings_at(office: Office, items: Iterable[Edition]) -> list[Standing]:
    """Two queries."""
    listed = list(items)
    found = Edition.objects.filter(
        office=office, work__in=[each.work_id for each in listed], locale__language_code=DEFAULT
    )
    own = {each.work_id: each for each in found.select_related("page", "local_copy")}
    open_ones = ChangeNotice.objects.filter(
        copy__edition__in=[each.pk for each in own.values()], state=ChangeNotice.State.OPEN
    )
    waiting = Counter(open_ones.values_list("copy__edition", flat=True))
    return [
        Standing(each, mine, waiting[mine.pk] if mine else 0)
        for each in listed
        for mine in [own.get(each.work_id)]
    ]


def offices_for(user: User) -> Sequence[Office]:
    """For which this person may make local copies: their own, or of the centre's people all."""
    held = Membership.objects.filter(user=user, role__in=WRITERS).values_list("office", flat=True)
    with_pages = Office.objects.filter(level=Office.Level.PROVINCE, home__isnull=False)
    if Office.objects.filter(pk__in=held, level=Office.Level.CENTRE).exists():
        return list(with_pages.order_by("name"))
    return list(with_pages.filter(pk__in=held).order_by("name"))
