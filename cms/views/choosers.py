"""What Wagtail's choosers say about pages whose numbers they are asked about."""

from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import ChosenMultipleView
from wagtail.models import Page

from ..guards import choosable


class ChosenPages(ChosenMultipleView):
    """Wagtail's own names every office's drafts."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = Page.objects.filter(pk__in=request.GET.getlist("id"))
        pks = choosable(asked, request.user).values_list("pk", flat=True)
        narrowed = request.GET.copy()
        narrowed.setlist("id", [str(pk) for pk in pks])
        request.GET = narrowed  # type: ignore[assignment]  # mutable until it was copied
        return super().get(request)


chosen_pages = require_admin_access(ChosenPages.as_view())
