"""Asking for translations, giving them out and taking them, in a browser on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ..conftest import Stack, assert_fits, keep_picture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]
Open = Callable[..., Page]
TITLES = ("Bài thứ nhất để dịch", "Bài thứ hai để dịch")
# Two live items that nobody asked for yet.
SEED = f"""
from cms.models import Office, User
from tests.factories.pages import make_article, publish
office, editor = Office.objects.get(code="08"), User.objects.get(username="bientap.tq")
for title in {TITLES}:
    publish(make_article(office, user=editor, title=title))
"""


@pytest.fixture(scope="module")
def items(stack: Stack) -> tuple[str, ...]:
    stack.manage("shell", "-c", SEED)
    return TITLES


def test_from_the_board_to_the_translator(stack: Stack, open_as: Open, items) -> None:
    editor = open_as("bientap.tq", width=390, height=844)
    _ask_for_all(editor)
    _give_out_the_first(editor)

    translator = open_as("dich.tq", width=390, height=844)
    translator.goto("/admin/dich/")
    assert_fits(translator)
    mine = translator.locator(".loa-tr-row")
    expect(mine).to_have_count(2)
    expect(mine.first).to_contain_text("Tiếng Mông")
    keep_picture(translator, "translation-queue")

    translator.goto("/admin/dich/?pile=free")
    translator.get_by_role("button", name="Tôi nhận dịch").first.press("Enter")
    expect(translator).to_have_url(re.compile(r"/admin/dich/\d+/"))
    expect(translator.locator("[data-text]").first).to_be_visible()


def _ask_for_all(editor: Page) -> None:
    """One tick for the page; the two of a language more are asked for in one form."""
    editor.goto("/admin/dich/theo-doi/?stage=none&text=%C4%91%E1%BB%83+d%E1%BB%8Bch")
    assert_fits(editor)
    editor.get_by_label("Chọn tất cả trong trang này").check()
    expect(editor.locator("[data-tick-every] output")).to_have_text("(2/2)")
    with editor.expect_navigation():
        editor.get_by_role("button", name="Yêu cầu dịch các bài đã đánh dấu").click()
    assert_fits(editor)
    for code in ("hmn", "tyz"):
        expect(editor.locator(f"[name=languages][value={code}]")).to_be_checked()
    for box in editor.locator("[name=languages]").all():
        if box.is_visible():
            box.set_checked(box.get_attribute("value") in ("hmn", "tyz"))
    editor.get_by_role("button", name="Gửi yêu cầu dịch").click()
    expect(editor.locator(".messages")).to_contain_text("Đã yêu cầu 4 bản dịch")


def _give_out_the_first(editor: Page) -> None:
    assert_fits(editor)
    editor.get_by_label("Người dịch, Tiếng Mông").select_option(label="Người dịch Tuyên Quang")
    editor.get_by_label("Người hiệu đính, Tiếng Mông").select_option(
        label="Người hiệu đính Tuyên Quang"
    )
    editor.get_by_role("button", name="Lưu").click()
    expect(editor.locator(".messages")).to_contain_text("Đã giao 2 bản dịch")
    assert_fits(editor)
    keep_picture(editor, "translation-board")
