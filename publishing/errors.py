"""What can go wrong with a call to a platform, sorted by what to do next.

The message of an error is for the person who looks after the delivery: it says what happened and
what to do, never holds a secret, and may be shown as it is.
"""

from datetime import timedelta
from typing import Any


class ChannelError(Exception):
    """Base of the taxonomy. `detail` is plain data for the attempt's record, free of secrets."""

    def __init__(self, message: str = "", *, detail: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail or {}


class TransientError(ChannelError):
    """Nothing was published; later may work. Queued again, with backoff and jitter."""


class RateLimited(TransientError):
    """Nothing was published; the platform says to wait `retry_after`. The destination is throttled."""

    def __init__(
        self,
        message: str = "",
        *,
        retry_after: timedelta | None = None,
        detail: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(message, detail=detail)
        self.retry_after = retry_after


class AuthError(ChannelError):
    """Credentials refused, nothing published. Stays queued; the destination is held."""


class PermanentError(ChannelError):
    """Nothing was published and never will be. Failed: an editor acts."""


class Unsupported(PermanentError):
    """The channel has no such capability."""


class AmbiguousError(ChannelError):
    """It may be out. Unknown: `find()` settles it, else a person. Never tried again blindly."""


class FencedOut(Exception):
    """The attempt lost its lease or was stopped before the irreversible step: nothing was sent.

    Not a `ChannelError`: channels never catch or raise it.
    """
