"""What production settings refuse: values that belong to the demo."""

import ipaddress
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

DEMO_MARK = "demo-only"  # every key of demo.py begins with it
SHORTEST_KEY = 32  # characters


def refuse_demo_values(
    *, secret_key: str, credential_keys: Sequence[str], platform: str, site: str
) -> None:
    """Raises ImproperlyConfigured naming everything that is wrong, each with its id."""
    found = list(_problems(secret_key, credential_keys, platform, site))
    if found:
        raise ImproperlyConfigured("\n".join(found))


def _problems(
    secret_key: str, credential_keys: Sequence[str], platform: str, site: str
) -> Iterable[str]:
    if _is_weak(secret_key):
        yield "cms.E010: SECRET_KEY is the demo's or shorter than 32 characters."
    if not credential_keys or any(_is_weak(key) for key in credential_keys):
        yield "cms.E011: a key in LOA_SECRET_KEYS is the demo's or shorter than 32 characters."
    if secret_key in credential_keys:
        yield "cms.E012: LOA_SECRET_KEYS must not contain SECRET_KEY."
    if not _is_public(platform):
        yield "cms.E013: GRAPH_API_BASE_URL is no public https address (the sandbox is for demos)."
    if urlsplit(site).scheme != "https":
        yield "cms.E014: LOA_BASE_URL must begin with https://, since posts and links carry it."


def _is_weak(key: str) -> bool:
    return key.startswith(DEMO_MARK) or len(key) < SHORTEST_KEY


def _is_public(url: str) -> bool:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme != "https" or "." not in host or host.endswith(".localhost"):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:  # a name
        return True
