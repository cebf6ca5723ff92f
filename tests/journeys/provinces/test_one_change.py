"""One national change reaches 34 offices: two with text of their own, one that lacks a figure."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .. import steps
from ..conftest import Stack, assert_fits, keep_picture, wait_until
from .world import TITLE, Province, in_the_list, on_the_portal, posts, seed

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]
Open = Callable[..., Page]
ARRIVAL_SECONDS = 180
EDITOR_OF = {"08": "bientap.tq", "01": "bientap.hn"}
LEADER_OF = {"08": "lanhdao.tq", "01": "lanhdao.hn"}
WITHOUT_FIGURE = "96"
OLD, NEW = "20%", "25%"
HEARD = {OLD: "hai mươi phần trăm", NEW: "hai mươi lăm phần trăm"}
PATH = "/huong-dan/muc-ho-tro-dong-bao-hiem-xa-hoi-tu-nguyen/"
WHERE = "Nộp hồ sơ tại điểm thu gần nhà."
OURS = " Ở Tuyên Quang, điểm thu mở cả sáng thứ Bảy."
THEIRS = " Mang theo căn cước."
BOTH = "Nộp hồ sơ tại điểm thu gần nhà. Mang theo căn cước. Ở Tuyên Quang, điểm thu mở cả sáng thứ Bảy."
LOCAL_NEWS = "Người dân Hà Nội nộp hồ sơ trên Cổng dịch vụ công được trả kết quả tại nhà."


def test_a_changed_rate_reaches_every_office_with_its_own_hotline(
    stack: Stack, open_as: Open
) -> None:
    page_id, provinces = seed(stack)
    editor = open_as("bientap", width=1366, height=768)
    send_to_all(editor, page_id)
    steps.approve(open_as("lanhdao", width=390, height=844), TITLE, picture="provinces-approve")
    arrived(stack, provinces, OLD)

    tuyen_quang = make_copy(open_as, "08")
    add_to_paragraph(tuyen_quang, WHERE, OURS)
    release_copy(open_as, tuyen_quang, "08")
    ha_noi = make_copy(open_as, "01")
    steps.add_paragraph(ha_noi, LOCAL_NEWS)
    steps.save_draft(ha_noi)
    keep_picture(ha_noi, "provinces-marks")
    release_copy(open_as, ha_noi, "01")
    wait_until(
        lambda: LOCAL_NEWS in on_the_portal(stack, of(provinces, "01"), PATH), ARRIVAL_SECONDS
    )

    change_nationally(editor, page_id)
    steps.approve(open_as("lanhdao"), TITLE, picture="provinces-approve-change")
    centre = open_as("bientap", width=1366, height=900)
    told = {"08": "Xung đột", WITHOUT_FIGURE: "Bị chặn"}
    wait_until(lambda: begins(not_in_step(centre, provinces), told), ARRIVAL_SECONDS)
    expect(inbox(open_as("bientap.hn"))).to_have_count(0)

    resolve(open_as("bientap.tq", width=1366, height=768))
    steps.approve(open_as("lanhdao.tq", width=390, height=844), TITLE, picture="provinces-resolved")
    arrived(stack, provinces, NEW)
    expect(inbox(open_as("bientap.tq"))).to_have_count(0)
    own = on_the_portal(stack, of(provinces, "08"), PATH)
    assert BOTH in own
    assert LOCAL_NEWS in on_the_portal(stack, of(provinces, "01"), PATH)
    phone = open_as("bientap", width=390, height=844)
    assert begins(not_in_step(phone, provinces), {WITHOUT_FIGURE: "Bị chặn"})


def begins(said: dict[str, str], expected: dict[str, str]) -> bool:
    """Whether exactly these offices are named, each with words that begin so."""
    same = said.keys() == expected.keys()
    return same and all(said[code].startswith(words) for code, words in expected.items())


def of(provinces: list[Province], code: str) -> Province:
    return next(one for one in provinces if one.code == code)


def arrived(stack: Stack, provinces: list[Province], rate: str) -> None:
    """On every Facebook page, portal page and in every commune's list: its hotline and the rate."""
    reached = [one for one in provinces if one.code != WITHOUT_FIGURE]

    def is_there() -> bool:
        said = posts(stack)
        return all(rate in said.get(one.facebook, "") for one in reached)

    wait_until(is_there, ARRIVAL_SECONDS)
    said = posts(stack)
    for one in reached:
        assert one.hotline in said[one.facebook], one
        page = on_the_portal(stack, one, PATH)
        assert one.hotline in page, one
        assert f"<td>{rate}</td>" in page, one
    wait_until(lambda: all(HEARD[rate] in in_the_list(one) for one in reached), ARRIVAL_SECONDS)
    for one in reached:
        assert one.said in in_the_list(one), one
    blocked = of(provinces, WITHOUT_FIGURE)
    assert blocked.facebook not in said
    assert in_the_list(blocked) == ""


def send_to_all(window: Page, page_id: int) -> None:
    """Facebook and the loudspeakers of all 34 offices, ticked at once; then Trình duyệt."""
    window.goto(f"/admin/goi-dang/{page_id}/")
    for channel in ("facebook", "loudspeaker"):
        window.check(f"[data-choose] [name=in_channel][value={channel}]")
    window.click("[data-choose] button[value=tick]")
    keep_picture(window, "provinces-package")
    assert_fits(window)
    steps.follow(window, "button:has-text('Lưu gói đăng')")
    expect(window.locator("main")).to_contain_text("Cà Mau")
    submit(window, page_id)


