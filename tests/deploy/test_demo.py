import socket
import subprocess
import sys

import pytest

from deploy.console import ROOT


@pytest.mark.processes
@pytest.mark.parametrize("check", [[], ["--check"]])
def test_an_occupied_port_is_one_line_and_nothing_is_started(tmp_path, check):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        data_dir = tmp_path / "data"
        options = [f"--port={port}", f"--data-dir={data_dir}", *check]
        done = subprocess.run(
            [sys.executable, "-m", "deploy.demo", *options],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert f"port {port} for the web server is occupied" in line
    assert not data_dir.exists()
