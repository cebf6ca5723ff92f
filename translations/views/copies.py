"""A local copy beside the national text, and how it goes on following it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.approval import is_in_review
from cms.going_live import NotApproved
from cms.login import StaffRequest
from cms.models import ItemPage
from cms.views.item_screen import item_or_404, require_reader
from cms.views.posted import posted_text

from .. import services
from ..copies import following
from ..copies.marks import Marks
from ..copies.panel import script_data, standing
from ..errors import NotYours, Refused
from ..models import LocalCopy

REASON_LENGTH = 250


@require_safe
def show(request: StaffRequest, page_id: int) -> HttpResponse:
    page, copy = _copy(request, page_id)
    marks = Marks(page)
    context = {
        **standing(copy, request.user),
        "page": page,
        "in_review": is_in_review(page),
        "marks": marks.differing,
        "locked": [mark for mark in marks.all if mark.rule == "locked"],
        "slots": [mark for mark in marks.all if mark.rule == "slot"],
        "same": len(marks.all) - len(marks.differing),
        "can_edit": page.permissions_for_user(request.user).can_edit(),
    }
    return TemplateResponse(request, "translations/copies/copy.html", context)


@require_safe
def marks_now(request: StaffRequest, page_id: int) -> JsonResponse:
    """For the editor's script, after every save."""
    page, copy = _copy(request, page_id)
    detached = copy.state == LocalCopy.State.DETACHED
    return JsonResponse(script_data(page, None if detached else Marks(page)))


@require_POST
def reset(request: StaffRequest, page_id: int) -> HttpResponse:
    page, _copy_row = _copy(request, page_id)
    places = None if "all" in request.POST else request.POST.getlist("place")
    if places is not None and not places:
        raise Http404("No place was named.")
    said = _(
        "The draft says what the national text says there. The draft before is kept under “History”."
    )
    return _act(
        request,
        page,
        lambda: services.reset_places(page=page, places=places, user=request.user),
        said,
    )


@require_POST
def suspend(request: StaffRequest, page_id: int) -> HttpResponse:
    page, copy = _copy(request, page_id)
    reason, until = posted_text(request, longest=REASON_LENGTH), request.POST.get("until", "")

    def act() -> None:
        following.suspend(copy=copy, until=_day(until), reason=reason, user=request.user)

    return _act(request, page, act, _("National changes wait until you follow again."))


@require_POST
def resume(request: StaffRequest, page_id: int) -> HttpResponse:
    page, copy = _copy(request, page_id)
    return _act(
        request,
        page,
        lambda: following.resume(copy=copy, user=request.user),
        _("The copy follows the national item again. What came meanwhile is brought to it now."),
    )


@require_POST
def detach(request: StaffRequest, page_id: int) -> HttpResponse:
    page, copy = _copy(request, page_id)
    reason = posted_text(request, longest=REASON_LENGTH)

    def act() -> None:
        if "sure" not in request.POST:
            raise Refused(_("Tick that you know what it means: it cannot be undone."))
        following.detach(copy=copy, reason=reason, user=request.user)

    return _act(request, page, act, _("This is your office's own item now. It follows nothing."))


def _copy(request: StaffRequest, page_id: int) -> tuple[ItemPage, LocalCopy]:
    page = item_or_404(page_id)
    require_reader(request, page)
    rows = LocalCopy.objects.select_related("edition__source__page", "edition__office")
    return page, get_object_or_404(rows, edition__page=page.pk)


def _act(request: StaffRequest, page: ItemPage, act: Callable[[], Any], done: str) -> HttpResponse:
    try:
        act()
    except NotYours as error:
        raise PermissionDenied from error
    except (Refused, NotApproved) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("translations_copy", page.pk)


def _day(text: str) -> date | None:
    """None for an empty one. Raises Refused."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refused(_("Write the day like 2026-12-31, or leave it empty.")) from error
