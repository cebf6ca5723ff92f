"""Secrets of destinations: encrypted at rest, bound to their place, opened for the engine only.

AES-GCM with keys derived from `settings.LOA_SECRET_KEYS`: the first encrypts, all decrypt. The
destination's uuid and the field's name are authenticated with the text, so that a ciphertext
copied to another destination or field does not open.
"""

import base64
import binascii
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from .errors import AuthError

if TYPE_CHECKING:
    from .models import Destination

VERSION = "v1:"
NONCE_BYTES = 12


class Opened(dict[str, Any]):
    """Settings and opened secrets of a destination. Shows names only, wherever it is printed."""

    def __repr__(self) -> str:
        return f"<settings: {', '.join(sorted(self))}>"

    __str__ = __repr__


def seal(destination: "Destination", name: str, value: str) -> str:
    """The ciphertext to keep in `destination.secrets[name]`; nothing is saved here."""
    nonce = os.urandom(NONCE_BYTES)
    cipher = next(_ciphers())
    sealed = nonce + cipher.encrypt(nonce, value.encode(), _place(destination, name))
    return VERSION + base64.urlsafe_b64encode(sealed).decode()


def open_secret(destination: "Destination", name: str) -> str:
    """Raises AuthError when there is no such secret, or no key opens it."""
    sealed = _decode(destination.secrets.get(name, ""))
    for cipher in _ciphers():
        try:
            return cipher.decrypt(
                sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _place(destination, name)
            ).decode()
        except (InvalidTag, ValueError):
            continue
    raise AuthError(
        _("The stored credentials of “%(name)s” cannot be read. Reconnect this destination.")
        % {"name": destination.name},
        detail={"setting": name},
    )


def config_for(destination: "Destination") -> Opened:
    """What a channel gets. For the engine and the connection check only. Raises AuthError."""
    secrets = {name: open_secret(destination, name) for name in destination.secrets}
    return Opened({**destination.config, **secrets})


def _decode(text: str) -> bytes:
    """Empty for what is no ciphertext of ours: it then opens with no key."""
    try:
        return base64.urlsafe_b64decode(text.removeprefix(VERSION).encode())
    except (binascii.Error, ValueError):
        return b""


def _place(destination: "Destination", name: str) -> bytes:
    return f"{destination.uuid}/{name}".encode()


def _ciphers() -> Iterator[AESGCM]:
    if not settings.LOA_SECRET_KEYS:
        raise ImproperlyConfigured("LOA_SECRET_KEYS is empty: no secret can be stored or read.")
    for key in settings.LOA_SECRET_KEYS:
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"loa destination secrets")
        yield AESGCM(derived.derive(key.encode()))
