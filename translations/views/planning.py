"""Asking for translations of items, giving them out, and taking a request back."""

from collections.abc import Sized
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.models import Page

from cms.login import StaffRequest
from cms.models import Edition, ItemPage, User
from cms.working_time import today

from .. import services
from ..errors import Refused
from ..forms.planning import ForAll, PlanRow, RequestForm, WithdrawForm, numbers_in
from ..models import TranslationRequest
from ..paper_rights import may_record
from ..planning.assignments import Row, rows_of
from ..planning.matrix import requests_of
from ..planning.narrowing import standing_requests
from ..planning.pages import with_editions
from ..planning.proposing import propose
from ..planning.shown import shown, with_people
from ..planning.visibility import may_look
from ..planning.wording import language_name, title_of
from ..rights import Rights
from ..services import Plan

MOST_PAGES = 50
MOST_REQUESTS = 200
LONGEST_FORM = 200  # rows


@require_GET
def item(request: StaffRequest, page_id: int) -> HttpResponse:
    """Every language that the item is asked for in: how far, by whom, until when."""
    page = _items([page_id]).get(page_id)
    if page is None:
        raise Http404("No item")
    if not may_look(page, request.user):
        raise PermissionDenied
    rights = Rights(request.user)
    rows = list(with_people(standing_requests().filter(page=page.pk)).order_by("language"))
    context = {
        "page": page,
        "is_source": page.edition.kind != Edition.Kind.TRANSLATION,
        "rows": [
            (row, rights.may_write(row.request), rights.may_review(row.request))
            for row in shown(rows, request.user, today())
        ],
        "may_request": rights.may_request(page),
        "may_record": bool(rows) and may_record(rows[0], request.user),  # the office is the same
    }
    return TemplateResponse(request, "translations/item.html", context)


@require_http_methods(["GET", "POST"])
def ask(request: StaffRequest) -> HttpResponse:
    """For one item or for many: `page` in the address or the form, once for each."""
    given = request.POST if request.method == "POST" else request.GET
    _say_if_too_many(request, given.getlist("page"), MOST_PAGES)
    pages = _asked_pages(request, numbers_in(given, "page", MOST_PAGES))
    if not pages:
        messages.warning(request, _("Choose items first."))
        return redirect("translations_matrix")
    form = RequestForm(request.POST) if request.method == "POST" else RequestForm()
    if form.is_bound and form.is_valid() and (reply := _requested(request, pages, form)):
        return reply
    proposals = propose(pages)
    chosen = given.getlist("languages") if form.is_bound else None
    context = {
        "pages": pages,
        "form": form,
        "proposals": [
            (one, one.chosen if chosen is None else one.language.code in chosen)
            for one in proposals
        ],
        "any_proposed": any(one.reasons for one in proposals),
    }
    return TemplateResponse(request, "translations/request.html", context)


def _requested(request: StaffRequest, pages: list[Page], form: RequestForm) -> HttpResponse | None:
    try:
        new = services.request_translations(pages=pages, user=request.user, **form.cleaned_data)
    except Refused as error:
        form.add_error(None, str(error))
        return None
    if not new:
        messages.info(request, _("All of this was asked for already. Nothing changed."))
        return _back_to(pages)
    words = ngettext(
        "%(number)d translation asked for.", "%(number)d translations asked for.", len(new)
    )
    messages.success(
        request,
        words % {"number": len(new)} + " " + _("Say now who translates it, or leave it open."),
    )
    return redirect(_with_numbers("translations_assign", "request", [one.pk for one in new]))


def _asked_pages(request: StaffRequest, numbers: list[int]) -> list[Any]:
    """Specific, in their order. Raises PermissionDenied where the user may ask for none of them;
    what they may not ask for among others is left out, with a message."""
    found = _items(numbers)
    rights = Rights(request.user)
    sources = [
        found[number]
        for number in numbers
        if number in found and found[number].edition.kind != Edition.Kind.TRANSLATION
    ]
    may = [page for page in sources if rights.may_request(page)]
    if numbers and not may:
        raise PermissionDenied
    if left := len(numbers) - len(may):
        words = ngettext(
            "%(number)d of these is not an item that you may have translated, and is left out.",
            "%(number)d of these are not items that you may have translated, and are left out.",
            left,
        )
        messages.warning(request, words % {"number": left})
    return may


def _items(numbers: list[int]) -> dict[int, Any]:
    rows = Page.objects.type(ItemPage).filter(pk__in=numbers).specific()
    return {page.pk: page for page in with_editions(rows)}


def _say_if_too_many(request: StaffRequest, given: Sized, most: int) -> None:
    if len(given) > most:
        words = _("At most %(number)d at a time: the others are left out. Do these first.")
        messages.warning(request, words % {"number": most})


def _back_to(pages: list[Page]) -> HttpResponse:
    if len(pages) == 1:
        return redirect("translations_item", pages[0].pk)
    return redirect("translations_matrix")


