import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def run(megabytes, seconds, *command):
    bounded = [sys.executable, "-m", "publishing.voices.bounded", str(megabytes), str(seconds)]
    return subprocess.run(
        [*bounded, *command], cwd=ROOT, capture_output=True, check=False, timeout=30
    )


def test_it_becomes_the_program_and_hands_over_no_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "geheim")
    done = run(400, 10, "/usr/bin/env")
    assert done.returncode == 0
    assert b"PATH=" in done.stdout
    assert b"SECRET_KEY" not in done.stdout


def test_a_program_that_computes_for_too_long_is_ended():
    assert run(400, 1, "/bin/sh", "-c", "while :; do :; done").returncode != 0


def test_a_program_that_wants_too_much_memory_is_ended():
    done = run(200, 10, sys.executable, "-c", "len(bytearray(500 * 1024 * 1024))")
    assert done.returncode != 0
