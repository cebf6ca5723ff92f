"""Taking an item down: the plan first, then the button."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail.models import Page

from cms.models import ItemPage

from .. import taking_down
from ..forms.withdrawal import ReasonForm
from ..plans import grouped, withdrawal_plan
from ..rights import Rights
from ..services.releases import ReleaseRefused
from ..services.withdrawal import take_down
from .signed_in import user_of


def item_or_404(page_id: int) -> ItemPage:
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, ItemPage) or not page.has_edition:
        raise Http404
    return page


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Where a duty editor begins: a title, or the address that somebody sent."""
    user = user_of(request)
    if not Rights(user).takes_down_anywhere:
        raise PermissionDenied
    words = request.GET.get("q", "").replace("\x00", "")[:500]
    context = {"words": words, "matches": taking_down.find(user, words)}
    return TemplateResponse(request, "publishing/withdrawal/find.html", context)


def withdraw(request: HttpRequest, page_id: int) -> HttpResponse:
    page, user = item_or_404(page_id), user_of(request)
    if not Rights(user).may_take_down(page.edition.office):
        raise PermissionDenied
    plan = withdrawal_plan(page)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            release = take_down(page=page, user=user, reason=form.cleaned_data["reason"])
        except ReleaseRefused as error:
            messages.error(request, str(error))
            return redirect("publishing_withdraw", page.pk)
        messages.success(request, _("It is being taken down. Follow every place here."))
        return redirect(f"{reverse('publishing_board')}?release={release.pk}")
    context = {"item": page, "form": form, "plan": grouped(plan), "out": bool(plan) or page.live}
    context["elsewhere"] = taking_down.in_other_languages(page)
    return TemplateResponse(request, "publishing/withdrawal/withdraw.html", context)
