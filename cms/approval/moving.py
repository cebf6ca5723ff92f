"""Steps begin only by the buttons of approval, which have looked for problems first.

Wagtail has other ways to start a workflow (submitting while creating, resuming): they are refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied

_moving: ContextVar[bool] = ContextVar("approval_moving", default=False)


@contextmanager
def moving() -> Iterator[None]:
    token = _moving.set(True)
    try:
        yield
    finally:
        _moving.reset(token)


def require_moving() -> None:
    if not _moving.get():
        raise PermissionDenied("An item is submitted and approved on the screens of approval.")
