"""What no database stores and no page can show, taken out of what a script posts.

The editor posts rich text, tables and comments as JSON, past every check of the form around it.
There half of a character (`\\ud800`) or a NUL can be written as an escape, a link can name a page by
a number that no database takes, and a rich text need not be one.
"""

import json
import logging
import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from . import contentstate
from .marks_on_letters import without_heaps

logger = logging.getLogger(__name__)

ESCAPED = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|\\u0000"
)
REPLACEMENT = r"\\ufffd"
NO_TEXT = "null"  # what the editor posts for an empty rich text


def storable(value: str) -> str:
    """JSON with such signs replaced by the mark for “unreadable”; other text as it is."""
    value = without_heaps(value)
    looks_like_json = value.lstrip()[:1] in {"{", "[", '"'}
    return _sound(ESCAPED.sub(REPLACEMENT, value)) if looks_like_json else value


def _sound(value: str) -> str:
    """Rich text whose links can be looked up; whatever only resembles one is no text."""
    if '"blocks"' not in value:
        return value
    try:
        content = json.loads(value)
    except (ValueError, RecursionError):
        return NO_TEXT
    if not isinstance(content, dict) or "blocks" not in content:
        return value
    if not contentstate.is_text(content):
        return NO_TEXT
    made = contentstate.sound(content)
    return value if made is content else json.dumps(made)


class StorableJsonMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> None:
        """After the check of the form's token, which has read what was posted."""
        if request.method == "POST" and request.path.startswith("/admin/"):
            request.POST = _cleaned(request.POST)  # type: ignore[assignment]  # a mutable copy

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Rich text that is no JSON at all, or without end: only a script or a broken browser sends that."""
        if not _is_about_what_was_posted(request, error):
            return None
        logger.warning("Unreadable form at %s", request.path, exc_info=error)
        message = _(
            "The page sent something that could not be read, so nothing was saved. Reload it and"
            " try again."
        )
        return HttpResponse(message, status=400, content_type="text/plain; charset=utf-8")


def _is_about_what_was_posted(request: HttpRequest, error: Exception) -> bool:
    """A fault of ours that looks alike, after something was saved, stays a fault."""
    if request.method != "POST" or not request.path.startswith("/admin/"):
        return False
    if isinstance(error, json.JSONDecodeError):
        return any(error.doc in values for _name, values in request.POST.lists())
    return isinstance(error, RecursionError)


def _cleaned(posted: QueryDict) -> QueryDict:
    kept = posted.copy()
    for name, values in posted.lists():
        clean = [storable(value) for value in values]
        if clean != values:
            kept.setlist(name, clean)
    return kept
