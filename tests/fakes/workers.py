"""Celery workers and beat as real processes on one database file, for tests that kill them.

The commands are those of `deploy.place`; waits are short, so that a whole story of a call, its
death and its discovery fits into seconds.
"""

import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from deploy import leash
from deploy.console import ROOT, last_lines
from deploy.place import Place, programs
from deploy.supervisor import Program

# Seconds. A call ends before its lease; a post shows up before its absence counts as proved.
DEADLINE, LEASE, ABSENCE = 3, 5, 4
GRACE = 1  # to end by itself; nothing is left to save
QUICK = {
    "LOA_CALL_DEADLINE": str(DEADLINE),
    "LOA_LEASE": str(LEASE),
    "LOA_FACEBOOK_ABSENCE_SECONDS": str(ABSENCE),
    "LOA_FIND_SCHEDULE": "1",
    "LOA_RETRY_BASE": "0.2",
    "LOA_RETRY_MAX": "1",
    "LOA_SWEEP_EVERY": "0.5",
    "CELERY_BROKER_URL": "loafs://localhost//",
}


class Workers:
    """Starts nothing by itself; `stop` ends all that was started."""

    def __init__(self, folder: Path, database: str, sandbox_port: int, *, number: int) -> None:
        place = Place(folder, port=0, sandbox_port=sandbox_port)
        place.logs.mkdir()
        self._logs = place.logs
        environment = QUICK | {"DATABASE_URL": f"sqlite:///{database}"}
        known = {
            program.name: replace(program, environment={**program.environment, **environment})
            for program in programs(place)
        }
        self._workers = [_numbered(known["worker"], n) for n in range(number)]
        self._programs = [known["beat"], *self._workers]
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def start(self) -> None:
        """What is not running."""
        for program in self._programs:
            if program.name not in self._processes:
                self._processes[program.name] = self._launch(program)

    def kill(self) -> None:
        """Every worker dies at once, as in a power cut; beat goes on."""
        killed = [self._processes.pop(program.name) for program in self._workers]
        for process in killed:
            process.kill()
        for process in killed:
            process.wait()

    def stop(self) -> None:
        processes = list(self._processes.values())
        self._processes.clear()
        leash.end_groups({process.pid for process in processes}, GRACE, reap=_reaper(processes))
        for process in processes:
            process.wait()

    def wait_until(self, holds: Callable[[], object], seconds: float) -> None:
        """Fails with the ends of the logs if it does not hold within `seconds`."""
        deadline = time.monotonic() + seconds
        while not holds():
            ended = [name for name, one in self._processes.items() if one.poll() is not None]
            assert not ended, f"ended by themselves: {ended}\n{self._said()}"
            assert time.monotonic() < deadline, f"not within {seconds} s\n{self._said()}"
            time.sleep(0.1)

    def _launch(self, program: Program) -> subprocess.Popen[bytes]:
        with (self._logs / f"{program.name}.log").open("ab") as log:
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


def _numbered(worker: Program, number: int) -> Program:
    name = f"worker{number}"
    return replace(worker, name=name, command=[*worker.command, "-n", f"{name}@%h"])


def _reaper(processes: list[subprocess.Popen[bytes]]) -> Callable[[], object]:
    return lambda: [process.poll() for process in processes]
