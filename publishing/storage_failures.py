"""A full disk or an unreadable file in the admin: said in words, with what to do, not as a fault."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from media_assets.models import PictureUnreadable

from .frozen import NO_SPACE, FreezingFailed

logger = logging.getLogger(__name__)
DIALOGUES = ("wagtailimages_chooser", "wagtaildocs_chooser")


def message_for(error: Exception) -> str:
    """What to tell the user; empty for whatever is no failure of the storage."""
    if isinstance(error, (FreezingFailed, PictureUnreadable)):
        return str(error)
    if isinstance(error, OSError) and error.errno in NO_SPACE:
        return _(
            "The server has no room left for files, so nothing was saved. Tell the administrator; "
            "then do it again."
        )
    return ""


class StorageFailureMiddleware:
    """Every transaction is rolled back by then, so nothing half-made stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        message = message_for(error)
        if not message or not request.path.startswith("/admin/"):
            return None
        logger.error("Storage failed at %s", request.path, exc_info=error)
        if _is_dialogue(request):
            return _in_dialogue(request, message)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"success": False, "error_message": message}, status=409)
        context = {"message": message, "again": request.get_full_path()}
        return TemplateResponse(
            request, "publishing/storage_failure.html", context, status=409
        ).render()


def _is_dialogue(request: HttpRequest) -> bool:
    """Of a chooser, but for its lists, which are not in JSON."""
    asked = request.resolver_match
    in_chooser = asked is not None and asked.namespace in DIALOGUES
    return in_chooser and not str(asked and asked.url_name).endswith("results")


def _in_dialogue(request: HttpRequest, message: str) -> HttpResponse:
    """As Wagtail's script shows it; of any other status it only says that the server failed."""
    shown = render_to_string("publishing/storage_failure_dialogue.html", {"message": message})
    return JsonResponse({"step": "failed", "html": shown})
