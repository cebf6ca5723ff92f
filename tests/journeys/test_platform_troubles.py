"""The account is lost and comes back; the platform says nothing and a person decides."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from playwright.sync_api import Page, expect

from . import steps
from .conftest import ABSENCE_SECONDS, Stack, assert_fits, keep_picture, wait_until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]
Open = Callable[..., Page]
ACCOUNT = {"page": "100000000000001"}
PLACE = "Facebook BHXH Việt Nam"
ARRIVAL_SECONDS = 90
LEAD = "Từ tuần tới, giờ tiếp dân thay đổi."


class Platform:
    """What the platform does to us, and what it shows."""

    def __init__(self, address: str) -> None:
        self.address = address

    def ask(self, method: str, path: str, data: Any = None) -> Any:
        reply = requests.request(method, f"{self.address}/_sandbox/{path}", json=data, timeout=10)
        reply.raise_for_status()
        return reply.json()

    def fail(self, *modes: str) -> None:
        """Posts fail so, one after the other; nobody can look meanwhile."""
        on_posts = {"method": "POST", "path_contains": "/feed"}
        script: list[dict[str, Any]] = [{"mode": mode, "match": on_posts} for mode in modes]
        blind = {"mode": "truncated_listing:cut", "match": {"method": "GET"}, "times": None}
        self.ask("POST", "faults", [*script, blind])

    def heal(self) -> None:
        self.ask("DELETE", "faults")

    def posts_of(self, address_part: str) -> list[dict[str, Any]]:
        posts = self.ask("GET", "state")["posts"]
        return [one for one in posts if address_part in (one["link"] or "") and not one["deleted"]]

    def address_of(self, post: dict[str, Any]) -> str:
        page, number = post["id"].split("_")
        return f"{self.address}/{page}/posts/{number}"


@pytest.fixture
def platform(stack: Stack) -> Iterator[Platform]:
    platform = Platform(stack.sandbox)
    yield platform
    platform.heal()
    platform.ask("POST", "tokens/restore", ACCOUNT)


@pytest.fixture
def release(open_as: Open) -> Callable[[str], None]:
    """Writes and approves an item of this title that goes to the Facebook page."""

    def release(title: str) -> None:
        editor, leader = open_as("bientap"), open_as("lanhdao")
        steps.write_new(editor, title)
        page_id = steps.page_id_of(editor)
        editor.goto(f"/admin/goi-dang/{page_id}/")
        editor.check(f"label:has-text('{PLACE}') input")
        steps.follow(editor, "button:has-text('Lưu gói đăng')")
        steps.submit(editor, page_id)
        steps.approve(leader, title, picture="approve-for-facebook")

    return release


def test_a_keeper_reconnects_a_lost_account_and_what_waited_goes_out(
    open_as: Open, release: Callable[[str], None], platform: Platform
) -> None:
    platform.ask("POST", "tokens/revoke", ACCOUNT)
    release("Tài khoản bị mất giữa chừng")
    keeper = open_as("kenh", width=390, height=844)
    wait_until(lambda: "kết nối lại" in text_of(keeper, "/admin/"), ARRIVAL_SECONDS)
    keep_picture(keeper, "keeper-told")
    assert_fits(keeper)
    assert platform.posts_of("tai-khoan-bi-mat") == []

    keeper.goto("/admin/noi-dang/")
    steps.follow(keeper, f"li:has-text('{PLACE}') a:has-text('Kết nối lại')")
    keeper.fill("input[type=password]", "sandbox-token-100000000000001-moi")
    keep_picture(keeper, "reconnect")
    assert_fits(keeper)
    steps.follow(keeper, "main form button:has-text('gửi tiếp')")

    wait_until(lambda: len(platform.posts_of("tai-khoan-bi-mat")) == 1, ARRIVAL_SECONDS)
    assert "kết nối lại" not in text_of(keeper, "/admin/")


def test_a_person_finds_the_post_that_nobody_confirmed(
    open_as: Open, release: Callable[[str], None], platform: Platform
) -> None:
    platform.fail("commit_then_drop")
    release("Bài đã lên mà không ai xác nhận")
    keeper = open_as("kenh", width=390, height=844)
    open_unknown(keeper, "Bài đã lên mà không ai xác nhận")
    keep_picture(keeper, "unknown")
    assert_fits(keeper)
    (post,) = platform.posts_of("bai-da-len")

    keeper.fill("[name$=address]", platform.address_of(post))
    steps.follow(keeper, "button[value=found]")

    expect(keeper.locator("main")).to_contain_text("Đã đăng")
    keep_picture(keeper, "unknown-found")
    platform.heal()
    assert len(platform.posts_of("bai-da-len")) == 1


def test_a_person_has_what_is_not_there_sent_again(
    open_as: Open, release: Callable[[str], None], platform: Platform
) -> None:
    platform.fail("drop_before")
    release("Bài chưa lên mà không ai biết")
    keeper = open_as("kenh")
    open_unknown(keeper, "Bài chưa lên mà không ai biết")
    assert platform.posts_of("bai-chua-len") == []
    wait_until(lambda: may_say_absent(keeper), ABSENCE_SECONDS + ARRIVAL_SECONDS)

    with keeper.expect_navigation():
        keeper.check("[name$=looked]")
        keep_picture(keeper, "unknown-absent")
        keeper.click("button[value=absent]")

    wait_until(lambda: len(platform.posts_of("bai-chua-len")) == 1, ARRIVAL_SECONDS)


def text_of(window: Page, path: str) -> str:
    window.goto(path)
    return window.locator("main").inner_text()


def open_unknown(window: Page, title: str) -> None:
    """From the first screen's word of it to the screen that asks."""

    def is_listed() -> bool:
        window.goto("/admin/theo-doi/?state=unknown")
        return bool(window.locator(f"main a:has-text('{title}')").count())

    wait_until(is_listed, ARRIVAL_SECONDS)
    steps.follow(window, f"main a:has-text('{title}') >> nth=0")
    expect(window.locator("main")).to_contain_text(LEAD)


def may_say_absent(window: Page) -> bool:
    window.reload()
    return window.locator("button[value=absent]").is_enabled()
