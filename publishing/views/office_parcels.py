"""One ZIP of the bulletins that are on for the communes of a province, or of a grassroots office."""

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from cms.languages import DEFAULT
from cms.models import Office, User

from .. import communes
from ..commune_parcel import parcel_name
from ..models import Destination
from ..office_parcel import office_parcel
from .signed_in import user_of

NAME = "publishing_office_parcel"


def offices_packed_for(user: User) -> QuerySet[Office]:
    """Provinces of the communes that the user looks after; without one the grassroots offices."""
    kept = communes.offices_kept_by(user)
    provinces = kept.filter(level=Office.Level.PROVINCE)
    level = Office.Level.PROVINCE if provinces.exists() else Office.Level.GRASSROOTS
    there = Q(office=OuterRef("pk")) | Q(office__parent=OuterRef("pk"))
    places = Destination.objects.active().filter(there, channel=communes.CHANNEL)
    return kept.filter(Exists(places), level=level).order_by("name")


@require_GET
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Read only: nothing is counted as received by a download."""
    user = user_of(request)
    kept = communes.offices_kept_by(user).exclude(level=Office.Level.CENTRE)
    office = get_object_or_404(kept, pk=pk)
    places = communes.communes_seen_by(user).filter(Q(office=office) | Q(office__parent=office))
    with override(DEFAULT):  # for stations, whoever downloads it
        file = office_parcel(office, places)
    if file is None:
        messages.info(
            request,
            _("No bulletin is on for the communes of %(office)s at the moment.")
            % {"office": office},
        )
        return redirect("publishing_communes")
    name = f"ban-tin-{office.slug}-{parcel_name(timezone.localdate())}.zip"
    return FileResponse(file, as_attachment=True, filename=name)


def office_parcel_urls() -> list[URLPattern]:
    return [path("xa/ban-tin/<int:pk>.zip", download, name=NAME)]
