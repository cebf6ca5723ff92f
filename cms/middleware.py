"""What every answer of the site has in common: its headers, and how a refusal is said."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from .going_live import NotApproved
from .refusals import why_not

PUBLIC_POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "font-src 'self'; frame-src https://www.youtube-nocookie.com; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
# The editor frames a preview; it answers under the page's own address, never to the public.
PREVIEW_POLICY = PUBLIC_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
# Wagtail's page editor needs inline styles and scripts.
ADMIN_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'unsafe-inline'; font-src 'self' data:; frame-src 'self'; "
    "media-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
# Translations are read aloud into the browser; nothing else asks for anything, in public nothing does.
_OF_NOBODY = "camera=(), geolocation=(), payment=(), usb=()"
PUBLIC_PERMISSIONS = f"microphone=(), {_OF_NOBODY}"
ADMIN_PERMISSIONS = f"microphone=(self), {_OF_NOBODY}"


class ContentSecurityPolicyMiddleware:
    """Strict for the public, relaxed under the admin's address only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _policy_for(request))
        response.headers.setdefault("Permissions-Policy", _permissions_for(request))
        return response


def _permissions_for(request: HttpRequest) -> str:
    return ADMIN_PERMISSIONS if request.path.startswith("/admin/") else PUBLIC_PERMISSIONS


def _policy_for(request: HttpRequest) -> str:
    if request.path.startswith("/admin/"):
        return ADMIN_POLICY
    return PREVIEW_POLICY if getattr(request, "is_dummy", False) else PUBLIC_POLICY


class RefusalMiddleware:
    """Says what the guards of live content refuse, in whichever of Wagtail's screens it happened."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, arguments: dict[str, Any]
    ) -> HttpResponse | None:
        """Before Wagtail says no without a reason."""
        said = why_not(request, arguments)
        return _refusal(request, said) if said else None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return _refusal(request, str(error)) if isinstance(error, NotApproved) else None


def _refusal(request: HttpRequest, said: str) -> HttpResponse:
    if _is_answered_by_script(request):
        return JsonResponse({"success": False, "error_message": said}, status=409)
    messages.error(request, said)
    return redirect("wagtailadmin_home")


def _is_answered_by_script(request: HttpRequest) -> bool:
    by_script = request.headers.get("x-requested-with") == "XMLHttpRequest"
    return by_script or request.path.startswith("/admin/api/")
