"""The course of one demo: prepare its folder, start the programs, walk one article through."""

import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from deploy import leash
from deploy.console import ROOT, SetupError, complain, run_quietly, say, step
from deploy.messages import compile_catalogues
from deploy.place import Place, celery, manage, programs
from deploy.supervisor import Supervisor

TEND_EVERY = 0.2  # seconds
COMMAND_SECONDS = 300
ANSWER_SECONDS = 90

PREPARATION = (
    ("database", ("migrate", "--no-input", "--verbosity", "1")),
    ("static files", ("collectstatic", "--no-input", "--verbosity", "0")),
    ("demo content", ("load_demo",)),
)


def check(place: Place) -> None:
    """Walk through and compare with the sandbox's ledger; raises SetupError if they differ."""
    with _running(place) as supervisor:
        _command(place, supervisor, "demo_journey")
        _command(place, supervisor, "demo_check")


def stay_up(place: Place) -> int:
    with _running(place) as supervisor:
        _command(place, supervisor, "demo_journey")
        _tell_addresses(place)
        try:
            while True:
                supervisor.tend()
                time.sleep(TEND_EVERY)
        except KeyboardInterrupt:
            return 0


@contextmanager
def _running(place: Place) -> Iterator[Supervisor]:
    _fill(place)
    supervisor = Supervisor(programs(place), place.logs)
    try:
        _start(place, supervisor)
        yield supervisor
    finally:
        say("\nStopping what was started ...")
        supervisor.stop()
        say("Stopped.")


def _fill(place: Place) -> None:
    """Prepare the folder; every step may be repeated over what an earlier demo left there."""
    say(f"Loa: preparing {place.data_dir}")
    compile_catalogues()
    environment = place.environment(log_level="WARNING")
    for name, arguments in PREPARATION:
        run_quietly(name, manage(*arguments), place.logs / "setup.log", environment)


def _start(place: Place, supervisor: Supervisor) -> None:
    with step("sandbox, web server, worker and beat"):
        supervisor.start()
        for name, address in (("sandbox", place.sandbox_address), ("web", place.address)):
            supervisor.wait_until(name, partial(_answers, f"{address}/healthz"), ANSWER_SECONDS)
        supervisor.wait_until("worker", partial(_worker_answers, place), ANSWER_SECONDS)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:  # refused, reset, timed out, or an HTTP error status
        return False


def _worker_answers(place: Place) -> bool:
    """Ask over the broker, so that a worker that hangs before its queue is not taken for ready."""
    asked = subprocess.run(
        [*celery("inspect"), "ping", "--timeout", "2"],
        cwd=ROOT,
        env=place.environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return asked.returncode == 0


def _command(place: Place, supervisor: Supervisor, name: str) -> None:
    """Run a command of manage.py on this terminal while the programs are tended."""
    process = subprocess.Popen(
        manage(name),
        cwd=ROOT,
        env=place.environment(log_level="WARNING"),
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=leash.die_with_parent(),
    )
    try:
        code = _tend_until_done(process, supervisor)
    finally:
        leash.signal_group(process.pid, signal.SIGKILL)
        process.wait()
    if code:
        raise SetupError(f"{name} failed; the logs are in {place.logs}")


def _tend_until_done(process: subprocess.Popen[bytes], supervisor: Supervisor) -> int:
    deadline = time.monotonic() + COMMAND_SECONDS
    while (code := process.poll()) is None:
        if time.monotonic() > deadline:
            complain(f"loa: not done after {COMMAND_SECONDS} s; stopping it")
            return 1
        supervisor.tend()
        time.sleep(TEND_EVERY)
    return code


def _tell_addresses(place: Place) -> None:
    say(
        f"""
Loa is up. Press Ctrl-C to stop everything.
  portal     {place.address}/
  editors    {place.address}/admin/    (the logins are in the table above)
  sandbox    {place.sandbox_address}/    what the public would see on the platforms
  mail       {place.data_dir / "mail"}
  logs       {place.logs}"""
    )
