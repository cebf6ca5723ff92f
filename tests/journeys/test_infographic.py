"""An infographic from an uploaded picture to portal, Facebook and the printer, as its editor makes it."""

import io
from collections.abc import Callable
from hashlib import sha256

import pikepdf
import pytest
import requests
from PIL import Image
from playwright.sync_api import FrameLocator, Page, expect

from . import steps
from .conftest import Stack, assert_fits, keep_picture, wait_until
from .test_crops import photograph

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]
Open = Callable[..., Page]
TITLE = "Bảo hiểm xã hội tự nguyện qua những con số"
LEAD = "Nhà nước hỗ trợ tiền đóng. Cần hỏi, xin gọi {{hotline}}."
PICTURE = "Ảnh bìa để cắt"
FORMATS = 13
DRAWN_SECONDS, ARRIVAL_SECONDS = 60, 60
A4 = (595, 842)  # points


def test_an_infographic_is_designed_seen_in_every_format_and_released(
    stack: Stack, open_as: Open
) -> None:
    editor = open_as("bientap")
    upload_and_crop(editor)
    begin(editor)
    design(editor)
    see_every_format(editor)
    choose_cover(editor)
    steps.save_draft(editor)
    page_id = steps.page_id_of(editor)
    choose_facebook(editor, page_id)
    steps.submit(editor, page_id)
    steps.approve(open_as("thamdinh", width=390, height=844), TITLE, picture="piece-review")
    steps.approve(open_as("lanhdao", width=390, height=844), TITLE, picture="piece-approve")

    reader = open_as(None, width=360, height=740)
    reads_on_the_portal(reader)
    square = requests.get(download_of(reader, "Ảnh để chia sẻ"), timeout=10).content
    posted_on_facebook(stack, square)
    poster_is_printed(editor)


def test_a_block_without_room_is_told_at_the_block_and_mended(open_as: Open) -> None:
    editor = open_as("bientap")
    begin(editor)
    editor.fill("[name=title]", "Hồ sơ cần nộp")
    add_block(editor, "Các bước")
    editor.fill("[name=piece-0-value-title]", "Việc cần làm")
    field = editor.locator("[name=piece-0-value-steps-0-value-text]")
    field.fill("Mang căn cước và sổ bảo hiểm xã hội đến nơi tiếp nhận. " * 5)
    editor.locator("[name=piece-0-value-steps-0-value-title]").fill("Đến nơi tiếp nhận")
    for number in range(1, 6):
        press_last(editor, "[data-contentpath=steps]", "[data-streamfield-list-add]")
        text = "Mang căn cước và sổ bảo hiểm xã hội đến nơi tiếp nhận. " * 5
        editor.fill(f"[name=piece-0-value-steps-{number}-value-text]", text)
    open_preview(editor)
    remark = editor.locator("[data-streamfield-child] > .loa-no-room")
    expect(remark).to_contain_text("Hình vuông", timeout=DRAWN_SECONDS * 1000)
    keep_picture(editor, "piece-no-room")

    for number in range(5, 0, -1):
        editor.fill(f"[name=piece-0-value-steps-{number}-value-text]", "Nhận giấy hẹn.")
    field.fill("Mang căn cước.")
    expect(remark).to_have_count(0, timeout=DRAWN_SECONDS * 1000)


