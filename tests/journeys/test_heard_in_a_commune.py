"""A bulletin is read by a person, heard in a commune on a narrow phone, confirmed, and seen by the centre."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from tests.factories.bulletin_sounds import make_wav

from . import steps
from .conftest import Stack, assert_fits, keep_picture, wait_until
from .test_main_job import COMMUNE, PROVINCE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]
Open = Callable[..., Page]
TITLE = "Lịch tiếp dân tháng tới"
LEAD = "Cơ sở bảo hiểm xã hội tiếp dân cả sáng thứ bảy."
READER = "Phát thanh viên của đài (thử)"
SECONDS = 4  # of the recording
WHO = "Cán bộ văn hóa xã (thử)"
PREPARED_SECONDS = 90
FOUND = (
    "from publishing.models import Delivery;"
    f"found = Delivery.objects.get(release__title='{TITLE}', destination__channel='loudspeaker');"
    "print(found.release_id, found.pk)"
)
PLAYS = """(player) => new Promise((resolve, reject) => {
  player.addEventListener("error", () => reject("cannot be played"));
  player.addEventListener("timeupdate", () => { if (player.currentTime > 1) resolve(player.duration); });
  player.muted = true;
  player.play();
})"""
PEAK = """async (player) => {
  const bytes = await (await fetch(player.src || player.currentSrc)).arrayBuffer();
  const decoded = await new OfflineAudioContext(1, 44100, 44100).decodeAudioData(bytes);
  return decoded.getChannelData(0).reduce((most, one) => Math.max(most, Math.abs(one)), 0);
}"""
TEXT_SIZE = "(text) => parseFloat(getComputedStyle(text).fontSize)"


def test_a_commune_hears_reads_and_confirms_and_the_centre_sees_it(
    stack: Stack, open_as: Open
) -> None:
    editor = open_as("bientap")
    release_bulletin(editor, open_as)
    bring_a_reading(editor)
    find_it_right(open_as("thuky"))
    link = steps.issue_commune_link(open_as("coso.tq"), COMMUNE)

    phone = open_as(None, width=360, height=740)
    phone.goto(link)
    assert_fits(phone)
    steps.follow(phone, f"a:has-text('{TITLE}')")
    assert_fits(phone)
    hear(phone)
    read_in_large_type(phone)
    centre = open_as("lanhdao")
    assert seen_by(centre, stack) == "silent"  # looking and hearing report nothing
    confirm(phone)
    assert seen_by(centre, stack) == "played"
    expect(centre.locator("main")).to_contain_text("khai báo qua đường dẫn")
    expect(centre.locator("main")).to_contain_text(WHO)


def release_bulletin(editor: Page, open_as: Open) -> None:
    editor.goto("/admin/")
    steps.follow(editor, "main .loa-tiles a >> nth=0")
    editor.fill("[name=title]", TITLE)
    editor.fill("[name=lead]", LEAD)
    steps.add_paragraph(editor, "Bà con mang theo căn cước và đến đúng giờ ghi trong giấy hẹn.")
    steps.save_draft(editor)
    page_id = steps.page_id_of(editor)
    steps.choose_destinations(editor, page_id, commune=COMMUNE, province=PROVINCE)
    steps.submit(editor, page_id)
    steps.approve(open_as("lanhdao", width=390, height=844), TITLE, picture="heard-approve")


def bring_a_reading(editor: Page) -> None:
    open_voices(editor)
    keep_picture(editor, "heard-bring")
    file = {"name": "doc.wav", "mimeType": "audio/wav", "buffer": make_wav(SECONDS)}
    editor.set_input_files("[name=file]", file)
    editor.fill("[name=reader_name]", READER)
    editor.fill("[name=consent_until]", "2199-01-01")
    editor.locator("[name=licence]").first.select_option("own")
    steps.follow(editor, "main .loa-decide button")

    def prepared() -> bool:
        editor.reload()
        return editor.locator("main .loa-spoken audio").count() > 0

    wait_until(prepared, PREPARED_SECONDS)
    assert_fits(editor)
    keep_picture(editor, "heard-prepared")
    expect(editor.locator("main")).to_contain_text(READER)
    expect(editor.locator("main button[value=right]")).to_have_count(0)  # nobody hears itself


def find_it_right(listener: Page) -> None:
    open_voices(listener)
    steps.follow(listener, "main button[value=right]")
    expect(listener.locator("main")).to_contain_text("đã nghe, đúng")
    keep_picture(listener, "heard-right")


def open_voices(window: Page) -> None:
    window.goto("/admin/giong-doc/")
    steps.follow(window, f"main a:has-text('{TITLE}')")


def hear(phone: Page) -> None:
    expect(phone.locator("#nghe")).to_contain_text(READER)
    player = phone.locator("audio")
    assert abs(player.evaluate(PLAYS) - SECONDS) < 1
    assert player.evaluate(PEAK) > 0.05
    keep_picture(phone, "heard-commune")


def read_in_large_type(phone: Page) -> None:
    usual = phone.locator(".text").evaluate(TEXT_SIZE)
    steps.follow(phone, ".sizes a >> nth=-1")
    assert phone.locator(".text").evaluate(TEXT_SIZE) > usual
    assert_fits(phone)
    expect(phone.locator(".text")).to_contain_text("Cơ sở bảo hiểm xã hội tiếp dân")
    keep_picture(phone, "heard-large")


def seen_by(centre: Page, stack: Stack) -> str:
    """The look of the commune in the table of reach; then the page of its delivery stays open."""
    release, delivery = stack.manage("shell", "-v", "0", "-c", FOUND).split()
    centre.goto(f"/admin/xa/do-phu/?bulletin={release}")
    keep_picture(centre, "heard-reach")
    tile = centre.locator(f".reach-tile:has-text('{COMMUNE.removeprefix('Loa ')}')")
    look = str(tile.get_attribute("class")).split("reach--")[1]
    centre.goto(f"/admin/theo-doi/{delivery}/")
    keep_picture(centre, "heard-delivery")
    return look


def confirm(phone: Page) -> None:
    phone.fill("[name=name]", WHO)
    phone.fill("[name=position]", "Phụ trách loa")
    steps.follow(phone, "button:has-text('Đã nhận')")
    expect(phone.locator("#trang-thai")).to_contain_text("Đã nhận")
    phone.click("summary:has-text('Đã xếp lịch')")
    phone.fill("[name=scheduled_date]", f"{localdate() + timedelta(days=1):%Y-%m-%d}")
    phone.fill("[name=scheduled_time]", "05:00")
    steps.follow(phone, "details[open] button[value=scheduled]")
    expect(phone.locator("#trang-thai")).to_contain_text("Đã xếp lịch")
    expect(phone.locator("details.who")).to_contain_text(WHO)  # asked once
    phone.click("summary:has-text('Đã phát')")
    phone.fill("[name=times]", "2")
    steps.follow(phone, "details[open] button[value=played]")
    expect(phone.locator("#trang-thai")).to_contain_text("Đã phát lúc")
    keep_picture(phone, "heard-confirmed")
