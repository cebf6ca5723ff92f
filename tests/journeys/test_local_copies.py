"""A province makes a national item its own, in the browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import assert_fits, keep_picture
from .steps import follow, save_draft, type_into_editor

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]
Open = Callable[..., Page]
SAVED = 30_000  # milliseconds: the machine may be slow


def test_marks_say_while_writing_and_after_saving_what_is_whose(open_as: Open) -> None:
    centre, province = open_as("bientap"), open_as("bientap.tq")
    title = make_the_copy(province)
    lock_the_lead(centre, title)
    province.reload()
    expect(mark_of(field(province, "lead"))).to_have_text(
        re.compile("Của Trung ương.*Trung ương khóa")
    )
    lead = field(province, "lead").locator("textarea")
    before = lead.input_value()
    lead.focus()
    province.keyboard.type("X")
    expect(lead).to_have_value(before)
    keep_picture(province, "local-copy-editor")

    texts = province.locator(".public-DraftEditor-content")
    block = province.locator("[data-streamfield-child]").filter(has=texts).first
    text = block.locator(".public-DraftEditor-content").first
    expect(mark_of(block)).to_have_text("Của Trung ương")
    text.focus()
    type_into_editor(province, "Tại Tuyên Quang: ")
    expect(mark_of(block)).to_contain_text("Đã sửa tại đây")
    save_draft(province)
    expect(mark_of(block).locator("a")).to_be_visible(timeout=SAVED)
    expect(mark_of(block)).to_contain_text("Đã sửa tại đây")

    province.set_viewport_size({"width": 360, "height": 780})
    assert_fits(province)
    follow(province, "[data-loa-copy] a:has-text('So với bản của Trung ương')")
    expect(province.locator(".loa-diff ins")).to_contain_text("Tại Tuyên Quang")
    keep_picture(province, "local-copy-compared")
    assert_fits(province)
    follow(province, ".loa-copy-place button")
    expect(province.locator("main")).to_contain_text("Không khác ở đâu")


def make_the_copy(window: Page) -> str:
    window.goto("/admin/trung-uong/")
    row = window.locator(".loa-tr-row").filter(has_text="Theo bài của Trung ương").last
    title = row.locator("strong").inner_text()
    assert_fits(window)
    with window.expect_navigation():
        row.locator("a.button").click()
    follow(window, "main form[data-once] button")
    expect(window.locator("[name=title]")).to_have_value(title)
    return title


def lock_the_lead(window: Page, title: str) -> None:
    """The centre's people get there from the item's own screen."""
    window.goto("/admin/trung-uong/")
    row = window.locator(".loa-tr-row").filter(has_text=title).first
    number = re.findall(r"/trung-uong/(\d+)/", row.locator("a.button").get_attribute("href") or "")
    window.goto(f"/admin/trung-uong/{number[0]}/quy-dinh/")
    place = window.locator(".loa-rule").filter(has_text="Tóm tắt").first
    place.locator("input[value=locked]").focus()
    window.keyboard.press("Space")
    keep_picture(window, "local-copy-rules")
    follow(window, ".loa-rules-save button")
    expect(window.locator(".messages")).to_contain_text("Đã lưu quy định")


def field(window: Page, name: str) -> Locator:
    return window.locator(f"[data-contentpath={name}]").first


def mark_of(place: Locator) -> Locator:
    return place.locator(".loa-marks").first
