"""The board “Theo dõi đăng, phát”: every delivery that concerns the user's offices."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages as admin_messages

from .. import board, exports
from ..forms.board import BatchForm, BoardFilter
from ..models import Release
from ..services.batches import BatchResult, cancel_deliveries, retry_deliveries
from ..visibility import deliveries_for, releases_for
from .signed_in import user_of
from .stated import buttons_to_lists

PER_PAGE = 50
LISTS = 3  # of offices, led to from one message
GROUPS = {
    "person": (gettext_lazy("Needs a person"), "help", "ask"),
    "underway": (gettext_lazy("On its way"), "time", "go"),
    "done": (gettext_lazy("Done"), "check", "good"),
    "failed": (gettext_lazy("Failed"), "warning", "bad"),
}


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    form = BoardFilter(request.GET, user=user)
    found = board.find(user, form.criteria())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "form": form,
        "page": page,
        "rows": board.rows(user, list(page.object_list)),
        "groups": _groups(request, board.counters(user)),
        "scheduled": releases_for(user).filter(state=Release.State.SCHEDULED).count(),
        "only": _only(form),
        "query": _query_without_page(request),
        "pages": page.paginator.get_elided_page_range(page.number),
    }
    return TemplateResponse(request, "publishing/board/index.html", context)


@require_GET
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What the filters show, as `csv` or `xlsx`."""
    user = user_of(request)
    found = board.find(user, BoardFilter(request.GET, user=user).criteria())
    name = f"luot-dang-{timezone.localdate():%Y-%m-%d}.{kind}"
    if kind == "xlsx":
        return FileResponse(exports.xlsx_file(found), as_attachment=True, filename=name)
    response = StreamingHttpResponse(exports.csv_lines(found), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
def batch(request: HttpRequest) -> HttpResponse:
    """Two steps: what is ticked is shown with what will happen, then done."""
    back = f"{reverse('publishing_board')}?{request.POST.get('back', '')}".rstrip("?")
    user, form = user_of(request), BatchForm(request.POST)
    ticked = form.cleaned_data["delivery"] if form.is_valid() else []
    mine = board.with_relations(deliveries_for(user).filter(pk__in=ticked))
    deliveries = list(mine.order_by("pk"))
    if not deliveries:
        messages.warning(request, _("Tick the rows first."))
        return redirect(back)
    verb = form.cleaned_data["verb"]
    if "confirmed" not in request.POST:
        context = {"verb": verb, "rows": board.rows(user, deliveries), "back": back}
        context["back_query"] = request.POST.get("back", "")
        return TemplateResponse(request, "publishing/board/confirm.html", context)
    act = retry_deliveries if verb == BatchForm.RETRY else cancel_deliveries
    _say(request, verb, act(deliveries=deliveries, user=user))
    return redirect(back)


def _say(request: HttpRequest, verb: str, result: BatchResult) -> None:
    retried = verb == BatchForm.RETRY
    parts = []
    if result.done:
        sent = ngettext("%(n)d is sent again", "%(n)d are sent again", result.done)
        cancelled = ngettext("%(n)d cancelled", "%(n)d cancelled", result.done)
        parts.append((sent if retried else cancelled) % {"n": result.done})
    if result.asking:
        asking = ngettext(
            "%(n)d of these waits for the leader of its office to agree",
            "%(n)d of these wait for the leaders of their offices to agree",
            result.asking,
        )
        parts.append(asking % {"n": result.asking})
    if result.refused:
        n = sum(result.refused.values())
        left = ngettext("%(n)d not sent again, because", "%(n)d not sent again, because", n)
        kept = ngettext("%(n)d not cancelled, because", "%(n)d not cancelled, because", n)
        parts.append(f"{(left if retried else kept) % {'n': n}} {result.reasons}")
    say = admin_messages.warning if result.refused else admin_messages.success
    lists = buttons_to_lists(user_of(request), result.restated[:LISTS])
    say(request, "; ".join(parts) + ".", buttons=lists)


def _groups(request: HttpRequest, counts: dict[str, int]) -> list[dict[str, object]]:
    chosen = request.GET.get("group", "")
    return [
        {"name": name, "label": label, "icon": icon, "tone": tone}
        | {"count": counts[name], "current": name == chosen}
        for name, (label, icon, tone) in GROUPS.items()
    ]


def _only(form: BoardFilter) -> str:
    """Title of the one release or item that the board is narrowed to."""
    asked = form.criteria()
    if not (asked.release or asked.page):
        return ""
    releases = releases_for(form.user)
    chosen = (
        releases.filter(pk=asked.release) if asked.release else releases.filter(page=asked.page)
    )
    return chosen.values_list("title", flat=True).first() or ""


def _query_without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("p", None)
    return query.urlencode()
