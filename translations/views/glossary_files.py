"""The glossary as a file, out and in: upload, check, confirm."""

from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cms.languages import BY_CODE, DEFAULT
from cms.login import StaffRequest

from ..errors import Refused
from ..exchange.problems import Refused as FileRefused
from ..glossary import tables, tbx
from ..glossary.differences import differences
from ..glossary.entries import all_entries, entry_of
from ..glossary.rights import GlossaryRights
from ..models import Errand
from ..not_imported import NotImported
from ..services import glossary as services
from ..services import uploads
from ..services.machine import cancel_errand
from .sizes import FileField

SHOWN = 200


class UploadForm(forms.Form):
    file = FileField(
        label=gettext_lazy("The file with terms"),
        most_bytes=services.MOST_BYTES,
        accept=".csv,.tsv,.txt,.tbx,.xml",
    )


@require_safe
def export(request: StaffRequest, kind: str) -> HttpResponse:
    """All terms; with `language` only what they are called in it."""
    if kind not in ("csv", "tbx"):
        raise Http404("No such format.")
    language = request.GET.get("language", "")
    chosen = [language] if language in BY_CODE and language != DEFAULT else None
    entries = list(all_entries(chosen))
    if kind == "csv":
        response = HttpResponse(
            "".join(tables.write(entries)), content_type="text/csv; charset=utf-8"
        )
    else:
        file = BytesIO()
        tbx.write(entries, file)
        response = HttpResponse(file.getvalue(), content_type="application/x-tbx+xml")
    name = f"thuat-ngu{'-' + language if chosen else ''}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: StaffRequest) -> HttpResponse:
    languages = GlossaryRights(request.user).languages_imported
    if not languages:
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        errand = uploads.bring_glossary(user=request.user, name=given.name, content=given.read())
        return redirect("translations_glossary_file", errand.pk)
    context = {
        "form": form,
        "columns": tables.COLUMNS,
        "languages": [BY_CODE[code] for code in languages],
        "every": len(languages) == len(BY_CODE) - 1,
    }
    return TemplateResponse(request, "translations/glossary_bring.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: StaffRequest, errand_id: int) -> HttpResponse:
    """What is new, what changes; or a line per problem, and then nothing of the file is taken."""
    rows = Errand.objects.filter(kind=Errand.Kind.GLOSSARY, user=request.user)
    errand = get_object_or_404(rows, pk=errand_id)
    if not GlossaryRights(request.user).languages_imported:
        raise PermissionDenied
    if request.method == "POST":
        return _decide(request, errand)
    context: dict[str, Any] = {"errand": errand}
    if errand.state == Errand.State.UPLOADED:
        context |= _checked(request, errand)
    return TemplateResponse(request, "translations/glossary_check.html", context)


def _checked(request: StaffRequest, errand: Errand) -> dict[str, Any]:
    try:
        found = uploads.check_glossary(errand=errand, user=request.user)
    except NotImported as failed:
        return {"problems": failed.problems}
    except FileRefused as refused:
        where = f"{refused.where}: " if refused.where else ""
        return {"refused": f"{where}{refused.message}"}
    except Refused as refusal:
        return {"refused": str(refusal)}
    return {
        "found": found,
        "seal": uploads.seal_of(found),
        "new": found.new[:SHOWN],
        "changed": [
            (one, list(differences(entry_of(one), new))) for one, new in found.changed[:SHOWN]
        ],
        "passed_over": [BY_CODE[code] for code in found.passed_over],
        "more": max(len(found.new) - SHOWN, 0) + max(len(found.changed) - SHOWN, 0),
    }


def _decide(request: StaffRequest, errand: Errand) -> HttpResponse:
    if "drop" in request.POST:
        cancel_errand(errand=errand, user=request.user)
        messages.success(request, _("The file was dropped. Nothing was changed."))
        return redirect("translations_glossary")
    seal = request.POST.get("seal", "")
    try:
        found = uploads.confirm_glossary(errand=errand, user=request.user, seal=seal)
    except (NotImported, FileRefused):
        messages.error(request, _("Nothing was imported. The list says what to mend."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        message = _("%(added)d terms new, %(changed)d changed, %(known)d as they were")
        counts = {"added": len(found.new), "changed": len(found.changed), "known": found.known}
        messages.success(request, message % counts)
    return redirect("translations_glossary_file", errand.pk)
