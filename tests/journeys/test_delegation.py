"""A leader goes away: somebody else approves for some days on a phone, and not the day after."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from cms.working_time import today

from . import steps
from .conftest import Stack, assert_fits, keep_picture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]

Open = Callable[..., Page]
PHONE = {"width": 390, "height": 844}
LEADER, DELEGATE = "Lãnh đạo Hà Nội", "Thư ký biên tập"
YESTERDAY = (
    "from datetime import timedelta; from cms.models import Delegation;"
    " from cms.working_time import today;"
    " Delegation.objects.filter(delegator__username='lanhdao.hn')"
    ".update(first_day=today() - timedelta(days=3), last_day=today() - timedelta(days=1))"
)


def test_a_delegate_approves_while_it_runs_and_is_refused_the_day_after(
    stack: Stack, open_as: Open
) -> None:
    leader, phone = open_as("lanhdao.hn", **PHONE), open_as("thuky", **PHONE)
    editor = open_as("bientap.hn")
    delegate(leader)

    steps.submit_new(editor, "Đổi giờ tiếp dân ở Hà Nội")
    phone.goto("/admin/")
    expect(phone.locator("main")).to_contain_text(f"Ông/bà cũng duyệt thay {LEADER}")
    keep_picture(phone, "delegate-work-list")
    assert_fits(phone)
    steps.approve(phone, "Đổi giờ tiếp dân ở Hà Nội", picture="delegate-approves")

    steps.submit_new(editor, "Thêm quầy tiếp dân ở Hà Nội")
    phone.goto("/admin/")
    steps.follow(phone, "main a:has-text('Thêm quầy tiếp dân ở Hà Nội')")
    expect(phone.locator("main")).to_contain_text(f"Ông/bà duyệt theo uỷ quyền của {LEADER}")
    stack.manage("shell", "-c", YESTERDAY)
    steps.follow(phone, "main button:has-text('Duyệt')")
    expect(phone.locator("body")).to_contain_text("đã hết khi qua ngày")
    keep_picture(phone, "delegate-refused")

    steps.approve(leader, "Thêm quầy tiếp dân ở Hà Nội", picture="leader-approves-again")


def delegate(window: Page) -> None:
    """Uỷ quyền, from the first screen's menu address to the list that shows it."""
    window.goto("/admin/uy-quyen/")
    keep_picture(window, "delegations-empty")
    assert_fits(window)
    steps.follow(window, "main a:has-text('Uỷ quyền…')")
    window.select_option("[name=delegate]", label=DELEGATE)
    window.fill("[name=last_day]", (today() + timedelta(days=1)).isoformat())
    window.fill("[name=reason]", "Quyết định số 12/QĐ-BHXH (ví dụ)")
    keep_picture(window, "delegate-form")
    assert_fits(window)
    steps.follow(window, "main form button:has-text('Uỷ quyền')")
    expect(window.locator("main")).to_contain_text("Đang có hiệu lực")
    keep_picture(window, "delegations")
    assert_fits(window)
    window.goto("/admin/")
    expect(window.locator("main")).to_contain_text(f"{DELEGATE} cũng duyệt thay ông/bà")
