"""For supervisors and load balancers."""

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def no_such_page(request: HttpRequest) -> HttpResponse:
    """In place of an address that a library brings along and nobody here needs."""
    raise Http404
