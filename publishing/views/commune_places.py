"""“Thêm xã, phường”: a channel keeper makes the places of an office's communes from the catalogue."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cms.models import Office, User

from ..commune_places import missing_at, standings
from ..keeping import offices_kept_by
from ..services.commune_places import add_communes
from .signed_in import user_of

NAME = "publishing_add_communes"


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    if not may_add(user):
        raise PermissionDenied
    kept = _kept(user)
    if request.method == "POST":
        office = get_object_or_404(kept, code=request.POST.get("office", ""))
        return _made(request, user, office)
    code = request.GET.get("don-vi", "")
    alone = kept.first() if kept.count() == 1 else None
    chosen = get_object_or_404(kept, code=code) if code else alone
    context = {
        "offices": kept,
        "standings": standings(_provinces(user)),
        "chosen": chosen,
        "missing": missing_at(chosen) if chosen else [],
        "all_chosen": chosen is not None and chosen.level == Office.Level.PROVINCE,
    }
    return TemplateResponse(request, "publishing/communes/add.html", context)


def _made(request: HttpRequest, user: User, office: Office) -> HttpResponse:
    codes = set(request.POST.getlist("code"))
    if not codes:
        messages.warning(request, _("Tick the communes that this office looks after."))
        return redirect(f"{request.path}?don-vi={office.code}")
    made = add_communes(user=user, office=office, codes=codes)
    if made:
        said = ngettext(
            "%(n)s commune was added. Make its link now.",
            "%(n)s communes were added. Make their links now.",
            len(made),
        )
        messages.success(request, said % {"n": len(made)})
    else:
        messages.info(request, _("All of them were there already."))
    return redirect("publishing_communes")


def may_add(user: User) -> bool:
    return offices_kept_by(user).exists()


def _provinces(user: User) -> QuerySet[Office]:
    """The centre's keeper sees how far all of them are, and adds nothing for them."""
    provinces = Office.objects.filter(level=Office.Level.PROVINCE).order_by("code")
    mine = offices_kept_by(user)
    if mine.filter(level=Office.Level.CENTRE).exists():
        return provinces
    return provinces.filter(pk__in=mine.values("pk"))


def _kept(user: User) -> QuerySet[Office]:
    """Without the centre, which has no communes of its own."""
    return offices_kept_by(user).exclude(level=Office.Level.CENTRE).select_related("parent")
