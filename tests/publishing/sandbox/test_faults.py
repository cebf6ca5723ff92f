import json
import time
import unicodedata

import pytest
import requests

from publishing.sandbox.faults import UnknownFault, normalised, parse_faults, read_script
from tests.publishing.sandbox.conftest import PAGE


def error_of(reply):
    return reply.json()["error"]


def last(sandbox):
    return sandbox.ledger()[-1]


def test_drop_before_leaves_nothing(sandbox, client):
    with pytest.raises(requests.ConnectionError):
        client.publish(fault="drop_before")

    assert sandbox.posts() == []
    assert (last(sandbox)["effect"], last(sandbox)["status"]) == ("none", None)


def test_commit_then_drop_leaves_the_post(sandbox, client):
    with pytest.raises(requests.ConnectionError):
        client.publish("Đã lên", fault="commit_then_drop")

    assert client.messages() == ["Đã lên"]
    [created] = sandbox.ledger(effect="created")
    assert (created["status"], created["faults"]) == (None, ["commit_then_drop"])


def test_commit_then_500_says_code_2_and_leaves_the_post(sandbox, client):
    reply = client.publish(fault="commit_then_500")

    assert (reply.status_code, error_of(reply)["code"]) == (500, 2)
    assert error_of(reply)["is_transient"] is True
    assert len(sandbox.posts()) == 1


def test_commit_then_502_is_a_page_of_an_edge_server(sandbox, client):
    reply = client.publish(fault="commit_then_502_html")

    assert reply.status_code == 502
    assert reply.headers["Content-Type"].startswith("text/html")
    assert reply.text.startswith("<!DOCTYPE html>")
    assert len(sandbox.posts()) == 1


def test_a_slow_commit_is_there_before_the_client_gives_up(sandbox, client):
    with pytest.raises(requests.ReadTimeout):
        client.publish("Chậm", fault="slow_commit:30", timeout=0.5)

    assert client.messages() == ["Chậm"]


def test_a_late_commit_happens_after_the_client_gave_up(sandbox, client):
    with pytest.raises(requests.ReadTimeout):
        client.publish("Sau cùng", fault="late_commit:3", timeout=0.3)

    assert sandbox.posts() == []
    assert eventually(client.messages, ["Sau cùng"])


def test_a_slow_commit_holds_up_nobody_else(sandbox, client, run_together):
    results = run_together(
        lambda: client.publish("Chậm", fault="slow_commit:1").status_code,
        lambda: [client.publish(f"Nhanh {n}").status_code for n in range(3)],
    )

    assert results == [200, [200, 200, 200]]


def test_hang_commits_nothing_and_answers_nothing(sandbox, client):
    with pytest.raises(requests.ReadTimeout):
        client.publish(fault="hang:30", timeout=0.5)
    with pytest.raises(requests.ConnectionError):
        client.publish(fault="hang:0.1")

    assert sandbox.posts() == []


def eventually(read, wanted):
    """Polls: when exactly a late thing shows depends on how busy the machine is."""
    end = time.monotonic() + 20
    while read() != wanted and time.monotonic() < end:
        time.sleep(0.05)
    return read() == wanted


def test_a_late_post_is_committed_but_not_shown_yet(sandbox, client):
    post_id = client.publish("Muộn", fault="late_visibility:60").json()["id"]

    assert client.messages() == []
    assert error_of(client.call("GET", post_id))["error_subcode"] == 33
    assert len(sandbox.posts()) == 1


def test_a_late_post_shows_in_the_end_even_if_its_answer_was_lost(sandbox, client):
    with pytest.raises(requests.ConnectionError):
        client.publish("Muộn", fault="late_visibility:0.3+commit_then_drop")

    assert len(sandbox.posts()) == 1
    assert eventually(client.messages, ["Muộn"])


def test_a_late_edit_shows_the_old_text_until_then(client):
    first, second = (client.publish(text).json()["id"] for text in ("Cũ", "Cũ hơn"))
    client.call("POST", first, data={"message": "Mới"}, fault="late_visibility:60")
    client.call("POST", second, data={"message": "Mới hơn"}, fault="late_visibility:0.3")

    assert eventually(client.messages, ["Mới hơn", "Cũ"])


def test_a_late_deletion_shows_the_post_until_then(client):
    first, second = (client.publish(text).json()["id"] for text in ("Một", "Hai"))
    client.call("DELETE", first, fault="late_visibility:60")
    client.call("DELETE", second, fault="late_visibility:0.3")

    assert eventually(client.messages, ["Một"])


def test_an_identical_post_is_refused_even_while_the_first_is_invisible(client):
    client.publish("Muộn", fault="late_visibility:30")

    assert error_of(client.publish("Muộn"))["code"] == 506


def test_a_truncated_listing_leads_on_to_what_it_left_out(client):
    for n in range(3):
        client.publish(f"bài {n}")

    body = client.feed(fault="truncated_listing").json()

    assert [post["message"] for post in body["data"]] == ["bài 2"]
    rest = requests.get(body["paging"]["next"], timeout=10).json()
    assert [post["message"] for post in rest["data"]] == ["bài 1", "bài 0"]


