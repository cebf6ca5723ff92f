"""What every answer of the site has in common: its headers, and how a refusal is said."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from .going_live import NotApproved

PUBLIC_POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "font-src 'self'; frame-src https://www.youtube-nocookie.com; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
# Wagtail's page editor needs inline styles and scripts.
ADMIN_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'unsafe-inline'; font-src 'self' data:; frame-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)


class ContentSecurityPolicyMiddleware:
    """Strict for the public, relaxed under the admin's address only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = ADMIN_POLICY if request.path.startswith("/admin/") else PUBLIC_POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        return response


class RefusalMiddleware:
    """Says what the guards of live content refuse, in whichever of Wagtail's screens it happened."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, NotApproved):
            return None
        if _is_answered_by_script(request):
            said = {"success": False, "error_message": str(error)}
            return JsonResponse(said, status=409)
        messages.error(request, str(error))
        return redirect("wagtailadmin_home")


def _is_answered_by_script(request: HttpRequest) -> bool:
    by_script = request.headers.get("x-requested-with") == "XMLHttpRequest"
    return by_script or request.path.startswith("/admin/api/")
