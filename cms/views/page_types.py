"""What Wagtail's report of page types says about the page of a type that was written last."""

from typing import Any

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.permissions import page_permission_policy


class PageTypes(PageTypesUsageReportView):
    """Wagtail's own names every office's drafts."""

    def decorate_paginated_queryset(self, page_types: Any) -> Any:
        listed = super().decorate_paginated_queryset(page_types)
        own = page_permission_policy.explorable_instances(self.request.user)
        asked = own.filter(pk__in=[each.last_edited_page_id for each in listed])
        shown = set(asked.values_list("pk", flat=True))
        for each in listed:
            if each.last_edited_page_id not in shown:
                each.last_edited_page = None
        return listed


page_types = require_admin_access(PageTypes.as_view())
page_types_results = require_admin_access(PageTypes.as_view(results_only=True))
