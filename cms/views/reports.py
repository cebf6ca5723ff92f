"""“Báo cáo phê duyệt” in the menu of reports, on the screen and for spreadsheets."""

from django.core.paginator import Paginator
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from wagtail.admin.menu import MenuItem

from .. import approval_report, spreadsheets
from ..approval_report_filter import ReportFilter
from ..login import StaffRequest
from ..models import Role
from ..visibility import holds_any

PER_PAGE = 50
PAGE = "p"


@require_GET
def approvals(request: StaffRequest) -> HttpResponse:
    form = ReportFilter(request.GET, user=request.user)
    found = approval_report.find(request.user, form.criteria())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get(PAGE))
    asked = request.GET.copy()
    asked.pop(PAGE, None)
    context = {
        "form": form,
        "page": page,
        "rows": list(approval_report.rows(request.user, page.object_list)),
        "pages": page.paginator.get_elided_page_range(page.number),
        "query": asked.urlencode(),
        "narrowed": any(form.cleaned_data.values()),
    }
    return TemplateResponse(request, "cms/admin/approval_report.html", context)


@require_GET
def export(request: StaffRequest, kind: str) -> HttpResponseBase:
    """What the filters show, as `csv` or `xlsx`."""
    form = ReportFilter(request.GET, user=request.user)
    found = approval_report.find(request.user, form.criteria())
    table = approval_report.table(request.user, found)
    name = f"phe-duyet-{timezone.localdate():%Y-%m-%d}.{kind}"
    if kind == "xlsx":
        file = spreadsheets.xlsx_file(table, title=_("Approvals"))
        return FileResponse(file, as_attachment=True, filename=name)
    response = StreamingHttpResponse(spreadsheets.csv_lines(table), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class ApprovalReportMenuItem(MenuItem):
    """Shown to everybody with a role: each sees the decisions of their own offices."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Report of approvals"),
            reverse_lazy("loa_approval_report"),
            name="approval-report",
            icon_name="check",
            order=10,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return holds_any(request, Role.values)
