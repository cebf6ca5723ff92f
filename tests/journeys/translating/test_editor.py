"""The editor of translations in a browser: keys, letters, two people, a line that breaks."""

import json
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from ..conftest import Stack, assert_fits, keep_picture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]
Open = Callable[..., Page]
SAVED = "Đã lưu tất cả."
# Two translators and a reviewer for every language, and a live article with texts of every kind.
SEED = """
import json
from cms.demo.people import PASSWORD
from cms.models import Membership, Office, Role, User
from tests.factories.amendments import BODY
from tests.factories.pages import make_article, publish
from translations import memory, services
from translations.models import Segment, Term, TermTranslation
centre = Office.objects.get(code="VN")
roles = {"dich.mot": Role.TRANSLATOR, "dich.hai": Role.TRANSLATOR, "hieudinh": Role.LANGUAGE_REVIEWER}
for name, role in roles.items():
    user = User.objects.filter(username=name).first()
    user = user or User.objects.create_user(name, f"{name}@example.vn", PASSWORD, last_name=name)
    Membership.objects.get_or_create(user=user, office=centre, role=role)
editor = User.objects.get(username="bientap")
title = "Mức hỗ trợ đóng bảo hiểm xã hội"
page = publish(make_article(centre, user=editor, title=title, body=BODY))
made = services.request_translation(page=page, languages=["km", "rad", "hmn", "blt-tavt"], user=editor)
segments = list(Segment.objects.filter(page=page.pk).present())
memory.keep([memory.Pair(segments[0].source, "Klei hriăm")], "rad", office=centre, approved=True)
term, new = Term.objects.get_or_create(headword="bảo hiểm xã hội")
TermTranslation.objects.get_or_create(term=term, language="rad", preferred="bảo hiểm rad")
print(json.dumps({one.language: one.pk for one in made}))
"""


@pytest.fixture(scope="module")
def requests_(stack: Stack) -> dict[str, int]:
    return json.loads(stack.manage("shell", "-c", SEED).strip().splitlines()[-1])


def at(window: Page, request: int, query: str = "") -> Page:
    window.goto(f"/admin/dich/{request}/{query}")
    return window


def field(window: Page, number: int = 0) -> Locator:
    return window.locator("[data-text]").nth(number)


def said(window: Page) -> Locator:
    return window.locator("[data-status]")


def complaints_of(window: Page) -> list[str]:
    """Faults of scripts, and what the content policy refuses."""
    found: list[str] = []
    window.on("pageerror", lambda fault: found.append(str(fault)))
    window.on("console", lambda one: found.append(one.text) if one.type == "error" else None)
    return found


def serious_faults(window: Page) -> list[str]:
    """Of accessibility, below Wagtail's own frame."""
    found = Axe().run(window, context={"include": [["main"]]}).response["violations"]
    return [one["id"] for one in found if one["impact"] in ("serious", "critical")]


def test_a_translator_works_with_keys_alone(open_as: Open, requests_: dict[str, int]) -> None:
    window = open_as("dich.mot", width=1366, height=768)
    complaints = complaints_of(window)
    at(window, requests_["rad"])
    first, second, third = (field(window, number) for number in range(3))

    first.focus()
    expect(window.locator(".is-active [data-accept]")).to_contain_text("Alt+1")
    window.keyboard.press("Alt+1")
    expect(first).to_have_value("Klei hriăm")
    keep_picture(window, "translating-1366")
    assert_fits(window)
    assert serious_faults(window) == []
    window.keyboard.press("Control+Enter")

    expect(second).to_be_focused()
    line = window.locator("[data-line]").first
    expect(line.locator("[data-state-label]")).to_have_text("Đã dịch")
    expect(line.locator("[data-origin]")).to_contain_text("100 %")

    window.keyboard.press("Alt+C")
    source = window.locator("[data-source]").nth(1).get_attribute("data-source")
    expect(second).to_have_value(source or "-")
    expect(window.locator(".is-active [data-findings] li").first).to_be_visible()
    window.keyboard.press("Alt+ArrowDown")
    expect(third).to_be_focused()

    window.keyboard.press("Alt+P")
    window.keyboard.press("ArrowRight")
    letter = window.evaluate("document.activeElement.dataset.letter")
    window.keyboard.press("Enter")
    window.keyboard.press("Escape")
    expect(third).to_be_focused()
    expect(third).to_have_value(letter)
    window.keyboard.press("Control+s")
    expect(said(window)).to_have_text(SAVED)

    window.keyboard.press("Alt+K")
    expect(window.locator("[data-keys] dl")).to_be_visible()
    window.keyboard.press("Alt+Q")
    window.keyboard.type("Từ này nghĩa là gì?")
    window.keyboard.press("Tab")
    window.keyboard.press("Space")
    window.keyboard.press("Tab")
    window.keyboard.press("Enter")
    expect(window.locator(".is-active .loa-tr-said")).to_have_text("Từ này nghĩa là gì?")

    window.reload()
    expect(third).to_have_value(letter)
    assert complaints == []


