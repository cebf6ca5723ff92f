"""“Cách đọc trên loa”: the words that an office says in its own way, and its region's way of reading."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.menu import MenuItem

from cms.models import Office
from cms.visibility import holds_any

from ..forms.spoken_words import ProfileForm, WordForm
from ..models import SpokenProfile, SpokenWord
from ..office_voices import line_of, province_of, voice_of
from ..services.spoken_words import add_word, choose_profile, withdraw_word
from ..speech.offices import profile_for
from ..word_rights import ADDERS, may_add_words, may_settle_voice, offices_of
from .signed_in import user_of


class SpokenWordsMenuItem(MenuItem):
    """Shown to those who may add to the words of an office."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("How bulletins are read"),
            reverse(INDEX),
            name="spoken-words",
            icon_name="loudspeaker",
            order=510,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return holds_any(request, ADDERS)


INDEX, OFFICE = "publishing_spoken_words", "publishing_spoken_words_of"


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The office of the user; a choice where there are several."""
    offices = list(offices_of(user_of(request)))
    if not offices:
        raise PermissionDenied
    if len(offices) == 1:
        return redirect(OFFICE, offices[0].code)
    return TemplateResponse(request, "publishing/spoken/offices.html", {"offices": offices})


def at_office(request: HttpRequest, code: str) -> HttpResponse:
    user, office = user_of(request), _office(code)
    if not may_add_words(user, office):
        raise PermissionDenied
    form = WordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        word = add_word(office=office, user=user, **form.cleaned_data)
        told = _("“%(written)s” is read “%(said)s” from now on.")
        messages.success(request, told % {"written": word.written, "said": word.said})
        return redirect(OFFICE, office.code)
    return TemplateResponse(
        request, "publishing/spoken/words.html", _context(request, office) | {"form": form}
    )


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    word = get_object_or_404(SpokenWord.objects.select_related("office__parent"), pk=pk)
    withdraw_word(word=word, user=user_of(request))
    told = _("“%(written)s” has no reading of the office any more.")
    messages.success(request, told % {"written": word.written})
    return redirect(OFFICE, word.office.code)


@require_POST
def profile(request: HttpRequest, code: str) -> HttpResponse:
    user, office = user_of(request), _office(code)
    if not may_settle_voice(user, office):
        raise PermissionDenied
    form = ProfileForm(request.POST)
    if form.is_valid():
        choose_profile(office=office, name=form.cleaned_data["profile"], user=user)
        messages.success(request, _("The way of reading was saved."))
    else:
        messages.error(request, _("Choose one of the ways that are offered."))
    return redirect(OFFICE, office.code)


def _office(code: str) -> Office:
    return get_object_or_404(Office.objects.select_related("parent"), code=code)


def _context(request: HttpRequest, office: Office) -> dict[str, Any]:
    above = [pk for pk in line_of(office) if pk != office.pk]
    words = SpokenWord.objects.in_force().select_related("office", "made_by")
    chosen = SpokenProfile.objects.filter(office=office).first()
    return {
        "office": office,
        "words": words.filter(office=office),
        "inherited": words.filter(office__in=above),
        "withdrawn": SpokenWord.objects.filter(office=office, withdrawn_at__isnull=False)
        .select_related("withdrawn_by")
        .order_by("-withdrawn_at")[:20],
        "may_settle": may_settle_voice(user_of(request), office),
        "profile_form": ProfileForm(initial={"profile": chosen.name if chosen else ""}),
        "now": SpokenProfile.Name(voice_of(office).profile.name).label,
        "usual": SpokenProfile.Name(profile_for(province=province_of(office)).name).label,
    }
