"""Which destinations an item goes to: what the editor chose, else what the rules propose."""

from collections.abc import Mapping

from django.db.models import Prefetch, Q, QuerySet

from cms.models import ItemPage, Office

from .models import Destination, Package
from .own_copies import taken_by_own
from .release_plan import Out, whats_out

PORTAL = "portal"


def portal_of(office: Office) -> Destination:
    """The office's own place on the portal (made with the office, see `receivers`)."""
    return Destination.objects.get(office=office, channel=PORTAL, archived_at=None)


def offered(page: ItemPage) -> QuerySet[Destination]:
    """What an editor of this page may choose: own office, and for the centre all offices below.

    An office that has a local copy of the work publishes that itself, below it too; the package
    page says so (`own_copies`).
    """
    edition = page.edition
    places = Destination.objects.active().filter(language=page.locale.language_code)
    if edition.office.is_centre:
        places = places.exclude(taken_by_own(edition))
    else:
        places = places.filter(
            Q(office=edition.office)
            | Q(office__parent=edition.office, office__level=Office.Level.GRASSROOTS)
        )
    foreign_portal = Q(channel=PORTAL) & ~Q(office=edition.office)
    ordered = places.exclude(foreign_portal).select_related("office__home", "office__parent")
    return ordered.order_by("office__code", "channel", "name")


def proposed(page: ItemPage) -> QuerySet[Destination]:
    """The rules' proposal: the own office's places meant for this item's audiences."""
    audiences = [audience.pk for audience in page.audiences.all()]
    return (
        offered(page)
        .filter(office=page.edition.office, proposed=True)
        .filter(Q(audiences=None) | Q(audiences__in=audiences))
        .distinct()
    )


def already_out(page: ItemPage, out: Mapping[int, Out] | None = None) -> QuerySet[Destination]:
    """Where this edition is, or may be, public: a new version must reach these too.

    Not where another edition has taken its place since: an office's own text stays. `out`: what is
    out of the work, if it is known.
    """
    return Destination.objects.filter(pk__in=_mine(page, out))


def _mine(page: ItemPage, out: Mapping[int, Out] | None) -> list[int]:
    if out is None:
        out = whats_out(work=page.edition.work, language=page.locale.language_code)
    return [place for place, one in out.items() if one.edition_id == page.edition.pk]


def chosen_destinations(
    page: ItemPage, package: Package | None, out: Mapping[int, Out] | None = None
) -> list[Destination]:
    """Destinations of the package in a fixed order; the own office's portal is always among them.

    Those of one office share it: thousands of communes belong to few.
    """
    portal = portal_of(page.edition.office)
    wanted = _wished(page, package) | Q(pk=portal.pk) | Q(pk__in=_mine(page, out))
    return list(
        Destination.objects.active()
        .filter(wanted)
        .prefetch_related(Prefetch("office", Office.objects.select_related("home", "parent")))
        .order_by("office__code", "channel", "name")
    )


def chosen_of_provinces(
    drafts: Mapping[ItemPage, Package], outs: Mapping[ItemPage, Mapping[int, Out]]
) -> dict[ItemPage, list[Destination]]:
    """As `chosen_destinations`, of editions of provinces that have a package; one query. Raises
    Destination.DoesNotExist where an office has no place on the portal."""
    offices = [draft.edition.office_id for draft in drafts]
    mine = {draft: set(_mine(draft, outs[draft])) for draft in drafts}
    legs = {
        draft: {leg.destination_id for leg in package.legs.all()}
        for draft, package in drafts.items()
    }
    portals = Q(office__in=offices, channel=PORTAL)
    wanted = portals | Q(pk__in={pk for some in (*mine.values(), *legs.values()) for pk in some})
    rows = list(
        Destination.objects.active()
        .filter(wanted)
        .prefetch_related(Prefetch("office", Office.objects.select_related("home", "parent")))
        .order_by("office__code", "channel", "name")
    )
    own = {place.office_id: place.pk for place in rows if place.channel == PORTAL}
    if missing := set(offices) - own.keys():
        raise Destination.DoesNotExist(f"offices without a place on the portal: {missing}")
    return {
        draft: [
            place
            for place in rows
            if place.pk in mine[draft]
            or place.pk == own[draft.edition.office_id]
            or (place.pk in legs[draft] and _is_offered(place, draft))
        ]
        for draft in drafts
    }


def _is_offered(place: Destination, page: ItemPage) -> bool:
    """As `offered` has it for a province."""
    if place.language != page.locale.language_code:
        return False
    office = page.edition.office_id
    below = place.office.parent_id == office and place.office.level == Office.Level.GRASSROOTS
    return place.office_id == office or (below and place.channel != PORTAL)


def _wished(page: ItemPage, package: Package | None) -> Q:
    """What its editor chose of what is offered, else what is proposed."""
    if package is None:
        return Q(pk__in=proposed(page).values("pk"))
    legs = [leg.destination_id for leg in package.legs.all()]
    return Q(pk__in=offered(page).filter(pk__in=legs).values("pk")) if legs else Q(pk__in=())
