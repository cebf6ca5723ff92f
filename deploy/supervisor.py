"""Runs a few programs, starts again what dies, and stops all of them together.

Every program is the leader of its own process group, so that its children are stopped with it.
The supervisor is single-threaded: whoever owns it calls `tend()` often (a few times a second).
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deploy import leash
from deploy.console import ROOT, SetupError, last_lines, say

FIRST_PAUSE = 0.5  # seconds before a dead program is started again; doubled each time
LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0  # seconds of life after which earlier deaths are forgotten
STOP_GRACE = 10.0
LOG_KEPT = 5_000_000  # bytes; a longer log is put aside at the next start


@dataclass(frozen=True)
class Program:
    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass
class _Running:
    program: Program
    log: Path
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    deaths: int = 0
    resume_at: float = 0.0


class Supervisor:
    def __init__(
        self, programs: Sequence[Program], log_dir: Path, tell: Callable[[str], None] = say
    ) -> None:
        log_dir.mkdir(parents=True, exist_ok=True)
        self._running = {
            program.name: _Running(program, log_dir / f"{program.name}.log") for program in programs
        }
        self._tell = tell
        self._watchdog = leash.Watchdog()

    def start(self) -> None:
        for running in self._running.values():
            self._put_log_aside(running.log)
            self._launch(running)

    def tend(self) -> None:
        """Notice what died, and start it again when its pause is over."""
        for running in self._running.values():
            if running.process is None:
                if time.monotonic() >= running.resume_at:
                    self._launch(running)
            elif running.process.poll() is not None:
                self._bury(running)

    def stop(self) -> None:
        """Stop everything that was started; returns when nothing of it is left."""
        processes = [r.process for r in self._running.values() if r.process is not None]
        leash.end_groups(
            {process.pid for process in processes},
            STOP_GRACE,
            reap=lambda: [process.poll() for process in processes],
        )
        for process in processes:
            process.wait()
        for running in self._running.values():
            running.process, running.resume_at = None, float("inf")
        self._watchdog.close()

    def pid(self, name: str) -> int | None:
        process = self._running[name].process
        return None if process is None else process.pid

    def deaths(self, name: str) -> int:
        return self._running[name].deaths

    def log_end(self, name: str) -> str:
        log = self._running[name].log
        return last_lines(log.read_text(encoding="utf-8", errors="replace"))

    def wait_until(
        self, name: str, ready: Callable[[], bool], seconds: float = 60, deaths: int = 3
    ) -> None:
        """Tend until `ready()`; raise SetupError with the end of the log if it never is."""
        deadline = time.monotonic() + seconds
        while not ready():
            self.tend()
            if self.deaths(name) >= deaths or time.monotonic() > deadline:
                log = self._running[name].log
                raise SetupError(f"{name} did not come up; {log} ends:\n{self.log_end(name)}")
            time.sleep(0.1)

    def _launch(self, running: _Running) -> None:
        environment = {**os.environ, **running.program.environment}
        with running.log.open("ab") as log:
            running.process = subprocess.Popen(
                running.program.command,
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=leash.die_with_parent(),
            )
        running.started = time.monotonic()
        self._watchdog.watch(running.process.pid)

    def _bury(self, running: _Running) -> None:
        """Its own children may have outlived it: end the whole group before starting anew."""
        assert running.process is not None
        code, group = running.process.returncode, running.process.pid
        leash.signal_group(group, signal.SIGKILL)
        self._watchdog.forget(group)
        if time.monotonic() - running.started > STEADY_AFTER:
            running.deaths = 0
        running.deaths += 1
        pause = min(FIRST_PAUSE * 2 ** (running.deaths - 1), LONGEST_PAUSE)
        running.process, running.resume_at = None, time.monotonic() + pause
        self._tell(
            f"  {running.program.name} ended ({_how(code)}); starting it again in {pause:g} s "
            f"(see {running.log})"
        )

    @staticmethod
    def _put_log_aside(log: Path) -> None:
        if log.exists() and log.stat().st_size > LOG_KEPT:
            log.replace(log.with_suffix(".log.1"))


def _how(code: int) -> str:
    return f"exit status {code}" if code >= 0 else f"killed by {signal.Signals(-code).name}"
