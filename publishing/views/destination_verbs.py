"""The buttons of a destination: reconnect, hold, stop, archive. Each on a page of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..errors import ChannelError
from ..forms.destinations import ReasonForm, SettingsForm
from ..models import Destination
from ..registry import channels
from ..services import destinations as services
from ..services.destinations import DestinationRefused
from .destination_access import LIST, mine, tell_account

SHOWN_DELIVERIES = 50


def reconnect(request: HttpRequest, pk: int) -> HttpResponse:
    user, destination = mine(request, pk)
    kind = channels().get(destination.channel)
    if kind is None:
        return redirect(LIST)
    form = SettingsForm(
        request.POST or None, channel=kind, destination=destination, only_secrets=True
    )
    if request.method == "POST" and form.is_valid():
        try:
            account = services.reconnect_destination(
                user=user, destination=destination, secrets=form.secrets
            )
        except (ChannelError, DestinationRefused) as error:
            form.add_error(None, str(error))
        else:
            tell_account(request, account)
            messages.success(request, _("“%(name)s” is ready again.") % {"name": destination})
            return redirect(LIST)
    waiting = services.queued_at(destination).count()
    return _confirm(
        request,
        destination,
        form,
        heading=_("Reconnect"),
        intro=ngettext(
            "%(count)s delivery waits for this destination.",
            "%(count)s deliveries wait for this destination.",
            waiting,
        )
        % {"count": waiting},
        button=_("Check the connection and go on"),
    )


def hold(request: HttpRequest, pk: int) -> HttpResponse:
    user, destination = mine(request, pk)
    return _with_reason(
        request,
        destination,
        lambda reason: services.hold_destination(user=user, destination=destination, reason=reason),
        heading=_("Hold"),
        intro=_("Nothing more is sent there until you reconnect it. What is queued waits."),
        button=_("Hold"),
    )


def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """After a page that lists what would be cancelled."""
    user, destination = mine(request, pk)
    if request.method == "POST":
        count = services.archive_destination(user=user, destination=destination)
        messages.success(
            request,
            _("“%(name)s” is archived; cancelled deliveries: %(count)s.")
            % {"name": destination, "count": count},
        )
        return redirect(LIST)
    waiting = services.queued_at(destination).select_related("release").order_by("pk")
    return _confirm(
        request,
        destination,
        None,
        heading=_("Archive"),
        intro=_("It takes no more posts and cannot be brought back. What is out stays out."),
        button=_("Archive"),
        serious=True,
        waiting=waiting[:SHOWN_DELIVERIES],
        waiting_count=waiting.count(),
    )


def _with_reason(
    request: HttpRequest, destination: Destination, act: Callable[[str], object], **texts: Any
) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act(form.cleaned_data["reason"])
        messages.success(request, _("Done: “%(name)s”.") % {"name": destination})
        return redirect(LIST)
    return _confirm(request, destination, form, **texts)


def _confirm(
    request: HttpRequest, destination: Destination | None, form: forms.Form | None, **texts: Any
) -> HttpResponse:
    context = {"destination": destination, "form": form, "subtitle": destination, **texts}
    return TemplateResponse(request, "publishing/destinations/confirm.html", context)