def test_marks_go_in_with_a_key_and_out_as_a_whole(
    open_as: Open, requests_: dict[str, int]
) -> None:
    window = open_as("dich.mot", width=1366, height=768)
    at(window, requests_["rad"])
    marked = window.locator("[data-line]:has([data-closing^='⟨'])").first
    text = marked.locator("[data-text]")
    text.focus()
    text.fill("abc")
    chip = marked.locator("[data-closing^='⟨']").first
    expect(chip).to_have_class("loa-tr-chip is-missing")

    text.select_text()
    window.keyboard.press("Alt+M")

    closing = chip.get_attribute("data-closing") or ""
    mark = chip.get_attribute("data-chip") or ""
    expect(text).to_have_value(f"{mark}abc{closing}")
    expect(chip).to_have_class("loa-tr-chip")
    window.keyboard.press("End")
    window.keyboard.press("Backspace")
    expect(text).to_have_value(f"{mark}abc")
    window.keyboard.press("Home")
    window.keyboard.press("ArrowRight")
    window.keyboard.type("x")
    expect(text).to_have_value(f"{mark}xabc")


def test_a_click_leaves_the_field_under_the_finger(
    open_as: Open, requests_: dict[str, int]
) -> None:
    window = open_as("dich.mot", width=1366, height=768)
    at(window, requests_["rad"])
    field(window).click()
    expect(window.locator(".is-active [data-suggestions]")).to_be_visible()
    other = field(window, 7)
    other.scroll_into_view_if_needed()
    before = other.bounding_box()

    other.click()  # the help of the first closes above it

    expect(window.locator(".is-active [data-suggestions]")).to_be_visible()
    after = other.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 4


def test_where_a_key_leads_is_in_sight_below_the_bar(
    open_as: Open, requests_: dict[str, int]
) -> None:
    window = open_as("dich.mot", width=1366, height=768)
    at(window, requests_["rad"])
    field(window).focus()

    for _ in range(14):
        window.keyboard.press("Alt+ArrowDown")

    expect(field(window, 14)).to_be_focused()
    expect(field(window, 14)).to_be_in_viewport()
    window.wait_for_function(
        """() => {
            const [bar, line] = ["[data-bar]", ".is-active"].map((one) =>
                document.querySelector(one).getBoundingClientRect());
            return bar.bottom <= line.top && line.top < 400;
        }"""
    )


def test_a_reviewer_marks_with_a_key_what_somebody_else_translated(
    open_as: Open, requests_: dict[str, int]
) -> None:
    writing = open_as("dich.mot", width=1366, height=768)
    at(writing, requests_["km"])
    field(writing, 2).fill("អ្នកណា")
    writing.keyboard.press("Control+Enter")
    label = "[data-line] >> nth=2 >> [data-state-label]"
    expect(writing.locator(label)).to_have_text("Đã dịch")

    window = open_as("hieudinh", width=1366, height=768)
    at(window, requests_["km"])
    count = window.locator("[data-filter=reviewed]")
    expect(count).to_be_hidden()
    field(window, 2).click()
    window.keyboard.press("Alt+r")

    expect(window.locator(label)).to_have_text("Đã hiệu đính")
    expect(count.locator("[data-count]")).to_have_text("1")
    expect(field(window, 2)).not_to_be_editable()
    field(window, 2).click()
    window.keyboard.press("Alt+o")
    window.keyboard.type("Sai chính tả")
    window.keyboard.press("Enter")
    expect(window.locator(label)).to_have_text("Bản nháp")
    expect(count).to_be_hidden()
    expect(field(window, 2)).to_be_editable()


