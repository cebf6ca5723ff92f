"""Signatures of what is pushed to a station: HMAC-SHA256 over the moment, the call and the body."""

import hashlib
import hmac

TIMESTAMP, SIGNATURE = "X-Loa-Timestamp", "X-Loa-Signature"


def signature(secret: str, *, moment: int, method: str, path: str, body: bytes) -> str:
    """`moment` in seconds since 1970; `path` with its query. Lines are parted by "\\n"."""
    head = f"{moment}\n{method}\n{path}\n".encode()
    return "sha256=" + hmac.new(secret.encode(), head + body, hashlib.sha256).hexdigest()
