"""Where one demo lives: its folder, its two ports, and the programs that run there."""

import fcntl
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from deploy.console import ROOT, SetupError
from deploy.ports import HOST
from deploy.supervisor import Program


@dataclass(frozen=True)
class Place:
    data_dir: Path
    port: int
    sandbox_port: int

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def sandbox_address(self) -> str:
        return f"http://{HOST}:{self.sandbox_port}"

    @property
    def logs(self) -> Path:
        return self.data_dir / "logs"

    def environment(self, log_level: str = "INFO") -> dict[str, str]:
        """What makes every command below use this folder and these ports, and no others.

        The platforms' address and the database are set whatever the caller's environment says: a
        demo never publishes on a real account, and fills no database but its own.
        """
        return {
            "LOA_LOG_LEVEL": log_level,
            **os.environ,
            "PYTHONUNBUFFERED": "1",  # progress is shown when it happens
            "DJANGO_SETTINGS_MODULE": "cms.settings.demo",
            "LOA_DATA_DIR": str(self.data_dir),
            "DATABASE_URL": f"sqlite:///{self.data_dir / 'loa.sqlite3'}",
            "LOA_BASE_URL": self.address,
            "LOA_SANDBOX_URL": self.sandbox_address,
            "GRAPH_API_BASE_URL": f"{self.sandbox_address}/",
            "PORT": str(self.port),
            "SANDBOX_PORT": str(self.sandbox_port),
        }

    def occupy(self) -> IO[str]:
        """Make the folder and hold its lock (till the file is closed): one demo in one folder."""
        try:
            self.logs.mkdir(parents=True, exist_ok=True)
            lock = (self.data_dir / "demo.lock").open("w")
        except OSError as error:
            raise SetupError(f"cannot write in {self.data_dir}: {error.strerror}") from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.close()
            raise SetupError(
                f"another demo is running in {self.data_dir}; choose another folder and ports: "
                "make demo LOA_DATA_DIR=var-2 PORT=8010 SANDBOX_PORT=8011"
            ) from error
        return lock


def manage(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


def celery(verb: str) -> list[str]:
    return [sys.executable, "-m", "celery", "-A", "cms.celery", verb]


def programs(place: Place) -> list[Program]:
    """Sandbox first: it needs nothing, the others may call it."""
    environment = place.environment()
    commands = {
        "sandbox": _sandbox(place),
        "web": _web(place),
        "worker": _worker(),
        "beat": _beat(place),
    }
    return [Program(name, command, environment) for name, command in commands.items()]


def _sandbox(place: Place) -> list[str]:
    arguments = ["--port", str(place.sandbox_port), "--data-dir", str(place.data_dir)]
    arguments += ["--pages", str(ROOT / "publishing" / "demo" / "pages.json")]
    return [sys.executable, "-m", "publishing.sandbox", *arguments]


def _web(place: Place) -> list[str]:
    # Two processes, since one at a time computes in each; threads in them, so that a file over a
    # slow line neither keeps others waiting nor is broken off: the patience is for a process that
    # says nothing at all.
    gunicorn = [sys.executable, "-m", "gunicorn", "cms.wsgi:application", "--workers", "2"]
    threads = ["--worker-class", "gthread", "--threads", "8"]
    bind = ["--bind", f"{HOST}:{place.port}", "--timeout", "120", "--graceful-timeout", "5"]
    return [*gunicorn, *threads, *bind, "--no-control-socket", "--access-logfile", "-"]


def _worker() -> list[str]:
    # One process (solo): the pre-forked pool leaves its children behind when its parent is
    # killed, and over the file broker a second consumer wins nothing. Calls are bounded by
    # their own deadline (publishing/http.py), so no time limit of a pool is needed.
    return [*celery("worker"), "--pool", "solo", "--without-gossip", "--without-mingle"]


def _beat(place: Place) -> list[str]:
    # No pid file: after a kill -9 a stale one would keep beat from starting again.
    return [*celery("beat"), "--schedule", str(place.data_dir / "beat-schedule"), "--pidfile="]