@require_http_methods(["GET", "POST"])
def assign(request: StaffRequest) -> HttpResponse:
    """Of the requests in the address (`request`), or of all of these items (`page`)."""
    if request.method == "POST":
        return _assigned(request)
    requests = _to_assign(request)
    if not requests:
        messages.warning(request, _("Nothing is asked for of what you chose. Ask for it first."))
        return redirect("translations_matrix")
    return _assigning(request, rows_of(requests, request.user), [], ForAll())


def _to_assign(request: StaffRequest) -> list[TranslationRequest]:
    """Raises PermissionDenied where the user may give out none of them."""
    pages = numbers_in(request.GET, "page", MOST_PAGES)
    numbers = numbers_in(request.GET, "request", MOST_REQUESTS)
    wanted = standing_requests().filter(pk__in=numbers)
    if pages:
        wanted = requests_of(request.user, pages, request.GET.get("language", ""))
    rows = list(with_people(wanted).order_by("page_id", "pk")[: MOST_REQUESTS + 1])
    _say_if_too_many(request, rows, MOST_REQUESTS)
    rows = rows[:MOST_REQUESTS]
    rights = Rights(request.user)
    may = [one for one in rows if rights.may_assign(one)]
    if rows and not may:
        raise PermissionDenied
    return may


def _assigned(request: StaffRequest) -> HttpResponse:
    number = min(len(numbers_in(request.POST, "row", LONGEST_FORM)), LONGEST_FORM)
    forms = [PlanRow(request.POST, prefix=f"row{row}") for row in range(number)]
    every = ForAll(request.POST)
    valid = all([*(form.is_valid() for form in forms), every.is_valid()])
    wanted = [pk for form in forms for pk in form.numbers]
    found = with_people(TranslationRequest.objects.filter(pk__in=wanted[:MOST_REQUESTS]))
    requests = list(found.order_by("page_id", "pk"))
    rights = Rights(request.user)
    if not requests or not all(rights.may_assign(one) for one in requests):
        raise PermissionDenied
    people = User.objects.in_bulk({pk for form in forms for pk in form.people()})
    plans = _plans(forms, every, people)
    valid = all([valid, *(form.names_only(people) for form in forms)])
    problems = [str(error) for form in (*forms, every) for error in _errors(form)]
    if valid:
        try:
            known = {one.pk for one in requests}
            given = {number: plan for number, plan in plans.items() if number in known}
            changed = services.assign_translations(plans=given, user=request.user)
        except Refused as error:
            problems = [str(error)]
        else:
            return _told(request, requests, changed)
    typed = {number: plan for number, (_seen, plan) in plans.items()}
    return _assigning(request, rows_of(requests, request.user, typed), problems, every)


def _plans(
    forms: list[PlanRow], every: ForAll, people: dict[int, User]
) -> dict[int, tuple[Plan, Plan]]:
    due = every.cleaned_data.get("every_due_on")
    plans: dict[int, tuple[Plan, Plan]] = {}
    for form in forms:
        wanted = form.wanted(people)
        if due:
            wanted = Plan(wanted.assignee, wanted.reviewer, due)
        plans |= {number: (form.seen(people), wanted) for number in form.numbers}
    return plans


def _errors(form: Any) -> list[str]:
    return [str(error) for errors in form.errors.values() for error in errors]


def _told(
    request: StaffRequest, requests: list[TranslationRequest], changed: list[TranslationRequest]
) -> HttpResponse:
    words = ngettext(
        "%(number)d translation given out.", "%(number)d translations given out.", len(changed)
    )
    if changed:
        messages.success(request, words % {"number": len(changed)})
    else:
        messages.info(request, _("Nothing was changed."))
    pages = {one.page_id for one in requests}
    if len(pages) == 1:
        return redirect("translations_item", pages.pop())
    return redirect("translations_matrix")


def _assigning(
    request: StaffRequest, rows: list[Row], problems: list[str], every: ForAll
) -> HttpResponse:
    context = {
        "rows": rows,
        "problems": list(dict.fromkeys(problems)),
        "every": every,
        "pages": list({one.page_id for row in rows for one in row.requests}),
    }
    return TemplateResponse(request, "translations/assign.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, request_id: int) -> HttpResponse:
    one = get_object_or_404(with_people(TranslationRequest.objects.all()), pk=request_id)
    if not Rights(request.user).may_assign(one):
        raise PermissionDenied
    form = WithdrawForm(request.POST) if request.method == "POST" else WithdrawForm()
    if form.is_bound and form.is_valid():
        try:
            services.withdraw_request(
                request=one, user=request.user, reason=form.cleaned_data["reason"]
            )
        except Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The request was withdrawn. What was translated is kept."))
        if one.page_id:
            return redirect("translations_item", one.page_id)
        return redirect("translations_matrix")
    context = {
        "one": one,
        "form": form,
        "title": title_of(one.page, one.work.title),
        "language": language_name(one.language),
    }
    return TemplateResponse(request, "translations/withdraw.html", context)


def _with_numbers(name: str, key: str, numbers: list[int]) -> str:
    return f"{reverse(name)}?{urlencode([(key, number) for number in numbers])}"
