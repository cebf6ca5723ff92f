"""Sees to it that no child outlives the supervisor, however that one ends.

Two nets, since neither is enough alone: the kernel kills a direct child when its parent dies
(Linux only, and not the child's own children); and a watchdog process, which learns of the
supervisor's death by the end of a pipe, ends the process groups that are still there.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from deploy.console import ROOT

PR_SET_PDEATHSIG = 1
GRACE_SECONDS = 5.0
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent() -> Callable[[], None]:
    """A `preexec_fn` for Popen; call it in the parent, it returns what runs in the child."""
    parent = os.getpid()

    def in_child() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return in_child


class Watchdog:
    """The supervisor's side: tells the watchdog process which groups exist."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "deploy.leash"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            bufsize=1,
            start_new_session=True,
        )

    def watch(self, group: int) -> None:
        self._tell(f"+{group}")

    def forget(self, group: int) -> None:
        self._tell(f"-{group}")

    def close(self) -> None:
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()
        self._process.wait()

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.write(line + "\n")


def end_groups(
    groups: set[int], grace: float = GRACE_SECONDS, reap: Callable[[], object] = lambda: None
) -> None:
    """Ask every process group to stop, and kill what is left of them after `grace` seconds.

    A child that ended counts as there until its parent has asked for its exit status: `reap`
    does that, if the caller is the parent.
    """
    for group in groups:
        signal_group(group, signal.SIGTERM)
    deadline = time.monotonic() + grace
    while any(group_exists(group) for group in groups) and time.monotonic() < deadline:
        time.sleep(0.05)
        reap()
    for group in groups:
        signal_group(group, signal.SIGKILL)


def signal_group(group: int, number: int) -> bool:
    """Whether the group was there to be signalled."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True


def group_exists(group: int) -> bool:
    return signal_group(group, 0)


def main() -> None:
    """The watchdog process: keep the list until the pipe ends, then end what is still listed."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        (groups.add if line[0] == "+" else groups.discard)(int(line[1:]))
    end_groups(groups)


if __name__ == "__main__":
    main()
