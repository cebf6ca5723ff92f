"""The editor's window: text pasted from Word, and a whole item without a mouse."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from . import steps
from .conftest import keep_picture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]
Open = Callable[..., Page]

# As Word puts it on the clipboard: a list is paragraphs with a printed bullet.
BULLET = (
    "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level{level} lfo1'>"
    "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>{mark}"
    "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>"
    "<span lang=VI>{text}<o:p></o:p></span></p>\n"
)
FROM_WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator'
    ' content="Microsoft Word 15"><style>p.MsoNormal {mso-style-unhide:no}</style></head><body>\n'
    "<!--StartFragment-->\n"
    "<p class=MsoNormal><b><span lang=VI style='color:red'>Người tham gia</span></b> hưởng 80% chi phí"
    " tại <a href='https://example.org/phong?so=1&amp;tang=2'>phòng</a> 20 m<sup>2</sup>.<o:p></o:p></p>\n"
    + BULLET.format(level=1, mark="·", text="Thẻ bảo hiểm y tế")
    + BULLET.format(level=2, mark="o", text="hoặc mã trên VNeID")
    + "<table class=MsoTableGrid><tr><td><p class=MsoNormal>Hộ nghèo<o:p></o:p></p></td>"
    "<td><p class=MsoNormal>100%<o:p></o:p></p></td></tr></table>\n"
    "<p class=MsoNormal><o:p>&nbsp;</o:p></p><script>alert(1)</script>\n<!--EndFragment--></body></html>"
)
PASTE = """html => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "");
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
WRITTEN = """() => [...document.querySelectorAll("input, textarea")]
  .map(field => field.value).find(value => value.includes("entityMap"))"""


def test_text_from_word_keeps_its_structure_and_says_what_changed(open_as: Open) -> None:
    window = open_as("bientap")
    open_a_paragraph(window)
    window.evaluate(PASTE, FROM_WORD)
    expect(window.locator(".messages")).to_contain_text("Bảng đã thành các dòng chữ")
    keep_picture(window, "pasted-from-word")
    blocks = [(b["type"], b["depth"], b["text"]) for b in pasted(window)["blocks"]]
    assert blocks == [
        ("unstyled", 0, "Người tham gia hưởng 80% chi phí tại phòng 20 m²."),
        ("unordered-list-item", 0, "Thẻ bảo hiểm y tế"),
        ("unordered-list-item", 1, "hoặc mã trên VNeID"),
        ("unstyled", 0, "Hộ nghèo | 100%"),
    ]
    assert [s["style"] for s in pasted(window)["blocks"][0]["inlineStyleRanges"]] == ["BOLD"]
    links = [entity["data"]["url"] for entity in pasted(window)["entityMap"].values()]
    assert links == ["https://example.org/phong?so=1&tang=2"]


def test_text_in_a_font_from_before_unicode_is_refused_with_the_way_out(open_as: Open) -> None:
    window = open_as("bientap")
    open_a_paragraph(window)
    window.evaluate(
        PASTE, "<p class=MsoNormal><span style='font-family:.VnTime'>B¶o hiÓm y tÕ</span></p>"
    )
    expect(window.locator(".messages")).to_contain_text("Nhập từ Word")
    assert "hiÓm" not in window.locator(".public-DraftEditor-content").inner_text()


def test_an_item_is_written_and_submitted_without_a_mouse(open_as: Open) -> None:
    window = open_as("bientap")
    press_on(window, "Tin tức")
    go_to(window, "[name=title]")
    window.keyboard.type("Viết bài chỉ bằng bàn phím")
    go_to(window, "[name=lead]")
    window.keyboard.type("Không cần chuột để viết và trình một bài.")
    go_to(window, ".c-sf-add-button")
    window.keyboard.press("Enter")
    go_to(window, "[role=combobox]")
    window.keyboard.type("Đoạn văn")
    expect(window.get_by_role("option")).to_have_count(1)
    window.keyboard.press("Enter")
    expect(window.locator(".public-DraftEditor-content")).to_be_focused()
    steps.type_into_editor(window, "Mở trang, gõ chữ, lưu lại.")
    press_on(window, "Lưu bản nháp")
    expect(window.locator(".messages .success")).to_be_visible()
    go_to(window, ".w-dropdown-button .w-dropdown__toggle")
    window.keyboard.press("Enter")
    press_on(window, "Trình duyệt…")
    press_on(window, "Trình duyệt")
    expect(window.locator("body")).to_contain_text("Đã trình duyệt")


def open_a_paragraph(window: Page) -> None:
    window.goto("/admin/")
    steps.follow(window, "main a:has-text('Tin tức')")
    steps.add_paragraph(window, "")


def pasted(window: Page) -> dict:
    """What the editor will send; it hands its text over a moment after it changed."""
    window.wait_for_function(f"() => ({WRITTEN})()?.includes('80%')")
    return json.loads(window.evaluate(WRITTEN))


def go_to(window: Page, selector: str) -> None:
    """Tab until the focus is there, visibly."""
    for _ in range(90):
        window.keyboard.press("Tab")
        if window.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            outline = window.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"{selector} has the focus, but does not show it"
            return
    raise AssertionError(f"no way to {selector} with the Tab key")


def press_on(window: Page, name: str) -> None:
    """Tab to the link or button of this name, and press it."""
    exactly = re.compile(rf"^\s*{re.escape(name)}\s*$")
    for _ in range(90):
        window.keyboard.press("Tab")
        if exactly.match(window.evaluate("document.activeElement.innerText") or ""):
            with window.expect_navigation():
                window.keyboard.press("Enter")
            return
    raise AssertionError(f"no way to “{name}” with the Tab key")
