"""What the editor asks for while somebody works on one segment."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from cms.languages import BY_CODE
from cms.word_diff import as_html, word_diff

from ..checks import Finding
from ..editing import saving, suggestions
from ..editing.lines import LOCKED, findings_in, is_ready_for, line_of, origin_of
from ..editing.progress_bar import bar_of
from ..errors import Clash, Conflict, Refused
from ..forms.editor import SaveForm, TextForm
from ..history import history_of
from ..models import Segment, SegmentTranslation, TranslationRequest
from ..rights import Rights
from ..rows import Row
from ..state_names import SAID
from ..unit import State
from .asked import asked_or_404, segment_or_404, wants_json
from .editor import Typed, back_to, show


@require_POST
def save(request: HttpRequest, request_id: int) -> HttpResponse:
    """409 where somebody else wrote meanwhile: both texts, nothing stored."""
    asked, rights = asked_or_404(request, request_id)
    form = SaveForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    try:
        saved = saving.press(asked, request.user, form)
    except Conflict as conflict:
        return _clashed(request, asked, rights, form, conflict)
    except Refused as refusal:
        return _refused(request, asked, rights, form, refusal)
    if wants_json(request):
        return JsonResponse(_saved(asked, rights, saved))
    if saved.refused:
        messages.warning(request, saved.refused)
    else:
        messages.success(request, _("Saved."))
    return redirect(back_to(request, asked, form.cleaned_data["segment"]))


@require_POST
def check(request: HttpRequest, request_id: int) -> HttpResponse:
    """Of a text that nobody saved yet."""
    asked, _rights = asked_or_404(request, request_id)
    form = TextForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    segment = segment_or_404(asked, form.cleaned_data["segment"])
    return JsonResponse({"findings": _findings(asked, segment, form.cleaned_data["text"])})


@require_GET
@never_cache
def suggest(request: HttpRequest, request_id: int) -> HttpResponse:
    """`?may=1`: of the machine, which may take a while; else of the memory."""
    asked, _rights = asked_or_404(request, request_id)
    segment = segment_or_404(asked, request.GET.get("segment", ""))
    if "may" in request.GET:
        return JsonResponse(suggestions.from_machine(asked, segment))
    return JsonResponse({"memory": suggestions.from_memory(asked, segment)})


@require_GET
@never_cache
def history(request: HttpRequest, request_id: int, segment: UUID) -> HttpResponse:
    """A page of its own; the script takes the list out of it."""
    asked, _rights = asked_or_404(request, request_id)
    found = segment_or_404(asked, segment)
    events = [
        (
            one,
            as_html(word_diff(one.text_before, one.text_after))
            if one.text_before != one.text_after
            else "",
            SAID[State(one.state_after)] if one.state_after not in ("", one.state_before) else "",
        )
        for one in history_of(found, asked.language)
    ]
    context = {
        "asked": asked,
        "segment": found,
        "events": events,
        "language": BY_CODE[asked.language],
    }
    if wants_json(request):
        html = render_to_string("translations/editor/events.html", context, request)
        return JsonResponse({"html": html})
    return TemplateResponse(request, "translations/editor/history.html", context)


def _saved(asked: TranslationRequest, rights: Rights, saved: saving.Saved) -> dict[str, Any]:
    one = saved.translation
    line = line_of(asked, one)
    is_ready = rights.may_review(asked) and is_ready_for(one, rights.user)
    return {
        **_state(one),
        "text": one.text,
        "findings": [_finding(each) for each in line.findings],
        "filters": line.filters,
        "outdated": one.is_outdated,
        "may_be_reviewed": is_ready,
        "progress": bar_of(asked).to_data(),
        "refused": saved.refused,
    }


def _state(one: SegmentTranslation) -> dict[str, Any]:
    return {
        "segment": str(one.segment.uuid),
        "version": one.version if one.pk else 0,
        "state": one.state,
        "state_label": str(SAID[State(one.state)]),
        "locked": one.state in LOCKED,
        "origin": origin_of(one),
    }


def _findings(asked: TranslationRequest, segment: Segment, text: str) -> list[dict[str, str]]:
    row = Row(segment, SegmentTranslation(segment=segment, language=asked.language, text=text))
    found = findings_in([row], asked.language).get(segment.uuid, ())
    return [_finding(one) for one in found]


def _finding(one: Finding) -> dict[str, str]:
    return {
        "id": one.id,
        "severity": one.severity.value,
        "message": str(one.message),
        "excerpt": one.excerpt,
    }


def _clashed(
    request: HttpRequest,
    asked: TranslationRequest,
    rights: Rights,
    form: SaveForm,
    conflict: Conflict,
) -> HttpResponse:
    clash = conflict.clashes[0]
    text = form.cleaned_data["text"]
    if wants_json(request):
        return JsonResponse({"message": str(conflict), "conflict": _clash(clash, text)}, status=409)
    messages.error(request, str(conflict))
    return show(request, asked, rights, Typed(str(clash.segment), text, clash), status=409)


def _clash(clash: Clash, typed: str) -> dict[str, Any]:
    return {
        "theirs": clash.theirs,
        "version": clash.version,
        "by": clash.by,
        "state": clash.state,
        "state_label": str(SAID[State(clash.state)]),
        "locked": clash.state in LOCKED,
        "difference": str(as_html(word_diff(clash.theirs, typed))),
    }


def _refused(
    request: HttpRequest,
    asked: TranslationRequest,
    rights: Rights,
    form: SaveForm,
    refusal: Refused,
) -> HttpResponse:
    """422: it cannot be saved as things are, and trying again would not help."""
    if wants_json(request):
        return JsonResponse({"message": str(refusal)}, status=422)
    messages.error(request, str(refusal))
    given = form.cleaned_data
    typed = None if given["verb"] == SaveForm.Verb.REOPEN else given["text"]
    kept = Typed(str(given["segment"]), typed) if typed is not None else None
    return show(request, asked, rights, kept, status=422)
