"""The platform sandbox as a real process, for tests that publish.

    sandbox = SandboxProcess().start(tmp_path)
    sandbox.faults({"mode": "commit_then_drop", "match": {"method": "POST"}})
    ...
    assert len(sandbox.posts()) == 1
    sandbox.kill()
    sandbox.start(tmp_path)     # the same port, nothing forgotten

``tests/publishing/sandbox`` shows every use; the modes are listed in ``docs/sandbox.md``.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import requests

from deploy import leash
from publishing.sandbox.ledger import LEDGER_NAME

ROOT = Path(__file__).resolve().parents[2]
READY = "Platform sandbox ready: "


class SandboxProcess:
    def __init__(self):
        self.url = ""
        self.data_dir = None
        self._process = None
        self._port = 0

    def start(self, data_dir, *, pages=(), pages_file=None, **options):
        """Waits until it answers; options are those of the command line (``photo_ttl=1``).

        ``pages``: registered before the first request, each ``{"id", "name", "token", "app_id"}``.
        """
        self.data_dir = Path(data_dir)
        command = [sys.executable, "-m", "publishing.sandbox"]
        command += [f"--pages={pages_file}"] if pages_file else []
        command += [f"--port={self._port}", f"--data-dir={data_dir}", *_arguments(options)]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=_environment(),
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=leash.die_with_parent(),
        )
        line = self._process.stdout.readline()
        if not line.startswith(READY):
            self.stop()
            raise AssertionError(f"the sandbox did not start: {line!r}")
        self.url = line.removeprefix(READY).split(" ")[0]
        self._port = int(self.url.rpartition(":")[2])
        for page in pages:
            self.register(page)
        return self

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.stop()

    @property
    def pid(self):
        return self._process.pid

    def faults(self, *script):
        """Queues faults: ``"drop_before"`` or ``{"mode", "match", "times", "arg"}``."""
        entries = [{"mode": one} if isinstance(one, str) else one for one in script]
        return self.control("POST", "faults", entries)

    def clear_faults(self):
        return self.control("DELETE", "faults")

    def ledger(self, **wanted):
        """Its lines as dicts, those whose fields equal ``wanted``, oldest first.

        Without the line that is being written at this moment.
        """
        path = self.data_dir / LEDGER_NAME
        written = path.read_bytes().rpartition(b"\n")[0] if path.exists() else b""
        entries = [json.loads(line) for line in written.splitlines()]
        return [one for one in entries if all(one[name] == wanted[name] for name in wanted)]

    def posts(self, page_id=None, *, deleted=False):
        """What was committed, visible or not; without those that were deleted unless asked for."""
        posts = self.state()["posts"]
        return [
            post
            for post in posts
            if page_id in {None, post["page_id"]} and (deleted or not post["deleted"])
        ]

    def state(self):
        return self.control("GET", "state")

    def register(self, page):
        return self.control("POST", "pages", page)

    def revoke(self, page_id):
        return self.control("POST", "tokens/revoke", {"page": page_id})

    def restore(self, page_id):
        return self.control("POST", "tokens/restore", {"page": page_id})

    def control(self, method, path, data=None):
        reply = requests.request(method, f"{self.url}/_sandbox/{path}", json=data, timeout=10)
        reply.raise_for_status()
        return reply.json()

    def kill(self):
        """Dies at once, as in a power cut."""
        self._end(signal.SIGKILL)

    def stop(self):
        """Ends cleanly; returns its exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, number):
        process, self._process = self._process, None
        if process is None:
            return None
        process.send_signal(number)
        with process:  # waits, and closes the pipe
            return process.wait(timeout=10)


def _arguments(options):
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is True:
            yield flag
        elif value is not False:
            yield f"{flag}={value}"


def _environment():
    """Without Loa's own settings and secrets: the sandbox must not need them."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
