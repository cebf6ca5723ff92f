"""Real child processes, since only they die the way programs die."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.console import ROOT, SetupError
from deploy.supervisor import Program, Supervisor

pytestmark = pytest.mark.processes

SLEEPER = "import time; print('up', flush=True); time.sleep(600)"
STUBBORN_FAMILY = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = os.fork()
if child:
    open(sys.argv[1], "w").write(f"{os.getpid()} {child}")
time.sleep(600)
"""
OWNER = """
import sys, time
from pathlib import Path
from deploy.supervisor import Program, Supervisor
family = Program("family", [sys.executable, "-c", sys.argv[1], sys.argv[2]])
supervisor = Supervisor([family], Path(sys.argv[3]))
supervisor.start()
while True:
    supervisor.tend()
    time.sleep(0.05)
"""


def python(source: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", source, *arguments]


def alive(pid: int) -> bool:
    """Whether it still runs; a zombie, which waits only to be counted, does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[..., Supervisor]]:
    supervisors: list[Supervisor] = []

    def start(*programs: Program, tell: Callable[[str], None] = lambda line: None) -> Supervisor:
        supervisor = Supervisor(programs, tmp_path / "logs", tell)
        supervisors.append(supervisor)
        supervisor.start()
        return supervisor

    yield start
    for supervisor in supervisors:
        supervisor.stop()


def test_a_killed_program_is_started_again_with_a_message(started):
    said: list[str] = []
    supervisor = started(Program("sleeper", python(SLEEPER)), tell=said.append)
    first = supervisor.pid("sleeper")
    os.kill(first, signal.SIGKILL)

    def is_back() -> bool:
        supervisor.tend()
        return supervisor.pid("sleeper") not in {None, first}

    assert wait_for(is_back)
    assert not alive(first)
    assert "sleeper ended (killed by SIGKILL); starting it again in 0.5 s" in said[0]


def test_children_of_a_dead_program_do_not_outlive_it(started, tmp_path):
    pids = tmp_path / "pids"
    supervisor = started(Program("family", python(STUBBORN_FAMILY, str(pids))))
    assert wait_for(lambda: pids.exists() and " " in pids.read_text())
    parent, child = map(int, pids.read_text().split())
    os.kill(parent, signal.SIGKILL)

    def is_noticed() -> bool:
        supervisor.tend()
        return supervisor.deaths("family") == 1

    assert wait_for(is_noticed)
    assert wait_for(lambda: not alive(child))


def test_a_program_that_keeps_dying_is_started_at_growing_intervals(started):
    said: list[str] = []
    supervisor = started(Program("broken", python("raise SystemExit(3)")), tell=said.append)

    def has_died_twice() -> bool:
        supervisor.tend()
        return supervisor.deaths("broken") >= 2

    assert wait_for(has_died_twice)
    assert "exit status 3" in said[0]
    assert [line.split(" in ")[1].split(" s ")[0] for line in said[:2]] == ["0.5", "1"]


def test_stop_ends_every_program_at_once(started):
    supervisor = started(Program("one", python(SLEEPER)), Program("two", python(SLEEPER)))
    pids = [supervisor.pid("one"), supervisor.pid("two")]
    supervisor.stop()
    assert not any(alive(pid) for pid in pids)
    supervisor.tend()
    assert supervisor.pid("one") is None


def test_what_does_not_come_up_is_named_with_the_end_of_its_log(started):
    supervisor = started(Program("web", python("raise SystemExit('no such module')")))
    with pytest.raises(SetupError, match=r"(?s)web did not come up; .*no such module"):
        supervisor.wait_until("web", lambda: False, seconds=20, deaths=1)


def test_output_goes_to_a_log_of_the_programs_name(started, tmp_path):
    supervisor = started(Program("sleeper", python(SLEEPER)))
    assert wait_for(lambda: supervisor.log_end("sleeper") == "up")
    assert (tmp_path / "logs" / "sleeper.log").read_text() == "up\n"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_supervisor_that_is_killed_leaves_no_orphans(tmp_path, number):
    pids = tmp_path / "pids"
    command = python(OWNER, STUBBORN_FAMILY, str(pids), str(tmp_path / "logs"))
    with subprocess.Popen(command, cwd=ROOT) as owner:
        assert wait_for(lambda: pids.exists() and " " in pids.read_text())
        family = [int(pid) for pid in pids.read_text().split()]
        assert all(alive(pid) for pid in family)
        os.kill(owner.pid, number)
        owner.wait(timeout=20)
    assert wait_for(lambda: not any(alive(pid) for pid in family))
