"""Tokens of commune links: made, hashed, looked up, and guarded against guessing.

A token is the only key of a commune's radio staff. It is shown once and stored as a hash; it never
stands in a log (`log_redaction`), in a session or in a redirect.
"""

import re
import secrets
from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from cms.limits import Limit

from .models import CommuneLink

TOKEN_BYTES = 16  # 128 random bits
MISSES = Limit("commune-link-misses", 30, 60)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


class TooManyMisses(Exception):
    """This network asked for too many links that do not exist."""


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_token(token: str) -> str:
    """What is stored. Plain SHA-256 is enough for 128 random bits."""
    return sha256(token.encode()).hexdigest()


def commune_address(token: str) -> str:
    """Absolute public address of a commune's list."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("commune_list", args=[token])


def find_link(token: str, *, client: str) -> CommuneLink | None:
    """The link in force with this token, destination and office loaded.

    None for unknown, expired, revoked and archived alike. Raises TooManyMisses when `client` (an
    IP address) had too many of these within a minute.
    """
    if MISSES.is_reached(client):
        raise TooManyMisses
    link = _in_force(token) if _TOKEN.fullmatch(token) else None
    if link is None:
        MISSES.count(client)
    return link


def _in_force(token: str) -> CommuneLink | None:
    return (
        CommuneLink.objects.filter(
            token_hash=hash_token(token),
            revoked_at=None,
            expires_at__gt=timezone.now(),
            destination__archived_at=None,
        )
        .select_related("destination__office")
        .first()
    )
