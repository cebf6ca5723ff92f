"""A grassroots officer reminds communes, and writes down what they say on the telephone."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from .. import communes
from ..bulletins import Bulletin, bulletins_of
from ..commune_reminders import silent_places, told
from ..forms.deliveries import CallForm
from ..models import Confirmation
from ..services.communes import remind_communes
from ..services.confirmations import confirm_delivery
from ..services.delivery_changes import DeliveryRefused
from .signed_in import user_of

PER_PAGE = 50


class CommuneCallForm(CallForm):
    """Of one bulletin in the commune's list."""

    bulletin = forms.ChoiceField(label=gettext_lazy("Bulletin"))
    field_order = ["bulletin"]

    def __init__(self, *args: Any, bulletins: Iterable[Bulletin], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(one.delivery.key): one for one in bulletins}
        choices = [(key, one.post["title"]) for key, one in self.by_key.items()]
        self.fields["bulletin"].choices = choices  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    if not communes.may_see_communes(user):
        raise PermissionDenied
    kept = communes.communes_kept_by(user)
    if request.method == "POST":
        chosen = [int(one) for one in request.POST.getlist("place") if one.isdecimal()]
        number = remind_communes(destinations=kept.filter(pk__in=chosen), user=user)
        if number:
            said = ngettext(
                "Noted: %(n)s commune was reminded.", "Noted: %(n)s communes were reminded.", number
            )
            messages.success(request, said % {"n": number})
        else:
            messages.warning(request, _("Tick the communes that you have reminded."))
        return redirect("publishing_remind")
    page = Paginator(silent_places(kept), PER_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "silent": told(list(page.object_list))}
    return TemplateResponse(request, "publishing/communes/remind.html", context)


@require_POST
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """What the commune said on the telephone, marked as such everywhere."""
    user = user_of(request)
    place = get_object_or_404(communes.communes_kept_by(user), pk=pk)
    form = CommuneCallForm(request.POST, bulletins=bulletins_of(place))
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        return redirect("publishing_commune", pk)
    said = dict(form.cleaned_data)
    delivery = form.by_key[said.pop("bulletin")].delivery
    try:
        confirm_delivery(delivery=delivery, by=Confirmation.By.TELEPHONE, user=user, **said)
    except DeliveryRefused as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The confirmation by telephone was recorded."))
    return redirect("publishing_commune", pk)