def test_a_listing_may_leave_out_silently_or_break_off(client):
    for n in range(4):
        client.publish(f"bài {n}")

    silent = client.feed(fault="truncated_listing:silent").json()
    cut = client.feed(fault="truncated_listing:cut")

    assert [post["message"] for post in silent["data"]] == ["bài 3", "bài 2"]
    assert "next" not in silent["paging"]
    with pytest.raises(requests.JSONDecodeError):
        cut.json()


@pytest.mark.parametrize(
    ("how", "shown"),
    [
        ("trim", "Dòng  một\nhai"),
        ("collapse", " Dòng một \nhai\n\n"),
        ("nfd", unicodedata.normalize("NFD", " Dòng  một \nhai\n\n\n")),
        ("trim,nfd", unicodedata.normalize("NFD", "Dòng  một\nhai")),
    ],
)
def test_a_text_is_shown_in_other_bytes(how, shown):
    assert normalised(" Dòng  một \nhai\n\n\n", tuple(how.split(","))) == shown


def test_a_post_made_with_normalisation_is_shown_so_ever_after(client):
    client.publish(" Hai  dấu cách \n", fault="normalised_message")

    assert client.messages() == [unicodedata.normalize("NFD", "Hai dấu cách")]


def test_one_reading_may_be_normalised(client):
    client.publish("Việt Nam")

    posts = client.feed(fault="normalised_message:nfd").json()["data"]

    assert posts[0]["message"] == unicodedata.normalize("NFD", "Việt Nam")
    assert client.messages() == ["Việt Nam"]


def test_throttling_says_in_its_header_how_many_minutes(sandbox, client):
    reply = client.publish(fault="throttled:7")

    assert (reply.status_code, error_of(reply)["code"]) == (400, 80001)
    [usage] = json.loads(reply.headers["x-business-use-case-usage"])[PAGE]
    assert (usage["call_count"], usage["estimated_time_to_regain_access"]) == (100, 7)
    assert sandbox.posts() == []


@pytest.mark.parametrize(
    ("fault", "status", "code", "subcode"),
    [
        ("expired_token", 400, 190, 463),
        ("duplicate_506", 400, 506, 1455006),
        ("blocked_368", 400, 368, 1390008),
        ("blocked_368:1404082", 400, 368, 1404082),
        ("refused_100", 400, 100, None),
        ("http_500_before", 500, 2, None),
    ],
)
def test_refusals_commit_nothing(sandbox, client, fault, status, code, subcode):
    reply = client.publish(fault=fault)

    assert (reply.status_code, error_of(reply)["code"]) == (status, code)
    assert error_of(reply).get("error_subcode") == subcode
    assert sandbox.posts() == []
    assert last(sandbox)["faults"] == [fault]


def test_an_answer_without_an_id_hides_a_post(sandbox, client):
    reply = client.publish(fault="json_without_id")

    assert (reply.status_code, reply.json()) == (200, {})
    assert len(sandbox.posts()) == 1


def test_a_script_strikes_only_what_it_matches_and_as_often_as_it_says(sandbox, client):
    match = {"method": "POST", "path_contains": "/feed"}
    sandbox.faults({"mode": "throttled", "match": match, "times": 2, "arg": 3})

    listed = client.feed()
    codes = [client.publish(f"Lần {n}").status_code for n in range(3)]

    assert listed.status_code == 200
    assert codes == [400, 400, 200]
    assert sandbox.control("GET", "faults") == []


def test_scripts_are_used_in_their_order(sandbox, client):
    sandbox.faults("http_500_before", "throttled")

    assert [error_of(client.publish())["code"] for _ in range(2)] == [2, 80001]


def test_a_script_without_number_lasts_until_cleared(sandbox, client):
    sandbox.faults({"mode": "http_500_before", "times": None})

    assert [client.publish().status_code for _ in range(3)] == [500] * 3
    sandbox.clear_faults()
    assert client.publish().status_code == 200


def test_the_header_decides_and_leaves_the_script_alone(sandbox, client):
    sandbox.faults("throttled")

    assert client.publish(fault="http_500_before").status_code == 500
    assert len(sandbox.control("GET", "faults")) == 1


def test_controls_and_the_public_wall_use_up_no_fault(sandbox, client):
    client.publish()
    sandbox.faults("drop_before")

    for path in ("healthz", "", "_sandbox/state"):
        assert requests.get(f"{sandbox.url}/{path}", timeout=10).status_code == 200
    assert len(sandbox.control("GET", "faults")) == 1


@pytest.mark.parametrize("text", ["no_such", "slow_commit:soon", "throttled:soon", "drop_before:3"])
def test_a_fault_that_does_not_exist_is_refused(text):
    with pytest.raises(UnknownFault):
        parse_faults(text)


@pytest.mark.parametrize(
    "script", [{}, ["drop_before"], [{}], [{"mode": "hang", "times": 0}], [{"mode": "x"}]]
)
def test_a_script_that_cannot_be_read_is_refused(script):
    with pytest.raises(UnknownFault):
        read_script(script)


def test_an_unknown_fault_in_the_header_commits_nothing(sandbox, client):
    reply = client.publish(fault="comit_then_drop")

    assert reply.status_code == 400
    assert "unknown fault" in reply.json()["sandbox"]
    assert sandbox.posts() == []
