"""One total deadline over everything that a call does, and sockets that keep to it.

An ordinary socket timeout starts anew with every read, so a server that drips one byte at a time
holds its caller for ever. Here every operation may use only what is left.
"""

import queue
import socket
import ssl
import time
from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from typing import Any


class Deadline:
    """Counts from its creation."""

    def __init__(self, length: timedelta) -> None:
        self._end = time.monotonic() + length.total_seconds()

    def left(self) -> float:
        """Seconds left, more than nought. Raises TimeoutError once the deadline has passed."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("the deadline of the call has passed")
        return left

    def wait_for(self, work: Callable[[], Any]) -> Any:
        """The result of `work`, which has no timeout of its own and is left behind when late."""
        results: queue.SimpleQueue[tuple[Any, BaseException | None]] = queue.SimpleQueue()
        Thread(target=_deliver, args=(work, results), daemon=True).start()
        try:
            result, error = results.get(timeout=self.left())
        except queue.Empty:
            raise TimeoutError("the deadline of the call has passed") from None
        if error is not None:
            raise error
        return result


def _deliver(work: Callable[[], Any], results: "queue.SimpleQueue[Any]") -> None:
    try:
        results.put((work(), None))
    except BaseException as error:  # handed to the thread that waits
        results.put((None, error))


class DeadlineSocket(socket.socket):
    """Every operation ends with the deadline, whatever timeout a library sets on the socket."""

    deadline: Deadline

    def connect(self, address: Any) -> None:
        self.settimeout(self.deadline.left())
        super().connect(address)

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(self.deadline.left())
        return super().recv_into(*args, **kwargs)

    def sendall(self, *args: Any, **kwargs: Any) -> None:
        self.settimeout(self.deadline.left())
        super().sendall(*args, **kwargs)


class DeadlineTLSSocket(ssl.SSLSocket):
    """The same over TLS; `sendall` sends piece by piece. The handshake keeps one timeout itself."""

    deadline: Deadline

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(self.deadline.left())
        return super().recv_into(*args, **kwargs)

    def send(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(self.deadline.left())
        return super().send(*args, **kwargs)
