"""What is to be translated: for whoever translates, for whoever gives it out, and what was done."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cms import spreadsheets
from cms.login import StaffRequest
from cms.visibility import holds_any
from cms.working_time import today

from .. import services
from ..errors import Refused
from ..forms.planning import MatrixFilter, QueueFilter, TallyFilter
from ..models import TranslationRequest
from ..planning import addresses, matrix, tally
from ..planning.narrowing import Requests, at_stage, overdue
from ..planning.queue import LABELS, Pile, Queue
from ..planning.shown import shown, with_people
from ..rights import EDITORS

PER_PAGE = 25
PAGE = "p"


@require_GET
def queue(request: StaffRequest) -> HttpResponse:
    """“Việc dịch”: one pile after the other, what presses first."""
    mine = Queue.of(request.user)
    form = QueueFilter(request.GET)
    form.is_valid()
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    piles = {pile: _narrowed(mine.pile(pile), asked) for pile in Pile}
    counts = {pile: rows.count() for pile, rows in piles.items()}
    chosen = _pile(request, counts)
    page = Paginator(with_people(piles[chosen]), PER_PAGE).get_page(request.GET.get(PAGE))
    context = {
        **_paged(request, page),
        "form": form,
        "piles": [(pile, LABELS[pile], counts[pile]) for pile in Pile],
        "pile": chosen,
        "rows": shown(page.object_list, request.user, today()),
        "narrowed": bool(asked),
        "is_linguist": mine.is_linguist,
    }
    return TemplateResponse(request, "translations/queue.html", context)


def _pile(request: HttpRequest, counts: dict[Pile, int]) -> Pile:
    """The one that was asked for, else the first that has anything."""
    asked = request.GET.get("pile", "")
    if asked in list(Pile):
        return Pile(asked)
    return next((pile for pile, number in counts.items() if number), Pile.MINE)


def _narrowed(rows: Requests, asked: dict[str, str]) -> Requests:
    if text := asked.get("text"):
        rows = rows.filter(page__title__icontains=text)
    if language := asked.get("language"):
        rows = rows.filter(language=language)
    stage = asked.get("stage")
    if stage == matrix.LATE:
        return overdue(rows, today())
    return at_stage(rows, stage) if stage else rows


@require_POST
def take(request: StaffRequest, request_id: int) -> HttpResponse:
    one = get_object_or_404(with_people(TranslationRequest.objects.all()), pk=request_id)
    try:
        services.take_translation(request=one, user=request.user)
    except Refused as error:
        messages.error(request, str(error))
        return redirect("translations_queue")
    messages.success(request, _("This translation is yours now."))
    return redirect(addresses.of_editor(one.pk, one.page_id or 0))


@require_GET
def board(request: StaffRequest) -> HttpResponse:
    """Items × languages, for whoever answers for them."""
    form = MatrixFilter(request.GET, user=request.user)
    asked = form.asked()
    found = matrix.found(request.user, asked, today())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get(PAGE))
    context = {
        **_paged(request, page),
        "form": form,
        "asked": asked,
        "matrix": matrix.read(request.user, page.object_list, asked, today()),
        "narrowed": any(form.cleaned_data.values()),
        "may_steer": holds_any(request, EDITORS),
    }
    return TemplateResponse(request, "translations/matrix.html", context)


@require_GET
def words(request: StaffRequest) -> HttpResponse:
    form = TallyFilter(request.GET)
    month, language = form.chosen()
    lines = tally.tally(request.user, month, language)
    context = {
        "form": form,
        "month": month,
        "lines": lines,
        "total": sum(line.words for line in lines),
        "reviewed": sum(line.words_reviewed for line in lines),
        "query": request.GET.urlencode(),
    }
    return TemplateResponse(request, "translations/words.html", context)


@require_GET
def words_export(request: StaffRequest) -> HttpResponseBase:
    month, language = TallyFilter(request.GET).chosen()
    lines = tally.tally(request.user, month, language)
    table = spreadsheets.csv_lines(tally.table(lines, month))
    reply = StreamingHttpResponse(table, content_type="text/csv")
    name = f"so-chu-da-dich-{month:%Y-%m}.csv"
    reply["Content-Disposition"] = f'attachment; filename="{name}"'
    return reply


def _paged(request: HttpRequest, page: Any) -> dict[str, Any]:
    return {"page": page, "pages": page.paginator.get_elided_page_range(page.number)}
