"""Two transactions at the same moment, the same way every time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connections

A_WHILE = 1.0  # seconds; for whoever is held up by a lock it is over too early, as it should be
LONGEST = 60.0


@contextmanager
def meanwhile(place: Any, name: str, act: Callable[[], object]) -> Iterator[list[Any]]:
    """`act` begins in a thread of its own right after the first call of `place.name`.

    That call goes on when `act` has ended, or after a while: a lock may hold it up until the
    transaction around that call has ended. Gives what came of it, a result or an error, at the end.
    """
    first, came_of_it = getattr(place, name), []

    def run() -> None:
        try:
            came_of_it.append(act())
        except Exception as error:
            came_of_it.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)

    def interrupted(*args: Any, **kwargs: Any) -> Any:
        result = first(*args, **kwargs)
        if thread.ident is None:
            thread.start()
            thread.join(A_WHILE)
        return result

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place, name, interrupted)
        yield came_of_it
        assert thread.ident is not None, f"{name} was never called"
        thread.join(LONGEST)
        assert not thread.is_alive()
