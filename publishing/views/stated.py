"""What is out with other values than the sheet of an office, and what it did not get for want of one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages as admin_messages

from cms import facts
from cms.models import Office, User

from ..lacks import lacks_at
from ..nodders import has_somebody, standing_for
from ..office_package import Pair
from ..quotes import MOST, Quote, quotes_at
from ..services.batches import BatchResult
from ..services.office_batches import correct_all, send_what_lacked
from .signed_in import user_of

NAME, INDEX = "publishing_stated", "publishing_stated_offices"


class CorrectionOfFactsForm(forms.Form):
    """`wrong`: of the values that something still states, those that readers are told were wrong."""

    wrong = forms.MultipleChoiceField(
        label=gettext_lazy("Which values were wrong when they were posted?"),
        help_text=gettext_lazy(
            "Pages and posts name each that you tick in a dated correction. The others were right"
            " then and changed since: there only the new value is shown."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy(
                "The values changed while you were looking: look at the list again."
            )
        },
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=250, strip=True)

    def __init__(self, data: Any, quotes: Iterable[Quote]) -> None:
        super().__init__(data)
        said = [one for quote in quotes for one in quote.said if one.before]
        self.pairs = {f"{one.key} {one.before}": one.pair for one in said}
        labels = {f"{one.key} {one.before}": f"{one.label}: {one.before}" for one in said}
        field: Any = self.fields["wrong"]
        field.choices = list(labels.items())

    def clean_wrong(self) -> list[Pair]:
        return [self.pairs[name] for name in self.cleaned_data["wrong"]]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Straight to the list of somebody who has one office."""
    offices = list(Office.objects.filter(memberships__user=user_of(request)).distinct())
    if len(offices) == 1:
        return redirect(NAME, offices[0].code)
    return TemplateResponse(request, "publishing/stated/index.html", {"offices": offices})


@require_http_methods(["GET", "HEAD", "POST"])
def at_office(request: HttpRequest, code: str) -> HttpResponse:
    office = get_object_or_404(Office.objects.select_related("parent__parent"), code=code)
    user = user_of(request)
    if not _may_open(user, office):
        raise PermissionDenied
    may_release = standing_for(office, user) is not None
    quotes, total = quotes_at(office)
    form = CorrectionOfFactsForm(request.POST or None, quotes)
    if request.method == "POST":
        if not may_release:
            raise PermissionDenied
        if form.is_valid() and _act(request, office, form.cleaned_data):
            return redirect(NAME, office.code)
    context = {
        "office": office,
        "quotes": quotes,
        "more": max(total - MOST, 0),
        "lacks": lacks_at(office),
        "form": form,
        "may_release": may_release,
        "nobody": not may_release and not has_somebody(office),
    }
    return TemplateResponse(request, "publishing/stated/office.html", context)


def buttons_to_lists(user: User, offices: Iterable[Office]) -> list[Any]:
    """For a message, of those that the user may open."""
    return [
        admin_messages.button(reverse(NAME, args=[office.code]), _("Values that are out"))
        for office in offices
        if _may_open(user, office)
    ]


def _may_open(user: User, office: Office) -> bool:
    return facts.may_open(user, office) or standing_for(office, user) is not None


def _act(request: HttpRequest, office: Office, said: dict[str, Any]) -> bool:
    chosen, user = request.POST.getlist("item")[:MOST], user_of(request)
    if not chosen:
        messages.error(request, _("Tick what is to be released."))
        return False
    common = {"office": office, "tokens": chosen, "user": user, "reason": said["reason"]}
    if "send" in request.POST:
        _tell(request, send_what_lacked(**common))
    else:
        _tell(request, correct_all(**common, wrong=said["wrong"]))
    return True


def _tell(request: HttpRequest, result: BatchResult) -> None:
    if result.done:
        words = ngettext(
            "%(count)d item is on its way: follow it on the board.",
            "%(count)d items are on their way: follow them on the board.",
            result.done,
        )
        messages.success(request, words % {"count": result.done})
    if result.refused:
        messages.error(request, _("Not released: %(reasons)s") % {"reasons": result.reasons})
