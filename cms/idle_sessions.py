"""A login that nobody uses ends: the next person at an office's computer is not the last one."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

LAST_USE = "last_use"  # seconds since 1970, in the session
NOTED_EVERY = 60  # seconds, so that not every request writes the session
# What an open window asks by itself says nothing of a person in front of it.
BY_ITSELF = ("/admin/editing-sessions/ping/",)


class IdleSessionMiddleware:
    """After `LOA_IDLE_MINUTES` without use the request is nobody's; 0 switches it off."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Readers have no session: asking for their user would make their pages differ by cookie.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            _end_or_note(request)
        return self.get_response(request)


def _end_or_note(request: HttpRequest) -> None:
    now, last = int(time.time()), request.session.get(LAST_USE)
    if last is not None and settings.LOA_IDLE_MINUTES and _is_over(now - last):
        logout(request)
        messages.warning(
            request, _("Nobody used this window for a long time, so you were logged out.")
        )
    elif last is None or (now - last >= NOTED_EVERY and not request.path.startswith(BY_ITSELF)):
        request.session[LAST_USE] = now


def _is_over(seconds: int) -> bool:
    return seconds >= settings.LOA_IDLE_MINUTES * 60
