"""A bulletin to two stations with systems of their own, corrected and withdrawn, while lines and broker break."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from deploy.debian import unavailable
from tests.fakes.mosquitto import PASSWORD, USER, Mosquitto
from tests.fakes.mqtt_station import MqttStation
from tests.fakes.station import SECRET, StationServer

from . import steps
from .conftest import Stack, assert_fits, keep_picture, wait_until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]
Open = Callable[..., Page]
TITLE = "Đóng bảo hiểm y tế học sinh theo quý"
WRONG, RIGHT = "Hạn nộp là ngày mười.", "Hạn nộp là ngày hai mươi."
WEB, RADIO, TOPIC = "Đài xã Hợp Thành (thử)", "Đài xã Bình Ca (thử)", "loa/02269/ban-tin"
ARRIVAL_SECONDS = 90
Kept = dict[str, dict[str, Any]]


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    if lacking := unavailable("mosquitto"):
        pytest.skip(lacking)
    with Mosquitto(tmp_path) as running:
        yield running


@pytest.fixture
def web() -> Iterator[StationServer]:
    with StationServer() as station:
        yield station


@pytest.fixture
def radio(broker: Mosquitto) -> Iterator[MqttStation]:
    with MqttStation(broker.port, TOPIC) as station:
        yield station


def test_a_bulletin_its_correction_and_its_end_reach_each_station_once(
    stack: Stack, open_as: Open, web: StationServer, radio: MqttStation, broker: Mosquitto
) -> None:
    add_stations(open_as("kenh"), web, broker)
    editor, leader = open_as("bientap"), open_as("lanhdao", width=390, height=844)
    page_id = write_bulletin(editor)

    web.mute = {"POST"}  # it takes the bulletin, and the line breaks before it says so
    broker.kill()
    steps.submit(editor, page_id)
    steps.approve(leader, TITLE, picture="stations-approve")
    wait_until(lambda: "transient" in outcomes(stack, RADIO), ARRIVAL_SECONDS)
    assert radio.bulletins == {}
    broker.start()
    wait_until(lambda: len(radio.bulletins) == 1, ARRIVAL_SECONDS)
    settle(stack, "accepted")
    assert "ambiguous" in outcomes(stack, WEB)
    first, first_heard = only(web.bulletins), only(radio.bulletins)
    assert WRONG in first["TextContent"]
    assert first["TextContent"] == first_heard["TextContent"]
    assert web.methods() == {"POST": 1}  # it was looked for, not sent again

    say_played(web, radio)
    settle(stack, "delivered")

    web.mute = {"POST"}
    correct(editor, leader, page_id)
    settle(stack, "accepted")
    assert web.methods() == {"POST": 3}  # handed over twice, with one Id
    for kept, old in ((web.bulletins, first), (radio.bulletins, first_heard)):
        assert kept[old["Id"]]["Status"] == "cancelled"
        new = only({key: one for key, one in kept.items() if key != old["Id"]})
        assert (new["Replaces"], new["Correction"]) == (old["Id"], True)
        assert RIGHT in new["TextContent"]
        assert "đính chính" in new["TextContent"].lower()

    web.mute = {"DELETE"}
    steps.take_down(open_as("lanhdao"), page_id, "Quy định đã thay đổi")
    settle(stack, "delivered")
    assert ended(web.bulletins)
    wait_until(lambda: ended(radio.bulletins), ARRIVAL_SECONDS)
    assert web.methods() == {"POST": 3, "DELETE": 2}
    for name, ever in ((WEB, set(web.bulletins)), (RADIO, radio.ids_with_text())):
        assert ever == keys(stack, name, "publish", "revise")  # and an end is no alert


def add_stations(keeper: Page, web: StationServer, broker: Mosquitto) -> None:
    add(keeper, "stationhttps", WEB, address=web.url, secret=SECRET)
    expect(keeper.locator("body")).to_contain_text("Đài xã Thử")  # its own name, asked of it
    fields = {"broker": "127.0.0.1", "port": str(broker.port), "topic": TOPIC, "username": USER}
    keeper.goto("/admin/noi-dang/them/stationmqtt/")
    keeper.select_option("[name=setting_security]", "plain")
    fill_and_save(keeper, RADIO, password=PASSWORD, **fields)


def add(keeper: Page, channel: str, name: str, **fields: str) -> None:
    keeper.goto(f"/admin/noi-dang/them/{channel}/")
    keep_picture(keeper, f"stations-{channel}")
    fill_and_save(keeper, name, **fields)


def fill_and_save(keeper: Page, name: str, **fields: str) -> None:
    keeper.fill("[name=name]", name)
    keeper.uncheck("[name=proposed]")  # nobody else's item goes there
    for field, value in fields.items():
        keeper.fill(f"[name=setting_{field}]", value)
    steps.follow(keeper, "main form button:has-text('lưu')")
    expect(keeper.locator("body")).to_contain_text(f"“{name}”")


def write_bulletin(editor: Page) -> int:
    editor.goto("/admin/")
    steps.follow(editor, "main .loa-tiles a >> nth=0")
    editor.fill("[name=title]", TITLE)
    editor.fill("[name=lead]", WRONG)
    steps.add_paragraph(editor, "Phụ huynh nộp tại trường.")
    steps.save_draft(editor)
    page_id = steps.page_id_of(editor)
    editor.goto(f"/admin/goi-dang/{page_id}/")
    for name in (WEB, RADIO):
        editor.check(f"label:has-text('{name}') input")
    keep_picture(editor, "stations-package")
    assert_fits(editor)
    steps.follow(editor, "button:has-text('Lưu gói đăng')")
    return page_id


def correct(editor: Page, leader: Page, page_id: int) -> None:
    steps.correct(editor, page_id, wrong=WRONG, right=RIGHT)
    editor.fill("[name=lead]", RIGHT)
    steps.save_draft(editor)
    steps.submit(editor, page_id)
    steps.approve(leader, TITLE, picture="stations-approve-correction")


def say_played(web: StationServer, radio: MqttStation) -> None:
    only(web.bulletins).update(Status="played", Played=1)
    radio.say(only(radio.bulletins)["Id"], Status="played", Played=1)


def settle(stack: Stack, state: str) -> None:
    """Until the newest deliveries to both stations are in `state`."""

    def holds() -> bool:
        newest = {row["destination"]: row["state"] for row in rows(stack)}
        return newest.get(WEB) == newest.get(RADIO) == state

    wait_until(holds, ARRIVAL_SECONDS)


def outcomes(stack: Stack, name: str) -> set[str]:
    found = [row["attempts"] for row in rows(stack) if row["destination"] == name]
    return {attempt["outcome"] for attempts in found for attempt in attempts}


def keys(stack: Stack, name: str, *actions: str) -> set[str]:
    mine = [row for row in rows(stack) if row["destination"] == name]
    return {row["key"] for row in mine if row["action"] in actions}


def rows(stack: Stack) -> list[dict[str, Any]]:
    """The item's deliveries, the oldest first."""
    found = json.loads(stack.manage("deliveries", "--json"))
    return [row for row in found if row["item"] == TITLE]


def only(kept: Kept) -> dict[str, Any]:
    (one,) = kept.values()
    return one


def ended(kept: Kept) -> bool:
    return all(one["Status"] == "cancelled" for one in kept.values())