def upload_and_crop(window: Page) -> None:
    """A picture into the library, with its rights, cut for the share card to its grass alone."""
    window.goto("/admin/images/add/")
    window.fill("[name=title]", PICTURE)
    file = {"name": "bia.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    window.set_input_files("input[type=file]", file)
    window.check("[name=nobody_recognisable]")
    window.select_option("[name=licence]", "own")
    steps.follow(window, "main form button[type=submit]")
    if not window.locator("a[href$='/khung-cat/']").count():
        steps.follow(window, f"main a:has-text('{PICTURE}')")
    steps.follow(window, "a[href$='/khung-cat/']")
    window.click("[data-choice=share]")
    for _press in range(11):
        window.click("[data-smaller]")
    window.locator(".crops__box").focus()
    for _press in range(12):
        window.keyboard.press("Shift+ArrowDown")
    keep_picture(window, "piece-crop")
    steps.follow(window, ".crops__save button")


def begin(window: Page) -> None:
    window.goto("/admin/")
    keep_picture(window, "piece-begin")
    follow = window.locator("section", has_text="Thiết kế đồ họa").locator("a", has_text="Tin tức")
    with window.expect_navigation():
        follow.click()
    expect(window.locator("[data-contentpath=piece]")).to_contain_text("Nhấn dấu +")


def design(window: Page) -> None:
    """Headline, key figures, steps and a chart; then palette and design, by keyboard."""
    window.fill("[name=title]", TITLE)
    window.fill("[name=lead]", LEAD)
    add_block(window, "Số liệu chính")
    window.fill("[name=piece-0-value-title]", "Mức đóng")
    window.fill("[name=piece-0-value-figures-0-value-value]", "22 %")
    window.fill("[name=piece-0-value-figures-0-value-label]", "thu nhập tháng đã chọn")
    window.locator("[title='Phần trăm']").first.click()
    add_block(window, "Các bước")
    window.fill("[name=piece-1-value-title]", "Cách đăng ký")
    window.fill("[name=piece-1-value-steps-0-value-text]", "Mang căn cước đến cơ quan BHXH.")
    add_block(window, "Biểu đồ")
    window.fill("[name=piece-2-value-title]", "Số người tham gia")
    window.fill("[name=piece-2-value-unit]", "triệu người")
    type_and_paste_numbers(window)
    window.fill("[name=source_line]", "Số liệu để kiểm thử")
    window.locator("[name=design][value=classic]").focus()
    window.keyboard.press("ArrowRight")
    expect(window.locator("[name=design][value=cards]")).to_be_checked()
    window.locator("[name=palette][value=blue]").focus()
    window.keyboard.press("ArrowRight")
    expect(window.locator("[name=palette][value=green]")).to_be_checked()
    window.get_by_role("tab", name="Thông tin").click()
    window.check("[name=states_policy]")
    window.get_by_role("tab", name="Nội dung").click()


def type_and_paste_numbers(window: Page) -> None:
    """The first by hand, the rest out of a spreadsheet."""
    window.fill("[name=piece-2-value-points-0-value-label]", "2022")
    window.fill("[name=piece-2-value-points-0-value-number]", "1,46")
    press_last(window, "[data-contentpath=points]", "[data-streamfield-list-add]")
    window.locator("[name=piece-2-value-points-1-value-label]").evaluate(
        """field => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", "2023\\t1,83\\r\\n2024\\t2,3\\r\\n");
          field.dispatchEvent(new ClipboardEvent("paste",
            { clipboardData, bubbles: true, cancelable: true }));
        }"""
    )
    last = window.locator("[name=piece-2-value-points-2-value-number]")
    expect(last).to_have_value("2,3")


def add_block(window: Page, name: str) -> None:
    press_last(window, "[data-contentpath=piece]", ".c-sf-add-button")
    window.get_by_role("option", name=name, exact=True).click()


def press_last(window: Page, inside: str, button: str) -> None:
    window.locator(f"{inside} {button}").last.click()


def see_every_format(window: Page) -> None:
    open_preview(window)
    frame = preview_frame(window)
    status = frame.locator("[data-status]")
    expect(status).to_contain_text(f"{FORMATS}/{FORMATS}", timeout=DRAWN_SECONDS * 1000)
    assert frame.locator(".form--wrong").count() == 0
    wait_until(lambda: all(width > 400 for width in widths_in(frame)), DRAWN_SECONDS)
    keep_picture(window, "piece-preview")


def widths_in(frame: FrameLocator) -> list[int]:
    pictures = frame.locator("[data-form] img")
    assert pictures.count() == FORMATS
    return pictures.evaluate_all("all => all.map(one => one.complete ? one.naturalWidth : 0)")


def open_preview(window: Page) -> None:
    window.get_by_role("button", name="Xem trước").click()
    window.wait_for_selector("#w-preview-iframe")


def preview_frame(window: Page) -> FrameLocator:
    """Wagtail puts a new frame in the place of the old one with every change."""
    return window.frame_locator("#w-preview-iframe")


def choose_cover(window: Page) -> None:
    window.click("[data-panel-toggle][aria-controls$='anh_bia-content']")
    window.locator("[data-chooser-action-choose]:visible").first.click()
    window.click(f".modal-content a:has-text('{PICTURE}')")
    window.wait_for_selector(".modal-content", state="detached")
    window.fill("[name=cover_alt]", "Mặt trời trên cánh đồng")


def choose_facebook(window: Page, page_id: int) -> None:
    window.goto(f"/admin/goi-dang/{page_id}/")
    window.check("label:has-text('Facebook BHXH Việt Nam') input")
    steps.follow(window, "button:has-text('Lưu gói đăng')")
    keep_picture(window, "piece-package")
    assert_fits(window)


def reads_on_the_portal(reader: Page) -> None:
    """Real text and a table behind the chart, on a small phone; the cover's crop is what is shared."""
    reader.goto("/tin-tuc/")
    steps.follow(reader, f"main a:has-text('{TITLE}')")
    text = reader.locator("main")
    for words in ("22 %", "Mang căn cước đến cơ quan BHXH.", "Số liệu để kiểm thử", "1900 9068"):
        expect(text).to_contain_text(words)
    keep_picture(reader, "piece-portal-360")
    assert_fits(reader)
    reader.click("summary:has-text('bảng')")
    table = reader.locator("details[open] table")
    expect(table).to_contain_text("2024")
    expect(table).to_contain_text("2,3")
    assert_fits(reader)
    card = reader.locator("meta[property='og:image']").get_attribute("content")
    shared = Image.open(io.BytesIO(requests.get(str(card), timeout=10).content))
    assert shared.width / shared.height == pytest.approx(1200 / 630, abs=0.02)
    red, green, blue = shared.convert("RGB").getpixel((600, 20))
    assert green > max(red, blue)  # the grass of the crop, not the sky of the whole picture


def download_of(reader: Page, name: str) -> str:
    path = reader.locator(".piece__downloads a", has_text=name).get_attribute("href")
    return reader.evaluate("path => new URL(path, location.href).href", path)


def posted_on_facebook(stack: Stack, square: bytes) -> None:
    """One post, with the very picture that the portal offers, and words for who cannot see it."""
    wait_until(lambda: bool(posts(stack)), ARRIVAL_SECONDS)
    (post,) = posts(stack)
    assert Image.open(io.BytesIO(square)).size == (1080, 1080)
    state = requests.get(f"{stack.sandbox}/_sandbox/state", timeout=10).json()
    (photo,) = [one for one in state["photos"] if one["id"] in post["photos"]]
    assert photo["sha256"] == sha256(square).hexdigest()
    assert "22 %: thu nhập tháng đã chọn" in photo["alt_text"]


def posts(stack: Stack) -> list[dict]:
    state = requests.get(f"{stack.sandbox}/_sandbox/state", timeout=10).json()
    return [p for p in state["posts"] if not p["deleted"] and "tự nguyện qua những" in p["message"]]


def poster_is_printed(window: Page) -> None:
    """In the office's downloads: one sheet of A4, with the structure that readers aloud need."""
    window.goto("/admin/")
    steps.follow(window, "nav a:has-text('Áp phích để in')")
    keep_picture(window, "piece-posters")
    assert_fits(window)
    sheet = window.locator("section", has_text=TITLE).get_by_role("link", name="Áp phích A4")
    with window.expect_download() as waiting:
        sheet.click()
    with pikepdf.open(waiting.value.path()) as poster:
        (page,) = poster.pages
        _left, _low, width, height = (float(side) for side in page.mediabox)
        assert (width, height) == pytest.approx(A4, abs=1)
        assert poster.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in poster.Root
        assert str(poster.Root.Lang).startswith("vi")
