"""Seals of ledgers: HMAC-SHA256 under keys derived from `settings.LOA_SECRET_KEYS`.

The first key seals, all of them verify. Whoever can write into the database but does not know a
key can make a row, even a chain that fits, but no seal. See docs/decisions/0005-sealed-ledgers.md.
"""

import hmac
from collections.abc import Sequence
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def seal(*parts: object) -> str:
    """Of these values in this order, by the first key."""
    return _mac(_keys(tuple(settings.LOA_SECRET_KEYS))[0], parts)


def fits(seal: str, *parts: object) -> bool:
    """Whether any of the keys made `seal` of these values."""
    keys = _keys(tuple(settings.LOA_SECRET_KEYS))
    return any(hmac.compare_digest(_mac(key, parts), seal) for key in keys)


def _mac(key: bytes, parts: Sequence[object]) -> str:
    return hmac.digest(key, "\n".join(map(str, parts)).encode(), "sha256").hex()


@lru_cache(maxsize=4)
def _keys(secrets: tuple[str, ...]) -> list[bytes]:
    if not secrets:
        raise ImproperlyConfigured("LOA_SECRET_KEYS is empty: no ledger can be sealed.")
    return [_derived(secret) for secret in secrets]


def _derived(secret: str) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"loa ledger seals")
    return kdf.derive(secret.encode())
