"""A seam for a second factor after the password. Loa brings none: an office names its own.

`LOA_SECOND_FACTOR` is the dotted path of an object like this:

    class Code:
        path = "/ma-xac-thuc/"                  # everything below it opens without the factor

        def is_passed(self, request) -> bool:   # whether this login has shown it
            return request.session.get("code_shown") == request.user.pk

Until it is passed the login opens nothing but `path`, logging in and logging out: the screens of
the admin lead to `path`, and for all other addresses the person is a reader like anybody.
"""

from collections.abc import Callable
from typing import Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.module_loading import import_string

ADMIN = "/admin/"
WITHOUT = ("/admin/login/", "/admin/logout/", "/admin/password_reset/")


class SecondFactor(Protocol):
    path: str

    def is_passed(self, request: HttpRequest) -> bool: ...


class SecondFactorMiddleware:
    """Does nothing where no second factor is named."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        factor = named_factor()
        if factor is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        if not request.user.is_authenticated or factor.is_passed(request):
            return self.get_response(request)
        if request.path.startswith((factor.path, *WITHOUT)):
            return self.get_response(request)
        if request.path.startswith(ADMIN):
            return redirect(f"{factor.path}?{urlencode({'next': request.get_full_path()})}")
        request.user = AnonymousUser()
        return self.get_response(request)


def named_factor() -> SecondFactor | None:
    return import_string(settings.LOA_SECOND_FACTOR) if settings.LOA_SECOND_FACTOR else None
