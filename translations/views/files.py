"""A translation out as a file for translators, and a file that came back: upload, check, confirm."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from slugify import slugify

from cms.languages import BY_CODE
from cms.login import StaffRequest

from ..errands.machine import empty_rows
from ..errands.reporting import read_lines
from ..errors import Refused
from ..exchange import Format, write
from ..machine import translator
from ..models import Errand, TranslationRequest
from ..rights import Rights
from ..rows import require_open
from ..services import uploads
from ..services.machine import cancel_errand
from ..units import unit_file
from .sizes import FileField

LATEST = 5  # errands that the screen lists
SHOWN = 200  # texts of a file that the check lists
TYPES = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.XLIFF1: "application/x-xliff+xml",
    Format.XLIFF2: "application/xliff+xml",
    Format.PO: "text/x-gettext-translation; charset=utf-8",
}


@dataclass(frozen=True)
class Offer:
    """A format, and in plain words whom it is for."""

    format: Format
    name: str | Promise
    whom: str | Promise
    icon: str


OFFERS = (
    Offer(
        Format.DOCX,
        gettext_lazy("Word"),
        gettext_lazy("for a translator at a radio station: a table with two columns"),
        "doc-full",
    ),
    Offer(
        Format.XLSX,
        gettext_lazy("Excel"),
        gettext_lazy("for whoever prefers a spreadsheet: a row for each text"),
        "table",
    ),
    Offer(
        Format.XLIFF1,
        gettext_lazy("XLIFF 1.2"),
        gettext_lazy("for a translation office with a program such as Trados or memoQ"),
        "code",
    ),
    Offer(
        Format.XLIFF2,
        gettext_lazy("XLIFF 2.0"),
        gettext_lazy("for newer translation programs; take 1.2 if you are not sure"),
        "code",
    ),
    Offer(
        Format.PO,
        gettext_lazy("PO"),
        gettext_lazy("for people who translate with Poedit or Weblate"),
        "code",
    ),
)


class UploadForm(forms.Form):
    file = FileField(
        label=gettext_lazy("The file with the translation"),
        most_bytes=uploads.MOST_BYTES,
        accept=".docx,.xlsx,.xlf,.xliff,.po",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: StaffRequest, request_id: int) -> HttpResponse:
    """What can be fetched, and what can be brought."""
    asked, rights = _asked(request, request_id)
    may_write = rights.may_write(asked)
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (errand := _brought(request, asked, form)):
        return redirect("translations_file", errand.pk)
    context = _about(asked) | {"form": form, "may_write": may_write, "offers": OFFERS}
    if not context["over"]:
        context["empty"] = len(empty_rows(asked))
        context["engine"] = translator() if may_write else None
    context["errands"] = asked.errands.filter(user=request.user).order_by("-pk")[:LATEST]
    return TemplateResponse(request, "translations/files.html", context)


@require_safe
def export(request: StaffRequest, request_id: int, kind: str) -> HttpResponse:
    asked, _rights = _asked(request, request_id)
    if kind not in list(Format):
        raise Http404("No such format.")
    format_ = Format(kind)
    try:
        require_open(asked)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("translations_files", asked.pk)
    file = unit_file(asked)
    response = HttpResponse(write(file, format_), content_type=TYPES[format_])
    name = f"{slugify(file.title, max_length=60) or 'ban-dich'}-{asked.language}{format_.suffix}"
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: StaffRequest, errand_id: int) -> HttpResponse:
    """What the file would do, line by line; by POST it is done, or dropped."""
    errand = _brought_or_404(request, errand_id)
    if request.method == "POST":
        return _decide(request, errand)
    assert errand.request is not None
    context = _about(errand.request) | {"errand": errand}
    if errand.state == Errand.State.UPLOADED:
        context |= _checked(errand)
    else:
        context["lines"] = read_lines(errand.report)
    return TemplateResponse(request, "translations/file_check.html", context)


def _checked(errand: Errand) -> dict[str, Any]:
    try:
        found = uploads.check_translation(errand=errand)
    except Refused as refusal:
        return {"refused": str(refusal)}
    return {
        "seal": found.seal,
        "count": len(found.changes),
        "changes": found.changes[:SHOWN],
        "doubtful": sum(bool(one.findings) for one in found.changes),
        "more": max(len(found.changes) - SHOWN, 0),
        "problems": [one for one in found.problems if not one.taken],
        "remarks": [one for one in found.problems if one.taken],
    }


def _decide(request: StaffRequest, errand: Errand) -> HttpResponse:
    if "drop" in request.POST:
        cancel_errand(errand=errand, user=request.user)
        messages.success(request, _("The file was dropped. Nothing was changed."))
        return redirect("translations_files", errand.request_id)
    seal = request.POST.get("seal", "")
    try:
        taken = uploads.confirm_translation(errand=errand, user=request.user, seal=seal)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        message = ngettext("%(count)d text was taken.", "%(count)d texts were taken.", taken)
        messages.success(request, message % {"count": taken})
    return redirect("translations_file", errand.pk)


def _brought(request: StaffRequest, asked: TranslationRequest, form: UploadForm) -> Errand | None:
    given = form.cleaned_data["file"]
    try:
        return uploads.bring_translation(
            request=asked, user=request.user, name=given.name, content=given.read()
        )
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return None


def _asked(request: StaffRequest, request_id: int) -> tuple[TranslationRequest, Rights]:
    rows = TranslationRequest.objects.select_related("page__locale", "work", "office")
    asked = get_object_or_404(rows, pk=request_id)
    rights = Rights(request.user)
    if not request.user.is_superuser and not rights.may_build(asked):
        raise PermissionDenied
    return asked, rights


def _brought_or_404(request: StaffRequest, errand_id: int) -> Errand:
    """Nobody sees what others bring; who lost the right to write is refused."""
    rows = Errand.objects.filter(kind=Errand.Kind.TRANSLATION, user=request.user)
    related = ("request__page__locale", "request__work", "request__office")
    errand = get_object_or_404(rows.select_related(*related), pk=errand_id)
    if errand.request is None or not Rights(request.user).may_write(errand.request):
        raise PermissionDenied
    return errand


def _about(asked: TranslationRequest) -> dict[str, Any]:
    over = asked.page is None or asked.withdrawn_at is not None
    title = asked.work.title if asked.page is None else asked.page.get_admin_display_title()
    return {
        "asked": asked,
        "title": title,
        "language": BY_CODE[asked.language],
        "over": over,
    }
