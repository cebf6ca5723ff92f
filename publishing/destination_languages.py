"""In which languages an item's destinations listen: what translations propose for it."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.models import ItemPage, Office

from .models import Destination

MOST_NAMES = 2


def languages_of_destinations(page: ItemPage) -> Iterator[tuple[str, str]]:
    """Code and reason, of those that are proposed for items for these audiences. Two queries.

    Of the item's own office and those below it; an office of its own speaks for itself.
    """
    names: defaultdict[str, list[str]] = defaultdict(list)
    for place in _places(page):
        names[place.language].append(str(place))
    for code in sorted(names):
        yield code, _in_words(names[code])


def _places(page: ItemPage) -> list[Destination]:
    office: Office = page.edition.office
    audiences = [audience.pk for audience in page.audiences.all()]
    within = Q(office=office) | Q(office__parent=office) | Q(office__parent__parent=office)
    found = Destination.objects.active().filter(within, proposed=True)
    found = found.exclude(language=page.locale.language_code)
    fitting = found.filter(Q(audiences=None) | Q(audiences__in=audiences))
    return list(fitting.distinct().order_by("name", "pk"))


def _in_words(names: list[str]) -> str:
    listed = ", ".join(names[:MOST_NAMES])
    if more := len(names) - MOST_NAMES if len(names) > MOST_NAMES else 0:
        words = ngettext(
            "goes to %(names)s and %(more)d more", "goes to %(names)s and %(more)d more", more
        )
        return words % {"names": listed, "more": more}
    return _("goes to %(names)s") % {"names": listed}
