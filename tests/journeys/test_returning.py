"""A leader corrects a word on the phone; the editor takes it with one click; the leader approves."""

from collections.abc import Callable

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
Open = Callable[..., Page]
TITLE = "Đổi giờ tiếp công dân từ tháng tới"
WRONG, RIGHT = "Người dân đến trong giờ làm việc.", "Người dân đến trong giờ hành chính."
ARRIVAL_SECONDS = 60


def test_a_leader_returns_with_a_correction_and_approves_what_the_editor_took(
    stack: Stack, open_as: Open
) -> None:
    editor, phone = open_as("bientap"), open_as("lanhdao", width=390, height=844)
    steps.submit_new(editor, TITLE)
    correct(phone)

    editor.goto("/admin/")
    expect(editor.locator("main del")).to_contain_text("làm việc")
    expect(editor.locator("main ins")).to_contain_text("hành chính")
    keep_picture(editor, "corrections-to-accept")
    assert_fits(editor)
    steps.follow(editor, "main button:has-text('Chấp nhận chỗ sửa')")

    phone.goto("/admin/")
    steps.follow(phone, f"main a:has-text('{TITLE}')")
    keep_picture(phone, "corrections-to-confirm")
    assert_fits(phone)
    steps.follow(phone, "main .loa-decide button.button >> nth=0")
    expect(phone.locator("body")).to_contain_text("Đã duyệt")

    address = f"{stack.address}/tin-tuc/doi-gio-tiep-cong-dan-tu-thang-toi/"
    wait_until(lambda: RIGHT in requests.get(address, timeout=10).text, ARRIVAL_SECONDS)
    assert WRONG not in requests.get(address, timeout=10).text


def correct(phone: Page) -> None:
    phone.goto("/admin/")
    steps.follow(phone, f"main a:has-text('{TITLE}')")
    steps.follow(phone, "main a:has-text('Trả lại kèm sửa')")
    shown = {field: field.input_value() for field in phone.locator("main textarea").all()}
    (field,) = [one for one, text in shown.items() if WRONG in text]
    field.fill(shown[field].replace(WRONG, RIGHT))
    keep_picture(phone, "correcting")
    assert_fits(phone)
    steps.follow(phone, "main button:has-text('Trả lại kèm sửa')")
    expect(phone.locator("body")).to_contain_text("Đã trả lại")
