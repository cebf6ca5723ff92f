"""Whose request it is, as far as the network knows."""

from django.conf import settings
from django.http import HttpRequest


def client_of(request: HttpRequest) -> str:
    """The caller's address; behind `LOA_PROXIES` proxies of ours, the one that the outermost saw."""
    hops = settings.LOA_PROXIES
    forwarded = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    if hops and len(forwarded) >= hops and forwarded[-hops]:
        return str(forwarded[-hops])
    return str(request.META.get("REMOTE_ADDR", ""))
