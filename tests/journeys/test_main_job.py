"""One item from a Word file to every destination, corrected and taken down, as its users do it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect

from . import steps
from .conftest import Stack, assert_fits, keep_picture, wait_until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]

FACEBOOK_PAGE = "100000000000001"
COMMUNE, PROVINCE = "Loa Xã Yên Sơn", "BHXH tỉnh Tuyên Quang"
ARRIVAL_SECONDS = 60
Open = Callable[..., Page]


def test_one_item_from_a_word_file_to_every_destination_and_back(
    stack: Stack, open_as: Open, tmp_path: Path
) -> None:
    editor, phone = open_as("bientap"), open_as("lanhdao", width=390, height=844)
    page_id = steps.import_word(editor, steps.make_word_file(tmp_path))
    editor.fill("[name=lead]", "Đổi nơi khám bệnh trong ngày. Cần hỏi, xin gọi {{hotline}}.")
    steps.describe_pictures(editor, "Tấm thẻ màu xanh")
    steps.save_draft(editor)
    steps.state_rights(editor)
    steps.choose_destinations(editor, page_id, commune=COMMUNE, province=PROVINCE)
    steps.submit(editor, page_id)
    steps.approve(phone, steps.TITLE)

    address = arrived_on_the_portal(stack, open_as, "1900 9068")
    post = arrived_on_facebook(stack, open_as, "Đổi nơi khám bệnh trong ngày", "facebook")
    link = steps.issue_commune_link(open_as("coso.tq"), COMMUNE)
    commune = open_as(None, width=360, height=740)
    steps.say_played(commune, link, steps.TITLE)
    assert states(stack, steps.TITLE)[COMMUNE] == "delivered"

    steps.correct(editor, page_id, wrong="trong ngày", right="trong hai ngày làm việc")
    editor.fill("[name=lead]", "Đổi nơi khám bệnh trong hai ngày. Cần hỏi, xin gọi {{hotline}}.")
    steps.save_draft(editor)
    steps.submit(editor, page_id)
    steps.approve(phone, steps.TITLE, picture="approve-correction")
    assert arrived_on_facebook(stack, open_as, "ĐÍNH CHÍNH", "facebook-corrected") == post
    assert all("trong hai ngày." in found["message"] for found in posts(stack))
    arrived_on_the_portal(stack, open_as, "Đổi nơi khám bệnh trong hai ngày")
    commune.goto(link)
    expect(commune.locator("body")).to_contain_text("Đính chính")

    leader = open_as("lanhdao")
    steps.take_down(leader, page_id, "Quy định đã thay đổi")
    keep_picture(leader, "board")
    wait_until(lambda: requests.get(address, timeout=10).status_code == 404, ARRIVAL_SECONDS)
    wait_until(lambda: not posts(stack), ARRIVAL_SECONDS)
    commune.goto(link)
    expect(commune.locator("body")).not_to_contain_text(steps.TITLE)


def test_an_article_is_written_with_a_picture_reviewed_and_released(
    stack: Stack, open_as: Open, tmp_path: Path
) -> None:
    picture = tmp_path / "the.jpg"
    picture.write_bytes(steps.make_picture())
    editor = open_as("bientap")
    page_id = steps.write_article(editor, "Hướng dẫn", picture)
    editor.get_by_role("tab", name="Thông tin").click()
    editor.check("[name=states_policy]")
    steps.save_draft(editor)
    steps.submit(editor, page_id)

    steps.approve(open_as("thamdinh", width=390, height=844), steps.WRITTEN_TITLE)
    steps.approve(open_as("lanhdao", width=390, height=844), steps.WRITTEN_TITLE)

    title = steps.WRITTEN_TITLE
    wait_until(lambda: states(stack, title).get("facebook") == "delivered", ARRIVAL_SECONDS)
    reader = open_as(None)
    reader.goto("/tim-kiem/?q=mat the bao hiem")
    steps.follow(reader, f"a:has-text('{steps.WRITTEN_TITLE}')")
    expect(reader.locator("main img").first).to_be_visible()
    assert_fits(reader)


def arrived_on_the_portal(stack: Stack, open_as: Open, text: str) -> str:
    reader = open_as(None)
    reader.goto("/tin-tuc/")
    steps.follow(reader, f"a:has-text('{steps.TITLE}')")
    expect(reader.locator("main")).to_contain_text(text)
    keep_picture(reader, "portal")
    assert_fits(reader)
    return reader.url


def arrived_on_facebook(stack: Stack, open_as: Open, text: str, picture: str) -> str:
    """The id of the only post that says `text`, once it is there."""
    wait_until(lambda: any(text in post["message"] for post in posts(stack)), ARRIVAL_SECONDS)
    reader = open_as(None)
    reader.goto(f"{stack.sandbox}/{FACEBOOK_PAGE}")
    keep_picture(reader, picture)
    assert_fits(reader)
    found = [post["id"] for post in posts(stack) if steps.TITLE in post["message"]]
    assert len(found) == 1
    return found[0]


def posts(stack: Stack) -> list[dict]:
    """What the sandbox's Facebook page shows of the imported item."""
    state = requests.get(f"{stack.sandbox}/_sandbox/state", timeout=10).json()
    return [p for p in state["posts"] if not p["deleted"] and steps.TITLE in p["message"]]


def states(stack: Stack, title: str) -> dict[str, str]:
    """Newest state of the item's deliveries by destination, and by channel."""
    found: dict[str, str] = {}
    for row in json.loads(stack.manage("deliveries", "--json")):
        if row["item"] == title:
            found[row["destination"]] = found[row["channel"]] = row["state"]
    return found
