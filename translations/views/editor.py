"""The editor of a translation: source on the left, translation on the right."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from cms.languages import BY_CODE
from cms.models import Edition
from cms.word_diff import as_html, word_diff

from ..editing import lines as editing
from ..editing.letters import letters_of
from ..editing.progress_bar import bar_of
from ..editing.suggestions import has_machine
from ..errors import Clash
from ..models import TranslationRequest
from ..rights import Rights
from ..rows import why_closed
from .asked import asked_or_404

FILTER = "loc"


@dataclass(frozen=True)
class Typed:
    """What could not be saved, so that nobody types it again."""

    segment: str
    text: str
    clash: Clash | None = None


@require_GET
def edit(request: HttpRequest, request_id: int) -> HttpResponse:
    asked, rights = asked_or_404(request, request_id)
    return show(request, asked, rights)


def show(
    request: HttpRequest,
    asked: TranslationRequest,
    rights: Rights,
    typed: Typed | None = None,
    status: int = 200,
) -> HttpResponse:
    lines = editing.lines_of(asked)
    if may_review := rights.may_review(asked):
        for line in lines:
            line.may_be_reviewed = editing.is_ready_for(line.row.translation, request.user)
    chosen = _chosen(request) or _first(asked, lines)
    closed = why_closed(asked)
    context = {
        "asked": asked,
        "title": asked.page.title if asked.page else asked.work.title,
        "language": BY_CODE[asked.language],
        "lines": _shown(lines, chosen, typed),
        "filters": editing.counts(lines),
        "chosen": chosen,
        "filter_name": FILTER,
        "bar": bar_of(asked),
        "closed": closed,
        "may_write": rights.may_write(asked) and not closed,
        "may_review": may_review and not closed,
        "may_talk": rights.may_build(asked) and not closed,
        "letters": letters_of(asked.language),
        "settings": _settings(request, asked, rights, closed),
    }
    template = "translations/editor/editor.html"
    return TemplateResponse(request, template, context, status=status)


def _chosen(request: HttpRequest) -> str:
    asked = request.GET.get(FILTER) or request.POST.get(FILTER) or ""
    return asked if asked in editing.FILTERS else ""


def _first(asked: TranslationRequest, lines: list[editing.Line]) -> str:
    """Of a local copy what is left to do: most of it may be the centre's."""
    is_copy = asked.page is not None and asked.page.edition.kind == Edition.Kind.LOCAL_COPY
    return editing.TO_DO if is_copy and any(line.is_to_do for line in lines) else editing.ALL


def _shown(lines: list[editing.Line], chosen: str, typed: Typed | None) -> list[editing.Line]:
    shown = []
    for line in lines:
        is_typed = typed is not None and typed.segment == line.uuid
        if is_typed and typed is not None:
            _put_in(line, typed)
        if is_typed or line.is_in(chosen):
            shown.append(line)
    return shown


def _put_in(line: editing.Line, typed: Typed) -> None:
    line.typed = typed.text
    if typed.clash is not None:
        clash = typed.clash
        difference = as_html(word_diff(clash.theirs, typed.text))
        line.clash = editing.Clashing(clash.theirs, clash.version, clash.by, difference)


def _settings(
    request: HttpRequest, asked: TranslationRequest, rights: Rights, closed: str
) -> dict[str, Any]:
    """For the script. What it says is translated here: it has no words of its own."""
    to = {
        name: reverse(f"translations_{name}", args=[asked.pk])
        for name in ("save", "check", "suggest")
    }
    return {
        "to": to,
        "keep": f"loa-dich:{request.user.pk}:{asked.pk}:",
        "machine": has_machine(),
        "asked": editing.ASKED,  # the filter of open questions
        "writes": rights.may_write(asked) and not closed,
        "words": _words(),
    }


def _words() -> dict[str, str]:
    return {
        "saved": _("Everything is saved."),
        "mistaken": _(
            "Everything is saved. Something marked as translated has an error, so that nobody can"
            " approve it."
        ),
        "saving": _("Saving…"),
        "typing": _("Not saved yet …"),
        "offline": _(
            "The server does not answer. What you typed is kept on this computer and is sent as soon"
            " as it answers."
        ),
        "entrance": _(
            "You are no longer logged in. What you typed is kept on this computer: log in in another"
            " window, then press “Save” again."
        ),
        "nowhere": _(
            "This browser keeps nothing. Do not close the page before everything is saved."
        ),
        "conflict": _("Somebody else changed this segment meanwhile. Choose one of the two texts."),
        "unsaved": _("This cannot be saved as it is. It is kept on this computer."),
        "restored": _("What you typed last time and could not save is back."),
        "elsewhere": _("Something that you typed and could not save belongs to another segment."),
        "all": _("Show all segments"),
        "nothing": _("Nothing like it was translated before."),
        "looking": _("Looking …"),
        "unavailable": _("Suggestions cannot be loaded now."),
        "numbers": _("with the numbers of this text"),
        "unapproved": _("not approved"),
        "accept": _("Accept"),
        "machine": _("Machine, not checked by anybody"),
        "memory": pgettext("translation", "Memory"),
        "unfit": _("Its marks differ from those of this source."),
        "end": _("This was the last one."),
    }


def back_to(request: HttpRequest, asked: TranslationRequest, segment: UUID) -> str:
    """The same segment under the same filter."""
    address = reverse("translations_editor", args=[asked.pk])
    chosen = request.POST.get(FILTER, "")
    query = f"?{urlencode({FILTER: chosen})}" if chosen else ""
    return f"{address}{query}#doan-{segment}"
