"""One delivery: what goes out, what came of it, and the buttons that its state allows."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from cms.models import User

from .. import board
from ..delivery_buttons import Button, buttons_for
from ..dossier import Dossier
from ..keeping import may_keep
from ..models import Delivery
from ..rights import Rights
from ..services.deliveries import DeliveryRefused
from ..visibility import deliveries_for
from .signed_in import user_of


def delivery_or_404(user: User, pk: int) -> Delivery:
    """With everything that its page reads; 404 for a delivery of other offices."""
    rows = board.with_relations(deliveries_for(user))
    return get_object_or_404(rows.select_related("variant__post", "acts_on__variant__post"), pk=pk)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    delivery = delivery_or_404(user, pk)
    buttons = buttons_for(delivery, Rights(user))
    asked = {verb: button.form(prefix=verb) for verb, button in buttons.items()}
    if request.method == "POST":
        verb = request.POST.get("verb", "")
        if verb not in buttons:
            raise PermissionDenied
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


def _run(
    request: HttpRequest, delivery: Delivery, button: Button, form: forms.Form
) -> HttpResponse:
    try:
        button.run(delivery, user_of(request), form.cleaned_data)
    except DeliveryRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, str(button.done))
    return redirect("publishing_delivery", delivery.pk)
