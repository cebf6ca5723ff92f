"""What a text on a page may quote, for the picker of its editor."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import Page

from .. import quotable_facts
from ..login import StaffRequest


@require_safe
def quotable(request: StaffRequest, page_id: int) -> HttpResponse:
    """Of a page that the user may edit, or below which they may write. Values as in force."""
    page = get_object_or_404(Page, pk=page_id).specific
    rights = page.permissions_for_user(request.user)
    if not (rights.can_edit() or rights.can_add_subpage()):
        raise PermissionDenied
    office = quotable_facts.office_of(page)
    if office is None:
        raise Http404
    return JsonResponse(quotable_facts.as_data(office))
