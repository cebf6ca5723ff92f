"""“Bộ nhớ dịch”: what was translated before. Parse, call a service, redirect."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.menu import MenuItem

from cms.languages import BY_CODE, DEFAULT, LANGUAGES
from cms.login import StaffRequest
from cms.models import Office
from cms.views.posted import posted_text
from cms.visibility import holds_any

from ..errors import Refused
from ..memory.rights import READERS, MemoryRights
from ..memory.searching import search, units_for
from ..models import Errand, MemoryUnit
from ..services import memory as services
from .sizes import FileField

CENTRE = "0"
CODES = [one.code for one in LANGUAGES if one.code != DEFAULT]
STATES = {"": None, "approved": True, "open": False}
LATEST = 5


class MemoryMenuItem(MenuItem):
    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Translation memory"),
            reverse_lazy("translations_memory"),
            name="memory",
            icon_name="history",
            order=162,
        )

    def is_shown(self, request: StaffRequest) -> bool:
        return holds_any(request, READERS)


class SearchForm(forms.Form):
    """Also what an export is made of."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=lambda: [(c, BY_CODE[c].name) for c in CODES]
    )
    scope = forms.ChoiceField(label=gettext_lazy("Whose"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[
            ("", gettext_lazy("all")),
            ("approved", gettext_lazy("approved only")),
            ("open", gettext_lazy("not approved")),
        ],
    )
    q = forms.CharField(label=gettext_lazy("Words, on either side"), required=False, max_length=200)

    def __init__(self, *args: Any, rights: MemoryRights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["language"] = rights.own_language
        self.rights = rights
        _offer_scopes(self, rights)

    def units(self) -> Any:
        given = self.cleaned_data
        return units_for(
            language=given["language"],
            office=office_in(self),
            approved=STATES[given["state"]],
            words=given["q"],
        )


class ImportForm(forms.Form):
    file = FileField(
        label=gettext_lazy("TMX file"), most_bytes=services.MOST_BYTES, accept=".tmx,.xml"
    )
    scope = forms.ChoiceField(label=gettext_lazy("Whose it becomes"), required=False)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages to take"),
        help_text=gettext_lazy("What else is in the file is passed over."),
        widget=forms.CheckboxSelectMultiple,
    )
    approved = forms.BooleanField(
        label=gettext_lazy("I answer for it: propose it as good"),
        required=False,
        help_text=gettext_lazy("Without it, it is proposed as no more than fair."),
    )

    def __init__(self, *args: Any, rights: MemoryRights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_scopes(self, rights, keep=True)
        codes = languages_of(rights)
        field: Any = self.fields["languages"]
        field.choices = [(code, BY_CODE[code].name) for code in codes]
        field.initial = codes if len(codes) == 1 else []


def _offer_scopes(form: forms.Form, rights: MemoryRights, *, keep: bool = False) -> None:
    choices = [
        (str(one.pk), str(one)) for one in rights.provinces if not keep or _keeps(rights, one)
    ]
    if not keep or _keeps(rights, None):
        choices.insert(0, (CENTRE, _("The centre's, proposed to everybody")))
    field: Any = form.fields["scope"]
    field.choices = choices
    field.required = keep


def _keeps(rights: MemoryRights, office: Office | None) -> bool:
    return bool(rights.languages_kept(office, CODES))


def languages_of(rights: MemoryRights) -> list[str]:
    """In which this person answers for units of any scope."""
    scopes = [None, *rights.provinces]
    return [code for code in CODES if any(rights.may_keep(one, code) for one in scopes)]


def office_in(form: forms.Form) -> Office | None:
    scope = form.cleaned_data.get("scope") or CENTRE
    return None if scope == CENTRE else Office.objects.get(pk=scope)


@require_safe
def index(request: StaffRequest) -> HttpResponse:
    rights = _rights(request)
    form = SearchForm(request.GET if request.GET.get("language") else None, rights=rights)
    context: dict[str, Any] = {
        "form": form,
        "may_import": bool(languages_of(rights)),
        "errands": _errands(request),
    }
    if form.is_bound and form.is_valid():
        page = request.GET.get("p", "1")
        found = search(form.units(), int(page) if page.isdecimal() and len(page) < 6 else 1)
        language = form.cleaned_data["language"]
        context |= {
            "found": found,
            "language": BY_CODE[language],
            "may_keep": rights.may_keep(office_in(form), language),
            "query": _query(request),
        }
    return TemplateResponse(request, "translations/memory.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: StaffRequest, unit_id: int) -> HttpResponse:
    """One unit, whole; by POST it loses its approval or is deleted, with a reason."""
    rights = _rights(request)
    rows = MemoryUnit.objects.select_related("office", "made_by")
    found = get_object_or_404(rows, pk=unit_id)
    if not rights.may_see_of(found.office):
        raise PermissionDenied
    may_keep = rights.may_keep(found.office, found.language)
    if request.method == "POST":
        if not may_keep:
            raise PermissionDenied
        return _act(request, found)
    context = {
        "unit": found,
        "language": BY_CODE[found.language],
        "may_keep": may_keep,
        "reason_length": services.LONGEST_REASON,
    }
    return TemplateResponse(request, "translations/memory_unit.html", context)


def _act(request: StaffRequest, found: MemoryUnit) -> HttpResponse:
    reason = posted_text(request)
    given: dict[str, Any] = {"unit": found, "user": request.user, "reason": reason}
    pk, back = found.pk, f"{reverse('translations_memory')}?language={found.language}"
    try:
        if "delete" in request.POST:
            services.delete_unit(**given)
            messages.success(
                request, _("The unit was deleted. Pages that use it stay as they are.")
            )
            return redirect(back)
        services.take_approval(**given)
        messages.success(request, _("It is not proposed as good any more."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("translations_memory_unit", pk)


@require_http_methods(["POST"])
def export(request: StaffRequest) -> HttpResponse:
    """What the search names, without its words, as TMX."""
    form = SearchForm(request.POST, rights=_rights(request))
    if not form.is_valid():
        messages.error(request, _("Choose a language first."))
        return redirect("translations_memory")
    errand = services.order_export(
        user=request.user,
        language=form.cleaned_data["language"],
        office=office_in(form),
        approved=form.cleaned_data["state"] == "approved",
    )
    return redirect("translations_errand", errand.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: StaffRequest) -> HttpResponse:
    rights = _rights(request)
    if not languages_of(rights):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None, rights=rights)
    if request.method == "POST" and form.is_valid() and (errand := _brought(request, form, rights)):
        return redirect("translations_errand", errand.pk)
    return TemplateResponse(request, "translations/memory_bring.html", {"form": form})


def _brought(request: StaffRequest, form: ImportForm, rights: MemoryRights) -> Errand | None:
    given, office = form.cleaned_data, office_in(form)
    others = [code for code in given["languages"] if not rights.may_keep(office, code)]
    if others:
        names = ", ".join(BY_CODE[code].name for code in others)
        message = _("You do not answer for these languages there: %(names)s.")
        form.add_error("languages", message % {"names": names})
        return None
    try:
        return services.order_import(
            user=request.user,
            languages=given["languages"],
            office=office,
            approved=given["approved"],
            name=given["file"].name,
            content=given["file"].read(),
        )
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return None


def _rights(request: StaffRequest) -> MemoryRights:
    rights = MemoryRights(request.user)
    if not rights.may_see:
        raise PermissionDenied
    return rights


def _errands(request: StaffRequest) -> Any:
    kinds = (Errand.Kind.MEMORY_IN, Errand.Kind.MEMORY_OUT)
    return Errand.objects.filter(user=request.user, kind__in=kinds).order_by("-pk")[:LATEST]


def _query(request: StaffRequest) -> str:
    asked = request.GET.copy()
    asked.pop("p", None)
    return asked.urlencode()
