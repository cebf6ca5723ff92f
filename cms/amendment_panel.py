"""On the editor's first screen: what was returned with corrections, and the button that accepts."""

from collections.abc import Mapping
from typing import Any

from django.middleware.csrf import get_token
from wagtail.admin.ui.components import Component

from .approval.amendments import proposed_to
from .views.item_screen import proposal_for

MOST = 20  # as the lists beside it


class AmendmentPanel(Component):
    name = "amendments"
    order = 0
    template_name = "cms/admin/amendment_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        pages = [each.page.specific for each in proposed_to(request.user)[:MOST]]
        found = [(page, proposal_for(request, page)) for page in pages]
        return {
            "request": request,
            "csrf_token": get_token(request),
            "proposals": [(page, one) for page, one in found if one],
        }


def panel_for(request) -> AmendmentPanel | None:
    return AmendmentPanel() if proposed_to(request.user).exists() else None
