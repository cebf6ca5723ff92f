"""“Thuật ngữ”: what terms are called in each language. Parse, call a service, redirect."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.menu import MenuItem
from wagtail.models import ModelLogEntry

from cms.languages import BY_CODE, DEFAULT, LANGUAGES, Language
from cms.login import StaffRequest
from cms.views.posted import posted_text
from cms.visibility import roles_held

from ..errors import Refused
from ..glossary.browsing import browse, domains
from ..glossary.rights import GlossaryRights
from ..models import Term, TermTranslation
from ..services import glossary as services
from .glossary_forms import TermForm, WordingForm

LOGGED = 20  # acts that a term's screen lists
CHOICES = [one for one in LANGUAGES if one.code != DEFAULT]


class GlossaryMenuItem(MenuItem):
    """Shown to everybody with a role: it is read by all who write."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Glossary"),
            reverse_lazy("translations_glossary"),
            name="glossary",
            icon_name="openquote",
            order=161,
        )

    def is_shown(self, request: StaffRequest) -> bool:
        return request.user.is_superuser or bool(roles_held(request))


@require_safe
def index(request: StaffRequest) -> HttpResponse:
    asked = request.GET
    language = asked.get("language", "")
    language = language if language in BY_CODE and language != DEFAULT else ""
    words = asked.get("q", "").replace("\0", "")[:200]
    page = int(asked["p"]) if asked.get("p", "").isdecimal() and len(asked["p"]) < 6 else 1
    missing = "missing" in asked
    context = {
        "found": browse(words=words, language=language, missing=missing, page=page),
        "words": words,
        "language": BY_CODE.get(language),
        "missing": missing,
        "languages": CHOICES,
        "rights": GlossaryRights(request.user),
    }
    return TemplateResponse(request, "translations/glossary.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    if not GlossaryRights(request.user).may_add:
        raise PermissionDenied
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        term = _done(form, lambda: services.add_term(entry=form.entry, user=request.user))
        if term is not None:
            messages.success(request, _("The term was added. Now say what it is called."))
            return redirect("translations_term", term.pk)
    context = {"form": form, "domains": domains()}
    return TemplateResponse(request, "translations/term_form.html", context)


@require_safe
def show(request: StaffRequest, term_id: int) -> HttpResponse:
    """The term, each language, and what was done to it."""
    term = get_object_or_404(Term.objects.select_related("changed_by"), pk=term_id)
    rights = GlossaryRights(request.user)
    rows = {one.language: one for one in term.translations.select_related("sound", "changed_by")}
    sections = [
        (language, rows.get(language.code), rights.may_write(language.code))
        for language in CHOICES
        if language.code in rows or rights.may_write(language.code)
    ]
    logged = ModelLogEntry.objects.for_instance(term).select_related("user")
    context = {
        "term": term,
        "said": [one for one in sections if one[1]],
        "unsaid": [one for one in sections if not one[1]],
        "rights": rights,
        "may_change": rights.may_change(term),
        "history": [_act(entry) for entry in logged.order_by("-timestamp", "-pk")[:LOGGED]],
        "reason_length": services.LONGEST_REASON,
    }
    return TemplateResponse(request, "translations/term.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: StaffRequest, term_id: int) -> HttpResponse:
    term = get_object_or_404(Term, pk=term_id)
    if not GlossaryRights(request.user).may_change(term):
        raise PermissionDenied
    form = TermForm(request.POST or None, initial=TermForm.initial_of(term))
    seen = _seen(request, term.changed_at)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {
            "term": term,
            "entry": form.entry,
            "user": request.user,
            "seen": seen,
        }
        if _done(form, lambda: services.change_term(**given)) is not None:
            messages.success(request, _("The term was saved."))
            return redirect("translations_term", term.pk)
    context = {"form": form, "term": term, "seen": _stamp(seen), "domains": domains()}
    return TemplateResponse(request, "translations/term_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def say(request: StaffRequest, term_id: int, language: str) -> HttpResponse:
    """What it is called in a language."""
    term, tongue = get_object_or_404(Term, pk=term_id), _language_or_404(language)
    if not GlossaryRights(request.user).may_write(language):
        raise PermissionDenied
    row = TermTranslation.objects.filter(term=term, language=language).first()
    form = WordingForm(
        request.POST or None, user=request.user, row=row, initial=WordingForm.initial_of(row)
    )
    seen = _seen(request, row.changed_at if row else None)
    sent = request.method == "POST" and form.is_valid()
    if sent and _said(request, form, term, language, seen):
        messages.success(request, _("Saved. Translators see it at once."))
        return redirect("translations_term", term.pk)
    context = {"form": form, "term": term, "language": tongue, "seen": _stamp(seen)}
    return TemplateResponse(request, "translations/wording_form.html", context)


def _said(
    request: StaffRequest, form: WordingForm, term: Term, language: str, seen: datetime | None
) -> bool:
    def save() -> bool:
        services.say_term(
            term=term,
            wording=form.wording(language),
            sound=form.cleaned_data["sound"],
            user=request.user,
            seen=seen,
        )
        return True

    return bool(_done(form, save))


@require_http_methods(["POST"])
def delete(request: StaffRequest, term_id: int) -> HttpResponse:
    term = get_object_or_404(Term, pk=term_id)
    reason = posted_text(request)
    try:
        services.delete_term(term=term, user=request.user, reason=reason)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("translations_term", term_id)
    messages.success(request, _("“%(term)s” was deleted.") % {"term": term.headword})
    return redirect("translations_glossary")


def _done(form: forms.Form, act: Callable[[], Any]) -> Any:
    try:
        return act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _language_or_404(code: str) -> Language:
    if code == DEFAULT or code not in BY_CODE:
        raise Http404("No such language.")
    return BY_CODE[code]


def _seen(request: StaffRequest, now: datetime | None) -> datetime | None:
    """What the person saw; None: nothing was there, or it is unreadable, which equals no time."""
    if request.method != "POST":
        return now
    try:
        return parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        return None


def _stamp(seen: datetime | None) -> str:
    return seen.isoformat() if seen else ""


def _act(entry: ModelLogEntry) -> dict[str, Any]:
    data = entry.data
    language = BY_CODE.get(data.get("language", ""))
    return {
        "entry": entry,
        "language": language,
        "before": data.get("before", {}).get("preferred", ""),
        "after": data.get("wording", {}).get("preferred", ""),
        "file": data.get("file", ""),
    }
