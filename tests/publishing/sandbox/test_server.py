import io
import json
import random
import socket
import subprocess
import sys
import threading

import pytest
import requests
from PIL import Image

from tests.fakes.sandbox import ROOT, SandboxProcess
from tests.publishing.sandbox.conftest import PAGE, Client


def test_a_killed_sandbox_forgets_nothing(sandbox, client, make_picture, tmp_path):
    photo_id = client.upload(make_picture()).json()["id"]
    kept = client.publish("Ở lại", attached_media=json.dumps([{"media_fbid": photo_id}])).json()
    gone = client.publish("Sẽ gỡ").json()["id"]
    client.call("POST", kept["id"], data={"message": "Ở lại, đã sửa"})
    client.call("DELETE", gone)
    before, lines = sandbox.state(), len(sandbox.ledger())

    sandbox.kill()
    sandbox.start(tmp_path)

    assert sandbox.state() == before
    assert client.messages() == ["Ở lại, đã sửa"]
    picture = requests.get(f"{sandbox.url}/_sandbox/photos/{photo_id}", timeout=10)
    assert picture.content == make_picture()
    assert [line["n"] for line in sandbox.ledger()] == list(range(1, lines + 2))


def test_new_ids_after_a_restart_are_new(sandbox, client, tmp_path):
    first = client.publish("Một").json()["id"]
    sandbox.kill()
    sandbox.start(tmp_path)

    assert client.publish("Hai").json()["id"] > first


def test_revoked_and_registered_tokens_survive(sandbox, tmp_path):
    sandbox.register({"id": "55", "token": "t-55", "app_id": "9", "app_secret": "s"})
    sandbox.revoke("55")
    sandbox.kill()
    sandbox.start(tmp_path)

    reply = Client(sandbox, "t-55", "55").publish()

    assert reply.json()["error"]["error_subcode"] == 463


def test_a_half_written_line_is_cut_off(sandbox, client, tmp_path):
    client.publish("Trọn vẹn")
    sandbox.kill()
    with open(tmp_path / "sandbox-ledger.jsonl", "a") as ledger:
        ledger.write('{"n": 2, "effect": "crea')
    sandbox.start(tmp_path)

    client.publish("Tiếp theo")

    assert [line["n"] for line in sandbox.ledger()] == [1, 2]
    assert client.messages() == ["Tiếp theo", "Trọn vẹn"]


def test_what_was_answered_survives_a_kill_at_any_moment(sandbox, client, tmp_path):
    """A poster runs while the process dies: every id that it was given is there afterwards."""
    given = []

    def post():
        for n in range(500):
            try:
                given.append(client.publish(f"bài {n}").json()["id"])
            except requests.ConnectionError:
                return

    poster = threading.Thread(target=post)
    poster.start()
    while len(given) < 5 and poster.is_alive():
        continue
    sandbox.kill()
    poster.join(20)
    sandbox.start(tmp_path)

    kept = {post["id"] for post in sandbox.posts()}
    assert len(given) >= 5
    assert set(given) <= kept
    assert len(kept - set(given)) <= 1


def noise(size):
    content = io.BytesIO()
    Image.frombytes("RGB", size, random.Random(1).randbytes(size[0] * size[1] * 3)).save(
        content, "PNG"
    )
    return content.getvalue()


def test_a_full_disk_is_a_failure_of_the_platform_and_commits_nothing(tmp_path):
    """The child may write no file beyond a few kilobytes."""
    limit = "import resource,signal,sys,runpy;signal.signal(signal.SIGXFSZ,signal.SIG_IGN);"
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE,(6000,6000));"
    limit += "sys.argv[0]='sandbox';runpy.run_module('publishing.sandbox',run_name='__main__')"
    command = [sys.executable, "-c", limit, "--port=0", f"--data-dir={tmp_path}"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    sandbox = SandboxProcess()
    sandbox.url, sandbox.data_dir = process.stdout.readline().split(" ")[3], tmp_path
    try:
        client = Client(sandbox)
        picture = client.upload(noise((60, 60)))
        replies = [client.publish(f"bài {n} " + "x" * 500) for n in range(8)]
        posts, photos = sandbox.posts(), sandbox.state()["photos"]
    finally:
        process.terminate()
        with process:
            process.wait(10)

    assert (picture.status_code, picture.json()["error"]["code"], photos) == (500, 2, [])
    assert list((tmp_path / "sandbox-photos").iterdir()) == []
    good = [reply.json()["id"] for reply in replies if reply.status_code == 200]
    assert {reply.status_code for reply in replies} == {200, 500}
    assert [post["id"] for post in posts] == good
    assert [line["post_id"] for line in sandbox.ledger(effect="created")] == good


def test_sigterm_ends_it_cleanly_even_while_a_request_hangs(sandbox, client):
    def hang():
        with pytest.raises(requests.ConnectionError):
            client.publish(fault="hang:60")

    waiting = threading.Thread(target=hang)
    waiting.start()
    while not sandbox.ledger():
        continue

    assert sandbox.stop() == 0
    waiting.join(10)
    assert not waiting.is_alive()


def run_briefly(*arguments):
    command = [sys.executable, "-m", "publishing.sandbox", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=20)


def test_a_second_sandbox_on_the_same_directory_is_refused(sandbox, tmp_path):
    second = run_briefly("--port=0", f"--data-dir={tmp_path}")

    assert second.returncode == 1
    assert "Another sandbox writes to" in second.stderr
    assert "Traceback" not in second.stderr


def test_an_occupied_port_is_one_clear_line(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run_briefly(f"--port={port}", f"--data-dir={tmp_path}")

    assert ended.returncode == 1
    assert str(port) in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_it_listens_on_loopback_only(sandbox):
    assert sandbox.url.startswith("http://127.0.0.1:")


def test_pages_of_a_file_are_there_from_the_start(start_sandbox, tmp_path):
    pages = tmp_path / "pages.json"
    pages.write_text(json.dumps([{"id": "55", "name": "BHXH thử nghiệm", "token": "t-55"}]))

    sandbox = start_sandbox(data_dir=tmp_path / "data", pages_file=pages)

    assert [page["name"] for page in sandbox.state()["pages"]] == ["BHXH thử nghiệm"]
    assert Client(sandbox, "t-55", "55").publish().status_code == 200


def test_the_health_address_answers(sandbox):
    reply = requests.get(f"{sandbox.url}/healthz", timeout=10)

    assert (reply.status_code, reply.json()) == (200, {"status": "ok"})


def test_a_page_id_names_its_page(sandbox, client):
    client.publish()

    assert sandbox.posts(PAGE) == sandbox.posts()
    assert sandbox.posts("1") == []
