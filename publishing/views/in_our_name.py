"""“Đăng nhân danh đơn vị”: what the centre posts in an office's name, and the leader's answer."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.menu import MenuItem

from cms.models import User
from cms.visibility import works_below_the_centre

from .. import in_our_name
from ..forms.national_posts import AnswerForm
from ..models import Release
from ..nodders import offices_led_by, offices_nodded_by
from ..sealed_releases import number_now
from ..services import nods
from ..services.batches import BatchResult
from ..services.going_live import ChangedSinceApproval, approved_revision
from ..stated import stated_at
from .signed_in import user_of

INDEX, ITEM = "publishing_in_our_name", "publishing_in_our_name_item"
PER_PAGE = 20
FILTERS = {
    "": gettext_lazy("Everything"),
    "waiting": gettext_lazy("Waits for a nod"),
    "coming": gettext_lazy("Coming"),
    "out": gettext_lazy("Gone out"),
}


class InOurNameItem(MenuItem):
    """Shown to people of provinces and below."""

    def is_shown(self, request: HttpRequest) -> bool:
        return works_below_the_centre(request)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    user, offices = _speaks(request)
    only = request.GET.get("only", "")
    found: Any = in_our_name.lines(offices, only=only)  # counts and slices: all that is asked of it
    page: Any = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    nodded = offices_nodded_by(user) & offices
    context = {
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "lines": list(page.object_list),
        "filters": [(name, label, name == only) for name, label in FILTERS.items()],
        "only": only,
        "may_answer": bool(nodded),
        "may_set_rules": bool(offices_led_by(user) & offices),
        "waiting": in_our_name.waiting_in(nodded),
    }
    return TemplateResponse(request, "publishing/in_our_name/index.html", context)


@require_GET
def item(request: HttpRequest, pk: int) -> HttpResponse:
    user, offices = _speaks(request)
    found = _item_or_404(user, offices, pk)
    context = {"item": found, "release": found.release, "portal": list(found.portal_pages())}
    return TemplateResponse(request, "publishing/in_our_name/item.html", context)


@require_GET
def page(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The approved page as it will stand on the portal under the office's path."""
    user, offices = _speaks(request)
    found = _item_or_404(user, offices, pk)
    shown = {office.code: office for office, _address in found.portal_pages()}
    if code not in shown:
        raise Http404
    try:
        revision = approved_revision(found.release)
    except ChangedSinceApproval as error:
        messages.error(request, str(error))
        return redirect(ITEM, pk)
    said = {"loa_office": shown[code], "loa_stated": stated_at(found.release, shown[code])}
    return revision.make_preview_request(original_request=request, extra_request_attrs=said)


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    user, offices = _speaks(request)
    nodded = offices_nodded_by(user) & offices
    if not nodded:
        raise PermissionDenied
    form = AnswerForm(request.POST)
    back = form.data.get("back", "")
    if not form.is_valid():
        messages.error(request, " ".join(_said(form)))
        return _back(back)
    chosen = form.deliveries()
    if form.releases():
        rows = in_our_name.national_in(nodded).filter(in_our_name.WAITING)
        rows = rows.filter(release__in=form.releases())
        chosen += rows.values_list("pk", flat=True)
    if not chosen:
        messages.warning(request, _("Tick first what you answer to."))
        return _back(back)
    _tell(request, form.cleaned_data["verb"], _act(user, form, chosen))
    return _back(back)


def _act(user: User, form: AnswerForm, chosen: list[int]) -> BatchResult:
    said = form.cleaned_data
    if said["verb"] == "refuse":
        return nods.refuse(deliveries=chosen, user=user, reason=said["reason"])
    act = nods.nod if said["verb"] == "nod" else nods.let_out
    return act(deliveries=chosen, user=user)


def _tell(request: HttpRequest, verb: str, result: BatchResult) -> None:
    parts = []
    if result.done:
        went = ngettext("%(n)d post is let go", "%(n)d posts are let go", result.done)
        kept = ngettext("%(n)d post stays out", "%(n)d posts stay out", result.done)
        parts.append((kept if verb == "refuse" else went) % {"n": result.done})
    if result.refused:
        number = sum(result.refused.values())
        words = ngettext("%(n)d unchanged, because", "%(n)d unchanged, because", number)
        parts.append(f"{words % {'n': number}} {result.reasons}")
    say = messages.warning if result.refused else messages.success
    say(request, "; ".join(parts) + ".")


def _said(form: AnswerForm) -> list[str]:
    return [str(message) for errors in form.errors.values() for message in errors]


def _back(release: str) -> HttpResponse:
    is_number = release.isascii() and release.isdigit() and len(release) < 10
    return redirect(ITEM, int(release)) if is_number else redirect(INDEX)


def _item_or_404(user: User, offices: set[int], pk: int) -> in_our_name.Item:
    releases = Release.objects.select_related("office", "work")
    release = get_object_or_404(releases, pk=number_now(pk))
    found = in_our_name.item_for(release, offices, offices_nodded_by(user) & offices)
    if found is None:
        raise Http404
    return found


def _speaks(request: HttpRequest) -> tuple[User, set[int]]:
    """Raises PermissionDenied for people of the centre alone."""
    user = user_of(request)
    offices = _offices(user)
    if not offices:
        raise PermissionDenied
    return user, offices


def _offices(user: User) -> set[int]:
    return set(in_our_name.offices_spoken_for(user).values_list("pk", flat=True))
