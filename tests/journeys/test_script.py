"""A bulletin whose script has a doubt: decided, shortened, heard, approved, and said so in the commune."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from deploy import debian

from . import steps
from .conftest import Stack, assert_fits, keep_picture
from .test_main_job import COMMUNE, PROVINCE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]
Open = Callable[..., Page]
TITLE = "Đổi giờ tiếp dân ở cơ sở"
LEAD = "Từ 1-7, cơ sở tiếp dân cả sáng thứ bảy."
SENTENCE = "Bà con mang theo căn cước và đến đúng giờ ghi trong giấy hẹn để khỏi phải chờ lâu."
LAST = "Ai bận thì nhờ người thân đến thay."
READING = "ngày một tháng bảy"
SAID = f"Từ {READING}, cơ sở tiếp dân cả sáng thứ bảy."
BLOCKS = "Chọn cách đọc “1-7”"
SPOKEN = "#id_text_loudspeaker"
LENGTH = """(player) => new Promise((resolve, reject) => {
  player.addEventListener("loadedmetadata", () => resolve(player.duration));
  player.addEventListener("error", () => reject("cannot be loaded"));
  player.preload = "metadata";
  player.load();
})"""
WITHOUT_WRITTEN_FORMS = """(shown) => {
  const said = shown.cloneNode(true);
  said.querySelectorAll("rt, rp").forEach((one) => one.remove());
  return said.textContent.replace(/\\s+/g, " ");
}"""
HEARD = ".loa-shot--loudspeaker >> nth=0"


def test_a_doubt_is_decided_the_bulletin_shortened_heard_and_released(
    stack: Stack, open_as: Open
) -> None:
    editor = open_as("bientap")
    page_id = write_bulletin(editor)
    steps.choose_destinations(editor, page_id, commune=COMMUNE, province=PROVINCE)
    it_is_kept_back(editor, page_id)
    choose_reading(editor, page_id)
    make_it_short(editor, page_id)
    hear_it(editor)
    on_a_phone(open_as("bientap", width=360, height=740), page_id)

    submit(editor, page_id)
    steps.approve(open_as("lanhdao", width=390, height=844), TITLE, picture="script-approve")
    link = steps.issue_commune_link(open_as("coso.tq"), COMMUNE)
    commune = open_as(None, width=360, height=740)
    commune.goto(link)
    steps.follow(commune, f"a:has-text('{TITLE}')")
    keep_picture(commune, "script-commune")
    expect(commune.locator("body")).to_contain_text(SAID)
    expect(commune.locator("body")).to_contain_text("bảo hiểm xã hội cơ sở Yên Sơn.")
    expect(commune.locator("body")).not_to_contain_text(LAST)


def write_bulletin(editor: Page) -> int:
    editor.goto("/admin/")
    steps.follow(editor, "main .loa-tiles a >> nth=0")
    editor.fill("[name=title]", TITLE)
    editor.fill("[name=lead]", LEAD)
    steps.add_paragraph(editor, " ".join([SENTENCE] * 12 + [LAST]))
    steps.save_draft(editor)
    return steps.page_id_of(editor)


def it_is_kept_back(editor: Page, page_id: int) -> None:
    """Where it is prepared, and where it would be submitted."""
    assert SAID in said(editor)
    expect(editor.locator(".help-warning").first).to_contain_text(BLOCKS)
    keep_picture(editor, "script-doubt")
    editor.goto(f"/admin/trinh-duyet/{page_id}/")
    expect(editor.locator("main")).to_contain_text(BLOCKS)


def choose_reading(editor: Page, page_id: int) -> None:
    editor.goto(f"/admin/goi-dang/{page_id}/")
    doubt = editor.get_by_role("group", name="“1-7”")
    doubt.get_by_text(READING, exact=True).click()
    doubt.get_by_text("Nhớ cách đọc này cho đơn vị").click()
    steps.follow(editor, "button:has-text('Lưu gói đăng')")
    expect(editor.locator("main")).not_to_contain_text(BLOCKS)
    editor.goto("/admin/cach-doc/")
    expect(editor.locator("main")).to_contain_text(READING)
    keep_picture(editor, "script-words")


def make_it_short(editor: Page, page_id: int) -> None:
    editor.goto(f"/admin/goi-dang/{page_id}/")
    assert LAST in said(editor)
    expect(editor.locator(f"{HEARD} >> .loa-cut >> nth=0")).to_contain_text("hết 30 giây")
    editor.select_option("[name=short_slot]", "60")
    steps.follow(editor, "button:has-text('Tạo bản rút gọn')")
    kept = editor.locator(SPOKEN).input_value().split("\n")
    assert kept[1:3] == [f"{TITLE}.", LEAD]
    assert "{{office_name}}" in kept[0]
    assert "{{hotline}}" in kept[-1]
    expect(editor.locator(".loa-fact-seen").last).to_contain_text("bản tin của Bảo hiểm xã hội")
    expect(editor.locator(HEARD)).to_contain_text("vừa khung 1 phút")
    assert SAID in said(editor)
    assert LAST not in said(editor)
    keep_picture(editor, "script-short")


def said(window: Page) -> str:
    """What the preview says, without the written forms above."""
    return str(window.locator(HEARD).evaluate(WITHOUT_WRITTEN_FORMS))


def hear_it(editor: Page) -> None:
    if debian.unavailable("espeak-ng"):
        return
    package = editor.url
    steps.follow(editor, f"{HEARD} >> a:has-text('Nghe thử giọng máy')")
    steps.follow(editor, "button:has-text('Cho máy đọc')")
    player = editor.locator("audio")
    expect(player).to_be_visible(timeout=60_000)
    keep_picture(editor, "script-heard")
    assert 40 < player.evaluate(LENGTH) < 75
    editor.goto(package)


def submit(editor: Page, page_id: int) -> None:
    """“Từ 1-7” reads like a deadline: who submits says that it is none."""
    editor.goto(f"/admin/trinh-duyet/{page_id}/")
    expect(editor.locator("main")).not_to_contain_text(BLOCKS)
    editor.get_by_text("Không, gửi thẳng lãnh đạo").click()
    steps.follow(editor, "main button:has-text('Trình duyệt')")
    expect(editor.locator("body")).to_contain_text("Đã trình duyệt")


def on_a_phone(phone: Page, page_id: int) -> None:
    phone.goto(f"/admin/goi-dang/{page_id}/")
    assert_fits(phone)
    keep_picture(phone, "script-phone")
    expect(phone.get_by_role("button", name="Trở lại toàn bộ tin")).to_be_visible()
