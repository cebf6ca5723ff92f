"""One delivery: what goes out, what came of it, and the buttons that its state allows."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages as admin_messages

from cms.models import User

from .. import board
from ..delivery_buttons import BUTTONS, Button, buttons_for
from ..dossier import Dossier
from ..keeping import may_keep
from ..models import Delivery
from ..rights import Rights
from ..services.deliveries import DeliveryRefused
from ..services.sending_again import StatedOtherwise
from ..state_tags import state_tag
from ..visibility import deliveries_for
from .signed_in import user_of
from .stated import buttons_to_lists


def delivery_or_404(user: User, pk: int) -> Delivery:
    """With everything that its page reads; 404 for a delivery of other offices."""
    rows = board.with_relations(deliveries_for(user))
    return get_object_or_404(rows.select_related("variant__post", "acts_on__variant__post"), pk=pk)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    delivery = delivery_or_404(user, pk)
    rights = Rights(user)
    buttons = buttons_for(delivery, rights)
    asked = {
        verb: button.form(prefix=verb, initial=_seen(delivery)) for verb, button in buttons.items()
    }
    if request.method == "POST":
        verb = request.POST.get("verb", "")
        if verb not in buttons:
            return _not_offered(request, delivery, rights, verb)
        asked[verb] = buttons[verb].form(request.POST, request.FILES, prefix=verb)
        if asked[verb].is_valid():
            return _run(request, delivery, buttons[verb], asked[verb])
    held = delivery.destination.held_at is not None
    context = {
        "dossier": Dossier(delivery),
        "delivery": delivery,
        "asked": asked,
        "may_reconnect": held and may_keep(user, delivery.destination.office),
    }
    return TemplateResponse(request, "publishing/deliveries/show.html", context)


def _seen(delivery: Delivery) -> dict[str, str]:
    """What the answer is about: a delivery may become unknown a second time."""
    since = delivery.unknown_since
    return {"since": since.isoformat()} if since else {}


def _not_offered(
    request: HttpRequest, delivery: Delivery, rights: Rights, verb: str
) -> HttpResponse:
    """The screen was old, or the button pressed twice: said, and nothing done."""
    button = BUTTONS.get(verb)
    if button is None or not button.allowed(rights, delivery):
        raise PermissionDenied
    now = _(
        "Nothing was done: meanwhile its state has become “%(state)s”. This is how it stands now."
    )
    messages.warning(request, now % {"state": state_tag(delivery).text})
    return redirect("publishing_delivery", delivery.pk)


def _run(
    request: HttpRequest, delivery: Delivery, button: Button, form: forms.Form
) -> HttpResponse:
    try:
        outcome = button.run(delivery, user_of(request), form.cleaned_data)
    except StatedOtherwise as error:
        lists = buttons_to_lists(user_of(request), [error.office])
        admin_messages.error(request, str(error), buttons=lists)
    except DeliveryRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, button.said(outcome))
    return redirect("publishing_delivery", delivery.pk)
