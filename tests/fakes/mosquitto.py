"""Debian's MQTT broker on a loopback port, with a user, a memory on disk, and TLS if wanted."""

import shutil
import socket
import subprocess
import time
from pathlib import Path

PROGRAM = shutil.which("mosquitto", path="/usr/sbin:/usr/bin:/usr/local/sbin") or ""
USER, PASSWORD = "loa", "mat-khau-thu-8"


class Mosquitto:
    def __init__(self, folder: Path, *, tls: tuple[Path, Path] | None = None):
        self.folder, self.tls, self.port = folder, tls, _free_port()
        self._process = None
        passwords = folder / "passwords"
        made = [PROGRAM.replace("sbin/mosquitto", "bin/mosquitto_passwd"), "-b", "-c"]
        subprocess.run([*made, str(passwords), USER, PASSWORD], check=True, capture_output=True)
        passwords.chmod(0o644)
        lines = [
            f"listener {self.port} 127.0.0.1",
            "allow_anonymous false",
            f"password_file {passwords}",
            "persistence true",
            f"persistence_location {folder}/",
            "autosave_interval 1",
            "autosave_on_changes true",
            "user root",
        ]
        if tls:
            lines += [f"certfile {tls[0]}", f"keyfile {tls[1]}"]
        (folder / "mosquitto.conf").write_text("\n".join(lines) + "\n")

    def start(self):
        command = [PROGRAM, "-c", str(self.folder / "mosquitto.conf")]
        log = (self.folder / "log").open("ab")
        self._process = subprocess.Popen(command, stdout=log, stderr=log)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return self
        raise RuntimeError((self.folder / "log").read_text())

    def kill(self):
        """As a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    __enter__ = start

    def __exit__(self, *exc_info):
        self.kill()


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]
