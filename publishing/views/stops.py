"""“Dừng khẩn cấp”: stop and let go on, each with a page that asks why."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.menu import MenuItem

from cms.visibility import holds_any

from .. import stops
from ..forms.stops import LiftForm, StopForm, StopOneForm
from ..models import Destination, StopSwitch
from ..services.stops import lift_stop, set_stop
from .signed_in import user_of

BOARD = "publishing_board"


class StopMenuItem(MenuItem):
    """Shown to those who may stop; on a phone the second tap, from anywhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        return holds_any(request, stops.STOPPERS)


def stop_many(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    if not stops.offices_stopped_by(user).exists():
        raise PermissionDenied
    form = StopForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        stop = set_stop(user=user, **form.cleaned_data)
        return _stopped(request, stop)
    in_force = [notice for notice in stops.notices_for(user) if notice.may_lift]
    return _stop_page(request, form, None, in_force)


def stop_one(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    mine = Destination.objects.filter(office__in=stops.offices_stopped_by(user))
    destination = get_object_or_404(mine.select_related("office"), pk=pk)
    form = StopOneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stop = set_stop(user=user, destination=destination, **form.cleaned_data)
        return _stopped(request, stop)
    return _stop_page(request, form, destination, [])


def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Says first what will go out."""
    user = user_of(request)
    related = ("destination__office", "office", "set_from", "set_by")
    rows = StopSwitch.objects.select_related(*related)
    stop = get_object_or_404(rows, pk=pk)
    if not stops.may_stop(user, stops.office_of(stop)):
        raise PermissionDenied
    if not stops.may_stop(user, stops.lifted_from(stop)):
        return _lifted_above(request, stop)
    form = LiftForm(request.POST or None)
    if stop.lifted_at:
        messages.info(request, _("This stop is lifted already."))
        return redirect(BOARD)
    if request.method == "POST" and form.is_valid():
        if lift_stop(user=user, stop=stop, reason=form.cleaned_data["reason"]):
            messages.success(request, _("The stop is lifted."))
        return redirect(BOARD)
    waiting = stops.waiting_under(stop)
    context = {
        "stop": stop,
        "what": stops.what_is_stopped(stop),
        "form": form,
        "waiting": ngettext(
            "%(n)d delivery that waits will be sent at once.",
            "%(n)d deliveries that wait will be sent at once.",
            waiting,
        )
        % {"n": waiting},
    }
    return TemplateResponse(request, "publishing/stops/lift.html", context)


def _lifted_above(request: HttpRequest, stop: StopSwitch) -> HttpResponse:
    message = _("A channel keeper or leader of %(office)s can lift it.")
    messages.warning(request, message % {"office": stops.lifted_from(stop)})
    return redirect(BOARD)


def _stopped(request: HttpRequest, stop: StopSwitch) -> HttpResponse:
    messages.success(request, _("Stopped: %(what)s.") % {"what": stops.what_is_stopped(stop)})
    return redirect(BOARD)


def _stop_page(
    request: HttpRequest,
    form: forms.Form,
    destination: Destination | None,
    in_force: list[stops.Notice],
) -> HttpResponse:
    context = {"form": form, "destination": destination, "in_force": in_force}
    return TemplateResponse(request, "publishing/stops/stop.html", context)