def submit(window: Page, page_id: int) -> None:
    window.goto(f"/admin/trinh-duyet/{page_id}/")
    send(window, "provinces-submit")


def send(window: Page, picture: str) -> None:
    """From the screen that asks for it."""
    if window.locator("[name=policy]").count():
        window.check("[name=policy][value=no]")
    keep_picture(window, picture)
    assert_fits(window)
    steps.follow(window, "main button:has-text('Trình duyệt')")
    expect(window.locator("body")).to_contain_text("Đã trình duyệt")


def make_copy(open_as: Open, code: str) -> Page:
    """From the list of the centre's items; the copy is then open in its editor."""
    window = open_as(EDITOR_OF[code], width=1366, height=768)
    window.goto("/admin/trung-uong/")
    keep_picture(window, f"provinces-national-{code}")
    assert_fits(window)
    row = window.locator("main li", has_text=TITLE)
    with window.expect_navigation():
        row.get_by_role("link", name="Tạo bản địa phương").click()
    keep_picture(window, f"provinces-make-{code}")
    steps.follow(window, "main form button:has-text('Tạo bản địa phương')")
    window.goto(f"/admin/pages/{number_of(window)}/edit/")
    expect(window.locator("[name=title]")).to_have_value(TITLE)
    return window


def number_of(window: Page) -> int:
    found = re.search(r"/(?:pages|ban-dia-phuong)/(\d+)/", window.url)
    assert found, window.url
    return int(found[1])


def paragraph(window: Page, text: str) -> Locator:
    return window.locator(".public-DraftEditor-content", has_text=text)


def add_to_paragraph(window: Page, text: str, more: str) -> None:
    field = paragraph(window, text)
    field.scroll_into_view_if_needed()
    field.click()
    window.keyboard.press("Control+Home")
    for _letter in text:
        window.keyboard.press("ArrowRight")
    steps.type_into_editor(window, more)
    steps.save_draft(window)


def release_copy(open_as: Open, window: Page, code: str) -> None:
    page_id = number_of(window)
    window.goto(f"/admin/goi-dang/{page_id}/")
    keep_picture(window, f"provinces-package-{code}")
    submit(window, page_id)
    steps.approve(open_as(LEADER_OF[code], width=390, height=844), TITLE)


def change_nationally(window: Page, page_id: int) -> None:
    """The rate in the lead, a paragraph and the table; and the paragraph that Tuyên Quang edited."""
    window.goto(f"/admin/pages/{page_id}/edit/")
    lead = window.locator("[name=lead]")
    lead.fill(lead.input_value().replace(OLD, NEW))
    rate = paragraph(window, "hộ cận nghèo được hỗ trợ")
    rate.scroll_into_view_if_needed()
    rate.click()
    window.keyboard.press("Control+a")
    steps.type_into_editor(
        window, f"Người thuộc hộ cận nghèo được hỗ trợ {NEW} mức đóng hằng tháng."
    )
    cell = window.locator("td", has_text=OLD).first
    cell.scroll_into_view_if_needed()
    cell.dblclick()
    window.keyboard.press("Control+a")
    window.keyboard.type(NEW)
    window.keyboard.press("Enter")
    add_to_paragraph(window, WHERE, THEIRS)
    submit(window, page_id)


def not_in_step(window: Page, provinces: list[Province]) -> dict[str, str]:
    """What the cockpit says of the offices that are not well, by their codes."""
    window.goto("/admin/toan-canh/")
    keep_picture(window, "provinces-cockpit")
    assert_fits(window)
    steps.follow(window, f"main a:has-text('{TITLE}')")
    keep_picture(window, "provinces-cockpit-item")
    assert_fits(window)
    lines = window.locator(".loa-offices > li")
    expect(lines).to_have_count(len(provinces))
    codes = {one.name: one.code for one in provinces}
    found = {}
    for line in lines.filter(has_not=window.locator(".loa-state--good")).all():
        office = line.locator("strong").inner_text()
        found[codes[office]] = line.locator(".loa-state").inner_text().strip()
    return found


def inbox(window: Page) -> Locator:
    window.goto("/admin/thay-doi/")
    return window.locator("main li.loa-tr-row", has_text=TITLE)


def resolve(window: Page) -> None:
    """Both sentences, written by hand in the inbox; then Trình duyệt."""
    row = inbox(window)
    expect(row).to_have_count(1)
    keep_picture(window, "provinces-inbox")
    assert_fits(window)
    with window.expect_navigation():
        row.get_by_role("link", name="Mở").click()
    expect(window.locator(".loa-place")).to_have_count(1)
    keep_picture(window, "provinces-conflict")
    assert_fits(window)
    window.check("main [name=place-0][value=hand]")
    area = window.locator(".loa-hand .public-DraftEditor-content")
    area.click()
    window.keyboard.press("Control+a")
    steps.type_into_editor(window, BOTH)
    steps.follow(window, "main button[name=submit]")
    send(window, "provinces-submit-resolved")
