"""Workers that stop wherever a real process can be slow or die, and go on when they are told to.

A worker is a greenlet: production's own call stack, set aside in the middle of a call. It never
stops inside a transaction, so the connection may be shared.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from greenlet import getcurrent, greenlet

from tests.fakes.channel import WorkerKilled

# In order. Between two of them a process may be slow for any time, or die.
CLAIMED, BEGUN, DONE, ANSWERED, END = "claimed", "begun", "done", "answered", "end"
POINTS = (CLAIMED, BEGUN, DONE, ANSWERED, END)


@dataclass(frozen=True)
class Answer:
    """How a platform takes the next call."""

    name: str
    refuses: Callable[[], Exception] | None = None  # nothing was done
    connects: bool = True
    does_it: bool = True
    lost: bool = False  # no answer arrives
    hidden: bool = False  # not listed yet
    final: bool = True


class Worker:
    """One process that carries out one task; `stops_at` is the point at which it is slow."""

    def __init__(self, task: Callable[[], Any], answer: Answer, stops_at: str) -> None:
        self.answer, self._stops_at = answer, stops_at
        self.at = ""
        self._greenlet = greenlet(lambda: self._run(task))
        self._greenlet.worker = self
        self._greenlet.switch()

    def _run(self, task: Callable[[], Any]) -> None:
        try:
            task()
        except WorkerKilled:
            pass  # the process is gone; whatever it had not committed with it
        finally:
            self.at = END

    def reach(self, point: str) -> None:
        """Called from inside the call: stop here if this is where the worker is slow."""
        self.at = point
        if POINTS.index(point) >= POINTS.index(self._stops_at):
            self._greenlet.parent.switch()

    def go_on(self, stops_at: str = END) -> None:
        self._stops_at = stops_at
        self._greenlet.switch()

    def die(self) -> None:
        if not self.over:
            self._greenlet.throw(WorkerKilled())

    @property
    def over(self) -> bool:
        return self._greenlet.dead


def current_worker() -> Worker | None:
    """The worker in whose call we are; None outside (a sweep runs through)."""
    return getattr(getcurrent(), "worker", None)
