"""The plan of a taking down or a correction, shown before anybody presses the button."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cms.models import ItemPage

from . import registry
from .channel import Capabilities, StrOrPromise
from .models import Delivery, Destination, NationalPosts
from .national import is_national
from .proposal import PORTAL
from .release_plan import Out, all_out, whats_out

State = Delivery.State
BY_LOA, BY_PERSON, NOT_UNDONE = "loa", "person", "never"
HEADINGS: dict[str, StrOrPromise] = {
    BY_LOA: _("Loa does it by itself"),
    BY_PERSON: _("A person has to do it"),
    NOT_UNDONE: _("Cannot be undone"),
}


@dataclass(frozen=True)
class PlanLine:
    """What happens at one destination, and who does it."""

    destination: Destination
    who: str  # BY_LOA, BY_PERSON, NOT_UNDONE
    what: StrOrPromise
    address: str = ""


def withdrawal_plan(page: ItemPage) -> list[PlanLine]:
    out = all_out(work=page.edition.work, language=page.locale.language_code)
    return [_taken_down(root) for root in _own_roots(page, out)]


def correction_plan(page: ItemPage) -> list[PlanLine]:
    out = whats_out(work=page.edition.work, language=page.locale.language_code)
    roots = _own_roots(page, out.values())
    asked = _asked_first(page, roots)
    return [_after_a_nod(_corrected(root), root.destination_id in asked) for root in roots]


def _asked_first(page: ItemPage, roots: Iterable[Delivery]) -> set[int]:
    """Destinations whose office has to agree first; a query only where one may have to."""
    chosen = [one.destination for one in roots]
    ruled = [one.pk for one in chosen if one.national_posts != NationalPosts.AUTO]
    places = Destination.objects.filter(pk__in=ruled).select_related("office__parent")
    found = places if ruled else ()
    return {place.pk for place in found if is_national(place, page.edition.office)}


def _after_a_nod(line: PlanLine, is_asked: bool) -> PlanLine:
    if not is_asked:
        return line
    words = _("{what}, once the office's leader agrees")
    return replace(line, what=format_lazy(words, what=line.what))


def _own_roots(page: ItemPage, out: Iterable[Out]) -> list[Delivery]:
    """What of this edition is, or may be, public, in the order of the screen."""
    mine = [one.root for one in out if one.edition_id == page.edition.pk]
    return sorted(mine, key=lambda root: (root.destination.channel, root.destination.name))


def grouped(lines: Iterable[PlanLine]) -> list[tuple[StrOrPromise, list[PlanLine]]]:
    """By who does it, with the heading; groups without a line are left out."""
    listed = list(lines)
    groups = [
        (heading, [ln for ln in listed if ln.who == who]) for who, heading in HEADINGS.items()
    ]
    return [(heading, chosen) for heading, chosen in groups if chosen]


def _capabilities(place: Destination) -> Capabilities:
    return registry.channel_class(place.channel).capabilities


def _taken_down(root: Delivery) -> PlanLine:
    place, can = root.destination, _capabilities(root.destination)
    line = (place, BY_LOA, _("deleted there"), root.address)
    if place.channel == PORTAL:
        line = (place, BY_LOA, _("the page leaves the portal at once"), root.address)
    elif place.channel in registry.spoken() and root.state == State.DELIVERED:
        line = (place, NOT_UNDONE, _("already broadcast; it leaves the commune's list"), "")
    elif place.channel == registry.LOUDSPEAKER:
        line = (place, BY_LOA, _("leaves the commune's list; it is not broadcast any more"), "")
    elif place.channel in registry.spoken() and can.confirmed_by_person:
        words = _("Loa writes to the station not to play it; make sure by telephone")
        line = (place, BY_PERSON, words, "")
    elif can.removed_by_person:
        line = (
            place,
            BY_PERSON,
            _("remove it by hand, then say “Removed” on the board"),
            root.address,
        )
    elif not can.withdraw:
        line = (
            place,
            BY_PERSON,
            _("Loa cannot delete there: remove it on the platform"),
            root.address,
        )
    if line[1] == BY_LOA and root.state in (State.SENDING, State.UNKNOWN):
        line = (place, BY_LOA, _("waits until it is known whether it went out, then deleted"), "")
    return PlanLine(*line)


def _corrected(root: Delivery) -> PlanLine:
    place, can = root.destination, _capabilities(root.destination)
    if place.channel in registry.spoken():
        return PlanLine(place, BY_LOA, _("a new bulletin with the correction"))
    if can.removed_by_person:
        return PlanLine(place, BY_PERSON, _("change the post by hand"), root.address)
    if can.revise:
        return PlanLine(place, BY_LOA, _("edited in place, with the correction"), root.address)
    return PlanLine(place, BY_LOA, _("a corrective post; the old one stays"), root.address)
