"""A table of facts for many offices: template, upload, preview, import. Parse, call a service."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from .. import facts, spreadsheets
from ..approval import Refused
from ..fact_sheets import label_of
from ..fact_tables import template
from ..fact_tables.importing import bring_table, import_table
from ..fact_tables.preview import Preview
from ..fact_tables.reading import MOST_BYTES
from ..login import StaffRequest
from ..models import FactImport
from ..working_time import today

LATEST = 10


class TableForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The filled-in table"),
        help_text=gettext_lazy("XLSX or CSV, at most 2 MB"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "missing": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty. Choose another one."),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: StaffRequest) -> HttpResponse:
    offices = facts.may_import_for(request.user)
    if not offices:
        raise PermissionDenied
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    if form.is_valid() and (brought := _brought(request, form)):
        return redirect("loa_fact_table", brought.pk)
    done = FactImport.objects.filter(user=request.user, done_at__isnull=False)[:LATEST]
    context = {"form": form, "offices": offices, "done": done, "guide": template.guide()}
    return TemplateResponse(request, "cms/admin/fact_import.html", context)


def _brought(request: StaffRequest, form: TableForm) -> FactImport | None:
    file: UploadedFile = form.cleaned_data["file"]
    try:
        # One byte more than allowed is enough to refuse it by its size.
        data = file.read(MOST_BYTES + 1)
        return bring_table(data=data, name=file.name or "", user=request.user)
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def table(request: StaffRequest, pk: int) -> HttpResponse:
    """What the table would change; by POST just that is proposed."""
    found = get_object_or_404(FactImport, pk=pk, user=request.user)
    if not facts.may_import_for(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _imported(request, found)
    context: dict[str, Any] = {"table": found}
    if found.done_at:
        rows = found.facts.select_related("office").order_by("office__code", "key")
        context["facts"] = [(label_of(fact.key), fact) for fact in rows]
    else:
        context["preview"] = Preview(found.rows, request.user)
    return TemplateResponse(request, "cms/admin/fact_table.html", context)


def _imported(request: StaffRequest, found: FactImport) -> HttpResponse:
    shown = request.POST.get("shown", "")[:64]
    try:
        preview = import_table(table=found, user=request.user, shown=shown)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        words = _(
            "Proposed: %(count)d changes for %(offices)d offices. The leader of each decides."
        )
        counts = {"count": len(preview.changes), "offices": len(preview.by_office)}
        messages.success(request, words % counts)
    return redirect("loa_fact_table", found.pk)


@require_safe
def filled_template(request: StaffRequest, kind: str) -> HttpResponseBase:
    """With the present values of every office that this person may send a table for."""
    offices = facts.may_import_for(request.user)
    if not offices:
        raise PermissionDenied
    name = f"so-lieu-{today():%Y-%m-%d}.{kind}"
    response: HttpResponseBase
    if kind == "xlsx":
        response = FileResponse(template.xlsx(offices), as_attachment=True, filename=name)
    else:
        lines = spreadsheets.csv_lines(template.table(offices))
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
