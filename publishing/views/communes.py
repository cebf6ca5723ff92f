"""What a commune's radio staff sees and says behind its link: no login, no script needed.

GET and HEAD change nothing: chat programs fetch addresses for their previews. Always Vietnamese.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core import signing
from django.core.paginator import Paginator
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import decorator_from_middleware
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.client_address import client_of
from cms.limits import Limit

from ..bulletins import Bulletin, bulletins_of, find_bulletin, successor_of
from ..commune_csrf import CommuneCsrfMiddleware
from ..commune_links import TooManyMisses, find_link
from ..commune_parcel import parcel, parcel_name
from ..forms.communes import ConfirmationForm
from ..models import CommuneLink, Confirmation, Delivery, Release
from ..services.confirmations import confirm_delivery
from ..services.delivery_changes import DeliveryRefused

PAGE_SIZE = 25
SIZES = (1, 2, 3)
COOKIE, COOKIE_AGE = "loa_nguoi_bao", 365 * 24 * 3600
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
PROOFS = Limit("commune-proofs", 20, 3600)  # looking into a file takes time
View = Callable[..., HttpResponseBase]
_csrf = decorator_from_middleware(CommuneCsrfMiddleware)


def behind_link(view: View) -> View:
    """Find the link, answer in Vietnamese, keep the page out of caches, referrers and indexes."""

    @wraps(view)
    def answer(request: HttpRequest, token: str, **rest: Any) -> HttpResponseBase:
        with override("vi"):
            response = _answer(view, request, token, **rest)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return csrf_exempt(answer)  # `_csrf` checks instead: it can live with `no-referrer`


def _answer(view: View, request: HttpRequest, token: str, **rest: Any) -> HttpResponseBase:
    try:
        link = find_link(token, client=client_of(request))
    except TooManyMisses:
        response = _page(request, "too_many", {}, status=429)
        response.headers["Retry-After"] = "60"
        return response
    if link is None:
        return _page(request, "unavailable", {}, status=404)
    return view(request, link=link, token=token, **rest)


@behind_link
@require_http_methods(["GET", "HEAD"])
def commune_list(request: HttpRequest, link: CommuneLink, token: str) -> HttpResponse:
    pages = Paginator(bulletins_of(link.destination), PAGE_SIZE)
    page = pages.get_page(request.GET.get("trang"))
    context = {"link": link, "token": token, "page": page}
    return _page(request, "list", context | {"parcel_name": parcel_name(timezone.localdate())})


@behind_link
@require_http_methods(["GET", "HEAD"])
def commune_guide(request: HttpRequest, link: CommuneLink, token: str) -> HttpResponse:
    """One page to print and pin up."""
    return _page(request, "guide", {"link": link, "token": token})


@behind_link
@require_http_methods(["GET", "HEAD"])
def commune_parcel(
    request: HttpRequest, link: CommuneLink, token: str, name: str
) -> HttpResponseBase:
    """Whatever week the address names: what is in force now, and nothing that no longer is."""
    place = link.destination
    name = parcel_name(timezone.localdate())
    file = parcel(place, bulletins_of(place))
    code = place.config.get("commune_code") or place.pk
    return FileResponse(file, as_attachment=True, filename=f"ban-tin-{code}-{name}.zip")


@behind_link
@_csrf
@require_http_methods(["GET", "HEAD", "POST"])
def bulletin(request: HttpRequest, link: CommuneLink, token: str, key: UUID) -> HttpResponse:
    found, gone = find_bulletin(link.destination, key)
    context = {"link": link, "token": token}
    if found is None:
        return _not_here(request, context, gone)
    if request.method == "POST":
        return _confirm(request, context, found)
    return _show(request, context, found, ConfirmationForm(initial=_initial(request, found)))


def _confirm(request: HttpRequest, context: dict[str, Any], found: Bulletin) -> HttpResponse:
    form = ConfirmationForm(request.POST, request.FILES)
    if request.FILES and not PROOFS.admits(str(context["link"].pk)):
        form.add_error("proof", _("Too many files were sent in this hour. Send it without one."))
    if not form.is_valid():
        return _show(request, context, found, form, status=400)
    try:
        confirm_delivery(delivery=found.delivery, by=Confirmation.By.LINK, **form.said())
    except DeliveryRefused as refusal:
        form.add_error(None, refusal.message)
        return _show(request, context, found, form, status=409)
    response = HttpResponseRedirect(f"{_address(request, context, found)}#trang-thai")
    _remember(response, request, context["token"], form)
    return response


def _show(
    request: HttpRequest,
    context: dict[str, Any],
    found: Bulletin,
    form: ConfirmationForm,
    status: int = 200,
) -> HttpResponse:
    size = _size(request)
    who = form["name"].value() or form["position"].value()
    more = {"bulletin": found, "form": form, "size": size, "sizes": SIZES, "knows_who": who}
    return _page(request, "bulletin", context | more, status=status)


def _not_here(request: HttpRequest, context: dict[str, Any], gone: Delivery | None) -> HttpResponse:
    """Never in this list: 404. No longer in it: 410, with what stands there now."""
    if gone is None:
        return _page(request, "no_bulletin", context, status=404)
    successor = successor_of(gone)
    taken_down = gone.release.state == Release.State.WITHDRAWN
    over = gone.expires_at is not None and gone.expires_at <= timezone.now()
    why = "replaced" if successor else "taken_down" if taken_down else "over" if over else "waits"
    more = {"delivery": gone, "successor": successor, "why": why}
    return _page(request, "gone", context | more, status=410)


def _initial(request: HttpRequest, found: Bulletin) -> dict[str, Any]:
    now = timezone.localtime()
    return {
        **_remembered(request),
        "scheduled_date": now.date(),
        "played_date": now.date(),
        "played_time": now.time().replace(second=0, microsecond=0),
        "times": found.extra.get("repeats") or 1,
    }


def _remembered(request: HttpRequest) -> dict[str, str]:
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=COOKIE_AGE)
    except signing.BadSignature:
        return {}
    return {name: str(kept.get(name, "")) for name in ("name", "position")}


def _remember(
    response: HttpResponse, request: HttpRequest, token: str, form: ConfirmationForm
) -> None:
    """Name and title are asked once on a device; the cookie goes to this commune's pages only."""
    who = {name: form.cleaned_data[name] for name in ("name", "position")}
    if any(who.values()):
        response.set_cookie(
            COOKIE,
            signing.dumps(who, salt=COOKIE),
            max_age=COOKIE_AGE,
            path=reverse("commune_list", args=[token]),
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )


def _size(request: HttpRequest) -> int:
    asked = request.GET.get("co", "")
    return int(asked) if asked in {str(size) for size in SIZES} else 1


def _address(request: HttpRequest, context: dict[str, Any], found: Bulletin) -> str:
    path = reverse("commune_bulletin", args=[context["token"], found.delivery.key])
    size = _size(request)
    return f"{path}?co={size}" if size > 1 else path


def _page(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    html = render_to_string(f"publishing/commune/{name}.html", context, request)
    return HttpResponse(html, status=status)
