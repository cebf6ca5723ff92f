"""Celery workers and beat as real processes on one database file, for tests that kill them.

The commands are those of `deploy.place`, but that a worker has threads: so one is in the middle of
many calls when it dies. Waits are short, so that a whole story of a call, its death and its
discovery fits into a minute.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from deploy import leash
from deploy.console import ROOT, last_lines
from deploy.place import Place, programs
from deploy.supervisor import Program


@dataclass(frozen=True)
class Pace:
    """Seconds. A call ends before its lease; a post shows up before its absence counts as proved.

    On a busy machine two dozen calls begin within many seconds of each other: then `slower`.
    """

    deadline: int = 12
    lease: int = 14
    absence: int = 10

    def slower(self) -> "Pace":
        return Pace(2 * self.deadline, 2 * self.lease, 2 * self.absence)

    def environment(self) -> dict[str, str]:
        return {
            "LOA_CALL_DEADLINE": str(self.deadline),
            "LOA_LEASE": str(self.lease),
            "LOA_FACEBOOK_ABSENCE_SECONDS": str(self.absence),
            "LOA_FIND_SCHEDULE": "1",
            "LOA_RETRY_BASE": "0.2",
            "LOA_RETRY_MAX": "1",
            "LOA_SWEEP_EVERY": "1",
            "CELERY_BROKER_URL": "loafs://localhost//",
        }


STARTING, READY = "--- starting", " ready."
GRACE = 1  # to end by itself; nothing is left to save


class Workers:
    """Starts nothing by itself; `stop` ends all that was started."""

    def __init__(
        self,
        folder: Path,
        database: str,
        sandbox_port: int,
        *,
        number: int,
        threads: int,
        pace: Pace,
    ) -> None:
        place = Place(folder, port=0, sandbox_port=sandbox_port)
        place.logs.mkdir(exist_ok=True)
        self._logs = place.logs
        environment = pace.environment() | {"DATABASE_URL": f"sqlite:///{database}"}
        known = {
            program.name: replace(program, environment={**program.environment, **environment})
            for program in programs(place)
        }
        self.names = [f"worker{n}" for n in range(number)]
        workers = [_numbered(known["worker"], name, threads) for name in self.names]
        self._programs = {program.name: program for program in (known["beat"], *workers)}
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, *names: str) -> None:
        """Those of these that do not run; without names beat and every worker."""
        for name in names or self._programs:
            if name not in self._processes:
                self._processes[name] = self._launch(self._programs[name])

    def kill(self) -> None:
        """Every worker dies at once, as in a power cut; beat goes on."""
        killed = [self._processes.pop(name) for name in self.names if name in self._processes]
        for process in killed:
            process.kill()
        for process in killed:
            process.wait()

    def freeze(self, name: str) -> None:
        """Returns when all its threads stand still: on a busy machine one is still in a call."""
        pid = self._processes[name].pid
        os.kill(pid, signal.SIGSTOP)
        os.waitid(os.P_PID, pid, os.WSTOPPED)

    def thaw(self, name: str) -> None:
        os.kill(self._processes[name].pid, signal.SIGCONT)

    def stop(self) -> None:
        processes = list(self._processes.values())
        self._processes.clear()
        leash.end_groups({process.pid for process in processes}, GRACE, reap=_reaper(processes))
        for process in processes:
            process.wait()

    def wait_until_ready(self, seconds: float) -> None:
        """Until each that runs has said so."""
        running = [name for name in self.names if name in self._processes]
        self.wait_until(lambda: all(self._is_ready(name) for name in running), seconds)

    def _is_ready(self, name: str) -> bool:
        text = (self._logs / f"{name}.log").read_text(errors="replace")
        return READY in text.rpartition(STARTING)[2]

    def wait_until(
        self, holds: Callable[[], object], seconds: float, *, every: float = 0.3
    ) -> None:
        """Fails with the ends of the logs if it does not hold within `seconds`."""
        deadline = time.monotonic() + seconds
        while not holds():
            ended = [name for name, one in self._processes.items() if one.poll() is not None]
            assert not ended, f"ended by themselves: {ended}\n{self._said()}"
            assert time.monotonic() < deadline, f"not within {seconds} s\n{self._said()}"
            time.sleep(every)

    def _launch(self, program: Program) -> subprocess.Popen[bytes]:
        with (self._logs / f"{program.name}.log").open("ab") as log:
            log.write(f"{STARTING}\n".encode())
            log.flush()
            return subprocess.Popen(
                program.command,
                cwd=ROOT,
                env=dict(program.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=leash.die_with_parent(),
            )

    def _said(self) -> str:
        logs = sorted(self._logs.glob("*.log"))
        return "\n\n".join(
            f"{log.name}:\n{last_lines(log.read_text(errors='replace'))}" for log in logs
        )


def _numbered(worker: Program, name: str, threads: int) -> Program:
    pool = ["--pool", "threads", "--concurrency", str(threads), "--loglevel", "INFO"]
    return replace(worker, name=name, command=[*worker.command, *pool, "-n", f"{name}@%h"])


def _reaper(processes: list[subprocess.Popen[bytes]]) -> Callable[[], object]:
    return lambda: [process.poll() for process in processes]
