"""Public search: finds “bảo hiểm” when a reader types “bao hiem”."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..filters import Filters
from ..listing import listed, live_items
from ..portal import Portal


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    filters, portal = Filters(request.GET), Portal.of(request)
    context = {"filters": filters, "is_search": True}
    if portal.home is not None and (filters.folded or filters.is_set):
        items = filters.apply(live_items(portal.home))
        if filters.folded:
            # What is indexed is folded in the same way: see ItemPage.search_text.
            items = items.search(filters.folded, operator="and")
        context |= listed(items, request)
    return render(request, "cms/search.html", context)
