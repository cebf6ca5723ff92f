import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from cms.importing.limits import Limits
from deploy.console import ROOT, SetupError
from deploy.place import Place, programs
from deploy.ports import HOST, find_free
from media_assets.intake import audiovisual, documents, pictures, svg
from tests.fakes import slow_site

MOST_OF_A_BROWSER = 6  # connections to one site


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path / "data", 8100, 8101)


def test_a_demo_never_reaches_the_real_platform(place, monkeypatch):
    monkeypatch.setenv("GRAPH_API_BASE_URL", "https://graph.example/")
    assert place.environment()["GRAPH_API_BASE_URL"] == "http://127.0.0.1:8101/"


def test_a_demo_fills_no_database_but_its_own(place, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://loa@db.example/loa")
    monkeypatch.setenv("DATABASE_URL_FILE", "/run/secrets/database")
    asked = "from cms.settings.demo import DATABASES as d; print(d['default']['NAME'])"
    said = subprocess.run(
        [sys.executable, "-c", asked],
        env=place.environment(),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == str(place.data_dir / "loa.sqlite3")


def test_every_program_works_in_the_folder_and_on_the_ports_of_its_demo(place):
    by_name = {program.name: program for program in programs(place)}
    assert set(by_name) == {"sandbox", "web", "worker", "beat"}
    assert all(p.environment["LOA_DATA_DIR"] == str(place.data_dir) for p in by_name.values())
    assert "127.0.0.1:8100" in by_name["web"].command
    assert "8101" in by_name["sandbox"].command
    assert any(str(place.data_dir) in part for part in by_name["beat"].command)


def test_whoever_uploads_gets_an_answer_before_the_web_server_gives_up(place):
    (web,) = (each for each in programs(place) if each.name == "web")
    patience = int(web.command[web.command.index("--timeout") + 1])

    drawing = svg.SECONDS + pictures.SECONDS
    assert max(drawing, documents.SECONDS, audiovisual.SECONDS) < patience
    assert Limits.picture_seconds < patience / 2  # the text is read besides


def test_a_folder_is_for_one_demo_at_a_time(place):
    refusal = pytest.raises(SetupError, match=r"another demo is running in .*LOA_DATA_DIR=")
    with place.occupy(), refusal:
        place.occupy()
    place.occupy().close()


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SetupError, match="cannot write in"):
        Place(tmp_path / "file" / "data", 8100, 8101).occupy()


@pytest.fixture
def impatient(tmp_path) -> Iterator[str]:
    """The demo's web server with a patience of three seconds, before a slow site; its address."""
    [port] = find_free(1)
    place = Place(tmp_path / "data", port, port + 1)
    (web,) = (each for each in programs(place) if each.name == "web")
    command = [
        "tests.fakes.slow_site" if part == "cms.wsgi:application" else part for part in web.command
    ]
    command[command.index("--timeout") + 1] = "3"
    with subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    ) as server:
        try:
            _wait_for(port)
            yield f"http://{HOST}:{port}"
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    for _attempt in range(200):
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("The web server does not come up.")


@pytest.mark.processes
def test_a_file_over_a_slow_line_arrives_whole(impatient):
    with urllib.request.urlopen(f"{impatient}/slow", timeout=30) as answer:
        assert answer.read() == b"one line\n" * slow_site.LINES


@pytest.mark.processes
def test_a_browser_that_only_keeps_connections_open_keeps_nobody_out(impatient):
    host, port = impatient.removeprefix("http://").split(":")
    with ExitStack() as idle:
        for _each in range(MOST_OF_A_BROWSER):
            idle.enter_context(socket.create_connection((host, int(port)), timeout=5))
        began = time.monotonic()
        with urllib.request.urlopen(f"{impatient}/", timeout=30) as answer:
            assert answer.read() == b"one line\n"
        assert time.monotonic() - began < 5
