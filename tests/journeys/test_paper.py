"""A leader signs the printed sheet; the secretary records it with the scan."""

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
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
TITLE = "Lịch nghỉ lễ của bộ phận một cửa"


def test_a_secretary_records_a_signature_on_paper(
    stack: Stack, open_as: Open, tmp_path: Path
) -> None:
    editor, secretary = open_as("bientap"), open_as("thuky")
    page_id = steps.submit_new(editor, TITLE)
    sheet = print_sheet(editor, page_id, tmp_path)
    text = words_of(sheet)
    assert TITLE in text
    printed = re.search(r"Phiếu ([0-9a-f]{4}(?: [0-9a-f]{4}){3}) Trang", text)
    assert printed, text

    secretary.goto("/admin/")
    steps.follow(secretary, f"main a:has-text('{TITLE}')")
    steps.follow(secretary, "main a:has-text('Ghi nhận ký trên giấy')")
    record(secretary, "0000 0000 0000 0000", tmp_path)
    expect(secretary.locator("main [role=alert]").first).to_be_visible()
    keep_picture(secretary, "paper-refused")
    record(secretary, printed[1], tmp_path)
    expect(secretary.locator("body")).to_contain_text("Đã ghi nhận chữ ký")

    secretary.goto(f"/admin/xem/{page_id}/")
    history = secretary.locator("main .loa-notes", has_text="Đã duyệt")
    expect(history).to_contain_text("Thư ký biên tập")
    expect(history).to_contain_text("Lãnh đạo Trung ương")
    keep_picture(secretary, "paper-recorded")


def words_of(pdf: Path) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def print_sheet(window: Page, page_id: int, folder: Path) -> Path:
    window.goto(f"/admin/xem/{page_id}/")
    with window.expect_download() as download:
        window.evaluate(
            "() => Object.assign(document.querySelector(\"a[href*='.pdf']\"), {download: ''}).click()"
        )
    path = folder / "phieu.pdf"
    download.value.save_as(path)
    return path


def record(window: Page, fingerprint: str, folder: Path) -> None:
    scan = folder / "scan.png"
    scan.write_bytes(steps.make_picture("PNG"))
    window.fill("[name=fingerprint]", fingerprint)
    window.fill("[name=signed_on]", today().isoformat())
    window.set_input_files("[name=scan]", scan)
    keep_picture(window, "paper")
    assert_fits(window)
    with window.expect_navigation():
        window.click("main button:has-text('Ghi xác nhận')")
