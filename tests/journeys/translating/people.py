"""What translators, reviewers and editors do with a translation, one function each."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.factories.tongues import said

from .. import steps
from ..conftest import assert_fits, keep_picture

Open = Callable[..., Page]
SAVED = "Đã lưu tất cả."


def ask_for(window: Page, page_id: int, *languages: str) -> None:
    """Gửi yêu cầu dịch, from the item's own screen."""
    window.goto(f"/admin/dich/bai/{page_id}/")
    keep_picture(window, "translations-none")
    steps.follow(window, "main a:has-text('Yêu cầu dịch')")
    for more in window.locator("main details:not([open]) > summary").all():
        more.click()
    proposed = window.locator("[name=languages]:checked:enabled")
    for code in proposed.evaluate_all("boxes => boxes.map(box => box.value)"):
        window.uncheck(f"[name=languages][value={code}]")
    for language in languages:
        window.check(f"[name=languages][value={language}]")
    keep_picture(window, "translations-request")
    assert_fits(window)
    steps.follow(window, "main button:has-text('Gửi yêu cầu dịch')")


def take(window: Page, title: str, language: str) -> int:
    """From the queue's free work into the editor; returns the request's number."""
    window.goto("/admin/dich/?pile=free")
    keep_picture(window, "queue-free")
    assert_fits(window)
    row = window.locator("main li", has_text=title).filter(has_text=language)
    with window.expect_navigation():
        row.get_by_role("button", name="Tôi nhận dịch").click()
    if not re.search(r"/admin/dich/\d+/", window.url):
        row = window.locator("main li", has_text=title).filter(has_text=language)
        with window.expect_navigation():
            row.get_by_role("link", name="Dịch", exact=True).click()
    found = re.search(r"/admin/dich/(\d+)/", window.url)
    assert found, window.url
    return int(found[1])


def translate(window: Page, request: int, *, only: str = "", language: str = "km") -> list[str]:
    """Every segment on the screen, by keyboard; returns the sources that the memory answered."""
    window.goto(f"/admin/dich/{request}/{only}")
    remembered = []
    for line in window.locator("[data-line]:not([data-optional])").all():
        field = line.locator("[data-text]")
        source = line.locator("[data-source]").get_attribute("data-source") or ""
        field.focus()
        expect(line).to_have_class(re.compile("is-active"))
        if accepted(window, line):
            remembered.append(source)
        else:
            field.fill(said(source, language))
            for term in line.locator("[data-insert]").all():
                term.click()
        window.keyboard.press("Control+Enter")
        expect(line).to_have_attribute("data-state", "translated")
    expect(window.locator("[data-status]")).to_have_text(SAVED)
    return remembered


def accepted(window: Page, line: Locator) -> bool:
    """Whether the memory knew the whole text, which is then taken with its key."""
    box = line.locator("[data-suggestions]")
    expect(box).to_be_visible()
    expect(box.locator("[data-accept], .loa-tr-none").first).to_be_visible()
    expect(box).not_to_contain_text("Đang tìm")
    first = box.locator(".loa-tr-proposal").first
    if not first.count() or "100 %" not in (first.text_content() or ""):
        return False
    window.keyboard.press("Alt+1")
    return True


def review(window: Page, request: int) -> None:
    """Everything that waits, as another person than the translator."""
    window.goto(f"/admin/dich/hieu-dinh/{request}/")
    keep_picture(window, "language-review")
    assert_fits(window)
    if (reason := window.locator("#all-reason")).count():
        reason.fill("Đúng như vậy trong tiếng Khmer")
    with window.expect_navigation():
        window.locator(".loa-decide button").click()
    expect(window.locator("body")).to_contain_text("Đã duyệt")


def build(window: Page, request: int) -> int:
    """Lập trang; returns the number of the translated page."""
    window.goto(f"/admin/dich/{request}/lap-trang/")
    keep_picture(window, "build")
    assert_fits(window)
    steps.follow(window, "main form button:has-text('Lập trang')")
    address = window.locator("main a[href*='/admin/xem/']").first.get_attribute("href") or ""
    found = re.search(r"/xem/(\d+)/", address)
    assert found, (window.url, address)
    return int(found[1])


def send(window: Page, page_id: int, *places: str) -> None:
    """Gói đăng of the translated page, then Trình duyệt."""
    window.goto(f"/admin/goi-dang/{page_id}/")
    for place in places:
        for folded in window.locator("details:not([open])", has_text=place).all():
            folded.locator("summary").first.click()
        window.check(f"label:has-text('{place}') input")
    steps.follow(window, "button:has-text('Lưu gói đăng')")
    expect(window.locator("body")).to_contain_text("Đã lưu gói đăng")
    keep_picture(window, "package-khmer")
    assert_fits(window)
    submit(window, page_id)


def submit(window: Page, page_id: int) -> None:
    """Trình duyệt, straight to the leader."""
    window.goto(f"/admin/trinh-duyet/{page_id}/")
    if window.locator("[name=policy]").count():
        window.check("[name=policy][value=no]")
    keep_picture(window, "submit-translation")
    assert_fits(window)
    steps.follow(window, "main button:has-text('Trình duyệt')")
    expect(window.locator("body")).to_contain_text("Đã trình duyệt")