def test_two_people_on_one_page_never_overwrite_each_other(
    open_as: Open, requests_: dict[str, int]
) -> None:
    one, other = open_as("dich.mot"), open_as("dich.hai")
    at(one, requests_["hmn"])
    at(other, requests_["hmn"])

    field(one).fill("bản của người thứ nhất")
    one.keyboard.press("Control+s")
    expect(said(one)).to_have_text(SAVED)
    field(other).fill("bản của người thứ hai")
    other.keyboard.press("Control+s")

    box = other.locator("[data-conflict-box]")
    expect(box.locator("[data-theirs]")).to_have_text("bản của người thứ nhất")
    expect(field(other)).to_have_value("bản của người thứ hai")
    keep_picture(other, "translating-conflict")
    box.locator("[data-keep=mine]").click()
    expect(said(other)).to_have_text(SAVED)

    field(one).fill("bản thứ ba")
    one.keyboard.press("Control+s")
    one.locator("[data-keep=theirs]").click()
    expect(field(one)).to_have_value("bản của người thứ hai")
    one.reload()
    expect(field(one)).to_have_value("bản của người thứ hai")


def test_what_was_typed_outlives_a_server_that_does_not_answer(
    open_as: Open, requests_: dict[str, int]
) -> None:
    window = open_as("dich.mot", width=360, height=740)
    at(window, requests_["km"])
    window.route("**/luu/", lambda route: route.abort())
    field(window).fill("ចុចប៊ូតុង")

    expect(said(window)).to_contain_text("Máy chủ không trả lời")
    keep_picture(window, "translating-360")
    assert_fits(window)
    assert serious_faults(window) == []
    window.on("dialog", lambda dialog: dialog.accept())
    at(window, requests_["km"], "?loc=approved")
    said(window).get_by_role("link").click()

    # The page that was left may have saved it after all; its text is then there before the keys are.
    expect(window.locator(".loa-tr--live")).to_be_visible()
    expect(field(window)).to_have_value("ចុចប៊ូតុង")
    window.unroute("**/luu/")
    window.keyboard.press("Control+s")
    expect(said(window)).to_have_text(SAVED, timeout=30_000)
    window.reload()
    expect(field(window)).to_have_value("ចុចប៊ូតុង")
    assert window.evaluate("Object.keys(localStorage).filter(k => k.startsWith('loa-dich'))") == []


def test_without_script_a_segment_is_saved_and_the_page_looked_at(
    open_as: Open, requests_: dict[str, int]
) -> None:
    window = open_as("dich.hai")
    window.route("**/*.js", lambda route: route.abort())
    at(window, requests_["blt-tavt"], "?loc=empty")
    line = window.locator("[data-line]").first
    line.locator("[data-text]").fill("ꪼꪕ ꪒꪾ")
    line.locator("button[value=translated]").click()
    window.wait_for_url("**#doan-*")
    window.goto(f"/admin/dich/{requests_['blt-tavt']}/xem-truoc/")
    expect(window.locator("body")).to_contain_text("ꪼꪕ ꪒꪾ")
    expect(window.locator("body")).to_contain_text("[chưa dịch")

    window.goto(f"/admin/dich/{requests_['blt-tavt']}/lap-trang/")
    expect(window.locator(".loa-tr-gaps li").first).to_be_visible()
    keep_picture(window, "translating-gaps")


def test_what_is_marked_with_a_wrong_figure_is_told_of_though_the_key_led_on(
    open_as: Open, requests_: dict[str, int]
) -> None:
    window = open_as("dich.mot", width=1366, height=768)
    at(window, requests_["blt-tavt"])
    line = window.locator("[data-line]").filter(has=window.locator("[data-source='4,5%']"))
    line.locator("[data-text]").fill("5,4%")
    window.keyboard.press("Control+Enter")
    expect(said(window)).to_contain_text("còn lỗi nên chưa duyệt được")

    line.locator("[data-text]").fill("4,5%")
    window.keyboard.press("Control+Enter")
    expect(said(window)).to_have_text(SAVED)
