"""What people do, one function each; every one leaves the window where the person would be."""

import io
import re
from pathlib import Path

import docx
from PIL import Image
from playwright.sync_api import Page, expect

from .conftest import assert_fits, keep_picture

TITLE = "Đổi thẻ bảo hiểm y tế khi chuyển nơi ở"
WRITTEN_TITLE = "Ba việc cần làm khi mất thẻ bảo hiểm y tế"


def follow(window: Page, selector: str) -> None:
    """Click what leads to another page, and be there when it returns."""
    with window.expect_navigation():
        window.click(selector)


def make_word_file(folder: Path) -> Path:
    """A document as an office writes it: title, text, heading, list, table and picture."""
    document = docx.Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph("Người chuyển nơi ở có thể đổi nơi đăng ký khám bệnh ban đầu.")
    document.add_heading("Cần chuẩn bị gì", 1)
    document.add_paragraph("Căn cước gắn chip", style="List Bullet")
    document.add_paragraph("Điện thoại có VNeID", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Việc", "Thời gian", "Đổi nơi khám", "Trong ngày"),
        strict=True,
    ):
        cell.text = text
    document.add_picture(io.BytesIO(make_picture("PNG")))
    path = folder / "doi-the.docx"
    document.save(str(path))
    return path


def make_picture(kind: str = "JPEG") -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (1200, 675), (11, 79, 138)).save(data, kind)
    return data.getvalue()


def import_word(window: Page, path: Path) -> int:
    """Nhập từ Word; returns the id of the draft, opened in the editor."""
    window.goto("/admin/nhap-tu-word/")
    window.set_input_files("input[type=file]", path)
    follow(window, "main form button[type=submit]")
    expect(window.locator("main")).to_contain_text("Kết quả nhập")
    keep_picture(window, "import-result")
    assert_fits(window)
    follow(window, f"main a:has-text('{TITLE}')")
    expect(window.locator("[name=title]")).to_have_value(TITLE)
    return page_id_of(window)


def write_article(window: Page, section: str, picture: Path) -> int:
    """Viết bài mới với ảnh bìa và một đoạn văn; returns its id."""
    window.goto("/admin/")
    follow(window, f"main a:has-text('{section}')")
    window.fill("[name=title]", WRITTEN_TITLE)
    window.fill("[name=lead]", "Mất thẻ vẫn được khám bệnh. Cần hỏi, xin gọi {{hotline}}.")
    add_cover(window, picture)
    add_paragraph(window, "Mở ứng dụng VNeID và đưa mã thẻ cho cơ sở khám bệnh.")
    save_draft(window)
    return page_id_of(window)


def add_cover(window: Page, picture: Path) -> None:
    window.locator("[data-chooser-action-choose]").first.click()
    window.click("#tab-label-upload")
    window.set_input_files("#tab-upload input[type=file]", picture)
    expect(window.locator("[name=image-chooser-upload-title]")).not_to_have_value("")
    window.check("[name=image-chooser-upload-nobody_recognisable]")
    window.select_option("[name=image-chooser-upload-licence]", "own")
    window.click("#tab-upload button[type=submit]")
    window.wait_for_selector(".modal-content", state="detached")
    window.fill("[name=cover_alt]", "Tấm thẻ bảo hiểm y tế màu xanh")


def add_paragraph(window: Page, text: str) -> None:
    window.locator(".c-sf-add-button").first.click()
    window.get_by_role("option", name=re.compile("Đoạn văn")).click()
    window.locator(".public-DraftEditor-content").first.click()
    type_into_editor(window, text)


def type_into_editor(window: Page, text: str) -> None:
    """The editor hands its text to the form a moment after the last key."""
    if not text:
        return
    window.keyboard.type(text)
    window.wait_for_function(
        """text => [...document.querySelectorAll("input, textarea")]
            .some(field => field.value.includes("entityMap") && field.value.includes(text))""",
        arg=text,
    )


def save_draft(window: Page) -> None:
    with window.expect_navigation(url=re.compile(r"/admin/pages/\d+/edit/")):
        window.click("button:has-text('Lưu bản nháp')")
    expect(window.locator(".messages .success")).to_be_visible()


def describe_pictures(window: Page, text: str) -> None:
    """Whatever picture came with the document gets its alternative text."""
    for field in window.locator("[name^='body-'][name$='-alt']").all():
        field.fill(text)


