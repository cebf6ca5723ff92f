"""Saving a draft without writing anew what search and “used by” know of the page.

Both go by the page as it is stored. A draft is a revision beside it: saving one changes no word of
the page itself, and writing its entries again costs as much as the draft.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.signal_handlers import disable_reference_index_auto_update

_unindexed: ContextVar[bool] = ContextVar("unindexed", default=False)


@contextmanager
def unindexed() -> Iterator[None]:
    """For saving drafts alone: within it no index is told of an item. Not within itself."""
    token = _unindexed.set(True)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        _unindexed.reset(token)


def is_unindexed() -> bool:
    return _unindexed.get()
