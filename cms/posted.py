"""Signs that no database stores, taken out of what a script posts.

The editor posts rich text, tables and comments as JSON. There half of a character (`\\ud800`) or a
NUL can be written as an escape, past every check of the form around it.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict

ESCAPED = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|\\u0000"
)
REPLACEMENT = r"\\ufffd"


def storable(value: str) -> str:
    """JSON with such signs replaced by the mark for “unreadable”; other text as it is."""
    looks_like_json = value.lstrip()[:1] in {"{", "[", '"'}
    return ESCAPED.sub(REPLACEMENT, value) if looks_like_json else value


class StorableJsonMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> None:
        """After the check of the form's token, which has read what was posted."""
        if request.method == "POST" and request.path.startswith("/admin/"):
            request.POST = _cleaned(request.POST)  # type: ignore[assignment]


def _cleaned(posted: QueryDict) -> QueryDict:
    kept = posted.copy()
    for name, values in posted.lists():
        clean = [storable(value) for value in values]
        if clean != values:
            kept.setlist(name, clean)
    return kept