def state_rights(window: Page) -> None:
    """Of every picture in the body, on the screens of their rights; then back to the item."""
    chosen = window.locator("[name^='body-'][name$='-picture']").all()
    numbers = [field.input_value() for field in chosen]
    for number in numbers:
        window.goto(f"/admin/quyen-su-dung/anh/{number}/")
        window.check("[name=nobody_recognisable]")
        window.select_option("[name=licence]", "own")
        keep_picture(window, "rights")
        assert_fits(window)
        follow(window, "button:has-text('Lưu quyền sử dụng')")
        expect(window.locator("main")).to_contain_text("được phép đăng")


def choose_destinations(window: Page, page_id: int, *, commune: str, province: str) -> None:
    """Gói đăng: Facebook of the own office and one commune."""
    window.goto(f"/admin/goi-dang/{page_id}/")
    window.check("label:has-text('Facebook BHXH Việt Nam') input")
    window.click(f"summary:has-text('{province}')")
    window.check(f"label:has-text('{commune}') input")
    keep_picture(window, "package")
    follow(window, "button:has-text('Lưu gói đăng')")
    expect(window.locator("body")).to_contain_text("Đã lưu gói đăng")
    assert_fits(window)


def submit(window: Page, page_id: int) -> None:
    window.goto(f"/admin/trinh-duyet/{page_id}/")
    keep_picture(window, "submit")
    assert_fits(window)
    follow(window, "main button:has-text('Trình duyệt')")
    expect(window.locator("body")).to_contain_text("Đã trình duyệt")


def approve(window: Page, title: str, *, picture: str = "approve") -> None:
    """From "Việc cần làm" to the decision, as a person with a phone does it."""
    window.goto("/admin/")
    follow(window, f"main a:has-text('{title}')")
    keep_picture(window, picture)
    assert_fits(window)
    follow(window, "main button:has-text('Duyệt')")
    expect(window.locator("body")).to_contain_text("Đã duyệt")


def issue_commune_link(window: Page, commune: str) -> str:
    """The grassroots officer hands the commune its link, a new one if it had one; returns the address."""
    window.goto("/admin/xa/")
    follow(window, f"tr:has-text('{commune}') .loa-table__do a")
    link = re.compile("(Tạo|Đổi) đường dẫn")
    with window.expect_navigation():
        window.locator("main").get_by_role("button", name=link).click()
    expect(window.locator("main")).to_contain_text("Đường dẫn mới")
    keep_picture(window, "commune-link")
    values = "[...document.querySelectorAll('main input, main textarea')].map(e => e.value)"
    address = next(v for v in window.evaluate(values) if v.startswith("http"))
    return str(address)


def say_played(window: Page, address: str, title: str) -> None:
    """The radio staff open the bulletin on a phone and press "Đã phát"."""
    window.goto(address)
    keep_picture(window, "commune-list")
    assert_fits(window)
    follow(window, f"a:has-text('{title}')")
    keep_picture(window, "commune-bulletin")
    assert_fits(window)
    window.click("summary:has-text('Đã phát')")
    with window.expect_navigation():
        window.locator("details[open] button").click()
    expect(window.locator("body")).to_contain_text("Đã phát lúc")


def correct(window: Page, page_id: int, *, wrong: str, right: str) -> None:
    """Đính chính: what was wrong, what is right; the draft is then open in the editor."""
    window.goto(f"/admin/dinh-chinh/{page_id}/")
    keep_picture(window, "correction")
    assert_fits(window)
    window.fill("[name=wrong]", wrong)
    window.fill("[name=right]", right)
    with window.expect_navigation():
        window.locator("main form button[type=submit]").first.click()
    expect(window.locator("body")).to_contain_text("Đã ghi đính chính")


def take_down(window: Page, page_id: int, reason: str) -> None:
    window.goto(f"/admin/go-bai/{page_id}/")
    keep_picture(window, "take-down")
    assert_fits(window)
    window.fill("[name=reason]", reason)
    with window.expect_navigation():
        window.locator("main form button[type=submit]").first.click()
    expect(window.locator("body")).to_contain_text("Đang gỡ bài")


def page_id_of(window: Page) -> int:
    found = re.search(r"/admin/pages/(\d+)/edit/", window.url)
    assert found, window.url
    return int(found[1])


def submit_new(window: Page, title: str) -> int:
    """A short item of the person's own office, straight to approval; returns its id."""
    write_new(window, title)
    page_id = page_id_of(window)
    submit(window, page_id)
    return page_id


def write_new(window: Page, title: str) -> None:
    """Its draft stays open in the editor."""
    window.goto("/admin/")
    follow(window, "main .loa-tiles a >> nth=0")
    window.fill("[name=title]", title)
    window.fill("[name=lead]", "Từ tuần tới, giờ tiếp dân thay đổi.")
    add_paragraph(window, "Người dân đến trong giờ làm việc.")
    save_draft(window)
