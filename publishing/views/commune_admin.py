"""“Xã, phường (loa)”: keepers and grassroots officers hand out links and see who is silent.

A link's address stands in the answer to the POST that made it and nowhere else: no redirect, no
session, no message carries it.
"""

import segno
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse_lazy
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.menu import MenuItem

from cms.visibility import holds_any

from .. import communes
from ..bulletins import bulletins_of
from ..commune_links import commune_address
from ..commune_reminders import last_reminders
from ..models import CommuneLink, Destination
from ..services.communes import issue_commune_link, issue_missing_links, revoke_commune_link
from . import commune_contact, commune_places, office_parcels
from .signed_in import user_of

PER_PAGE = 50
PER_SHEET = 60  # links made at once; the next ones with the next press
FILTERS = ("", communes.GOOD, "missing")


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    if not communes.may_see_communes(user):
        raise PermissionDenied
    words, link = request.GET.get("q", ""), request.GET.get("link", "")
    link = link if link in FILTERS else ""
    found = communes.matching(communes.communes_seen_by(user), words, link)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    kept = communes.communes_kept_by(user)
    chosen = Destination.objects.filter(pk__in=[place.pk for place in page.object_list])
    context = {
        "page": page,
        "rows": communes.rows(chosen.order_by("office__code", "name")),
        "kept": set(kept.values_list("pk", flat=True)),
        "missing": communes.matching(kept, "", "missing").count(),
        "per_sheet": PER_SHEET,
        "may_add": commune_places.may_add(user),
        "packed": office_parcels.offices_packed_for(user),
        "q": words,
        "link": link,
    }
    return TemplateResponse(request, "publishing/communes/index.html", context)


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    place = get_object_or_404(communes.communes_seen_by(user), pk=pk)
    [commune] = communes.rows(Destination.objects.filter(pk=place.pk))
    bulletins = bulletins_of(place)
    context = {
        "commune": commune,
        "bulletins": bulletins,
        "may_act": communes.communes_kept_by(user).filter(pk=pk).exists(),
        "call": commune_contact.CommuneCallForm(bulletins=bulletins),
        "reminded": last_reminders([place.pk]).get(place.pk),
        "current": _newest_link(place),
    }
    return TemplateResponse(request, "publishing/communes/show.html", context)


@require_POST
@never_cache
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Make or renew the link. A page that is sent again makes no second one."""
    place = _kept(request, pk)
    if request.POST.get("current", "") != _newest_link(place):
        messages.warning(
            request,
            _(
                "The link was made or changed just now. Its address is shown only once: to see an "
                "address again, make a new link."
            ),
        )
        return redirect("publishing_commune", place.pk)
    link, token = issue_commune_link(destination=place, user=user_of(request))
    context = {"card": _card(link, token)}
    return TemplateResponse(request, "publishing/communes/issued.html", context)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    place = _kept(request, pk)
    if revoke_commune_link(destination=place, user=user_of(request)):
        messages.success(
            request, _("The link of %(commune)s no longer works.") % {"commune": place}
        )
    else:
        messages.info(request, _("%(commune)s had no link.") % {"commune": place})
    return redirect("publishing_commune", place.pk)


@require_POST
@never_cache
def sheet(request: HttpRequest) -> HttpResponse:
    """Links for communes without one, as a sheet to print: one card a commune."""
    user = user_of(request)
    if not communes.may_see_communes(user):
        raise PermissionDenied
    missing = communes.matching(communes.communes_kept_by(user), "", "missing")
    made = issue_missing_links(destinations=missing[:PER_SHEET], user=user)
    if not made:
        messages.info(
            request,
            _("Every commune has a link already. Change the link of one to see its address."),
        )
        return redirect("publishing_communes")
    cards = [_card(link, token) for link, token in made]
    context = {"cards": cards, "left": communes.matching(missing.all(), "", "missing").count()}
    return TemplateResponse(request, "publishing/communes/sheet.html", context)


def _kept(request: HttpRequest, pk: int) -> Destination:
    kept = communes.communes_kept_by(user_of(request)).select_related("office")
    return get_object_or_404(kept, pk=pk)


def _newest_link(place: Destination) -> str:
    """What a form remembers, so that sending it again is noticed."""
    newest = CommuneLink.objects.filter(destination=place).order_by("-pk").first()
    return str(newest.pk) if newest else ""


def _card(link: CommuneLink, token: str) -> dict[str, object]:
    address = commune_address(token)
    sms = _(
        "Social security bulletins for %(commune)s: %(address)s Only for the staff of the "
        "loudspeaker station. Valid until %(day)s."
    )
    values = {
        "commune": link.destination.name,
        "address": address,
        "day": f"{timezone.localtime(link.expires_at):%d/%m/%Y}",
    }
    return {"link": link, "address": address, "sms": sms % values, "qr": _qr(address)}


def _qr(address: str) -> SafeString:
    """Made by a library from our own address only, so it is safe as markup."""
    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(scale=4, border=4, omitsize=True, svgclass="loa-qr", lineclass=None)
    return mark_safe(drawing)


class CommunesMenuItem(MenuItem):
    """Shown to those who have a list to look at."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Communes, wards (loudspeakers)"),
            reverse_lazy("publishing_communes"),
            name="communes",
            icon_name="loudspeaker",
            order=170,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return holds_any(request, communes.READERS)


def commune_urls() -> list[URLPattern]:
    return [
        path("xa/", index, name="publishing_communes"),
        path("xa/them/", commune_places.add, name=commune_places.NAME),
        path("xa/nhac/", commune_contact.remind, name="publishing_remind"),
        path("xa/<int:pk>/dien-thoai/", commune_contact.call, name="publishing_commune_call"),
        path("xa/phieu/", sheet, name="publishing_commune_sheet"),
        *office_parcels.office_parcel_urls(),
        path("xa/<int:pk>/", show, name="publishing_commune"),
        path("xa/<int:pk>/duong-dan/", issue, name="publishing_commune_issue"),
        path("xa/<int:pk>/thu-hoi/", revoke, name="publishing_commune_revoke"),
    ]
