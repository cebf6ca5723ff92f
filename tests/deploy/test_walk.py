"""The course of a demo, with small stand-ins for its programs and commands."""

import sys

import pytest

from deploy import ports, walk
from deploy.console import SetupError
from deploy.place import Place
from deploy.supervisor import Program

pytestmark = pytest.mark.processes

SERVER = """
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
class Ok(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Ok).serve_forever()
"""


def python(source: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", source, *arguments]


@pytest.fixture
def place(tmp_path, monkeypatch):
    place = Place(tmp_path / "data", *ports.find_free(2))
    programs = [
        Program("sandbox", python(SERVER, str(place.sandbox_port))),
        Program("web", python(SERVER, str(place.port))),
        Program("worker", python("import time; time.sleep(600)")),
    ]
    monkeypatch.setattr(walk, "programs", lambda place: programs)
    monkeypatch.setattr(walk, "_fill", lambda place: None)
    monkeypatch.setattr(walk, "_worker_answers", lambda place: True)
    return place


def assert_stopped(place):
    ports.check_free(place.port, "the web server", "PORT")
    ports.check_free(place.sandbox_port, "the sandbox", "SANDBOX_PORT")


def test_the_check_walks_and_compares_while_the_programs_are_up_and_then_stops_them(
    place, monkeypatch, tmp_path
):
    source = """
import sys, urllib.request
urllib.request.urlopen(sys.argv[1] + "/healthz", timeout=5)
open(sys.argv[2], "a").write(sys.argv[3] + "\\n")
"""
    done = tmp_path / "done"
    monkeypatch.setattr(
        walk, "manage", lambda name: python(source, place.sandbox_address, str(done), name)
    )
    walk.check(place)
    assert done.read_text().split() == ["demo_journey", "demo_check"]
    assert_stopped(place)


@pytest.mark.parametrize("failing", ["demo_journey", "demo_check"])
def test_a_failure_is_told_and_stops_everything(place, monkeypatch, failing):
    monkeypatch.setattr(
        walk,
        "manage",
        lambda name: python("import sys; sys.exit(int(sys.argv[1]))", str(3 * (name == failing))),
    )
    with pytest.raises(SetupError, match=f"{failing} failed"):
        walk.check(place)
    assert_stopped(place)


def test_a_command_that_never_ends_is_stopped(place, monkeypatch):
    monkeypatch.setattr(walk, "manage", lambda name: python("import time; time.sleep(600)"))
    monkeypatch.setattr(walk, "COMMAND_SECONDS", 1)
    with pytest.raises(SetupError, match="demo_journey failed"):
        walk.check(place)
    assert_stopped(place)


def test_stopping_from_the_keyboard_leaves_nothing_behind(place, monkeypatch):
    def press(_: Place) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(walk, "manage", lambda name: python(""))
    monkeypatch.setattr(walk, "_tell_addresses", press)
    with pytest.raises(KeyboardInterrupt):
        walk.stay_up(place)
    assert_stopped(place)
