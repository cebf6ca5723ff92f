"""Quoting facts in a text: chosen from a list by keyboard, shown as chips, seen as an office sees it."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from . import steps
from .conftest import assert_fits, keep_picture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]
Open = Callable[..., Page]
STORED = """() => [...document.querySelectorAll("input, textarea")]
  .map(field => field.value).find(value => value.includes("entityMap"))"""


def new_article(window: Page) -> None:
    window.goto("/admin/")
    steps.follow(window, "main a:has-text('Tin tức')")
    window.wait_for_function("() => window.loaFacts?.facts")
    window.fill("[name=title]", "Ai cũng gọi được")


def pick(window: Page, words: str, *, condition: bool = False) -> None:
    """By keyboard alone, but for the choice of what is done with the fact."""
    window.keyboard.press("Alt+i")
    dialog = window.get_by_role("dialog")
    expect(dialog.get_by_role("combobox")).to_be_focused()
    if condition:
        dialog.get_by_text("Chỉ hiện câu ở đơn vị có thông tin này").click()
    window.keyboard.type(words)
    expect(dialog.get_by_role("option")).not_to_have_count(0)
    window.keyboard.press("Enter")
    expect(dialog).to_be_hidden()


def stored(window: Page, text: str) -> str:
    """What the editor will send; it hands its text over a moment after it changed."""
    window.wait_for_function(f"text => ({STORED})()?.includes(text)", arg=text)
    return "\n".join(one["text"] for one in json.loads(window.evaluate(STORED))["blocks"])


def test_a_fact_is_chosen_in_a_plain_field_and_its_value_seen_below(open_as: Open) -> None:
    window = open_as("bientap", width=390)
    new_article(window)
    window.click("[name=lead]")
    window.keyboard.type("Hãy gọi ")
    pick(window, "duong day")
    window.keyboard.type(".")
    expect(window.locator("[name=lead]")).to_have_value("Hãy gọi {{hotline}}.")
    expect(window.locator(".loa-fact-seen:below([name=lead])").first).to_contain_text(
        "Hãy gọi 1900 9068."
    )
    window.keyboard.press("Alt+i")
    window.keyboard.type("dia chi")
    window.keyboard.press("Escape")
    expect(window.get_by_role("dialog")).to_be_hidden()
    expect(window.locator("[name=lead]")).to_be_focused()
    window.keyboard.press("Shift+Home")
    pick(window, "duong day", condition=True)
    expect(window.locator("[name=lead]")).to_have_value("{{if:hotline}}Hãy gọi {{hotline}}.{{end}}")
    window.keyboard.press("Control+z")
    expect(window.locator("[name=lead]")).to_have_value("Hãy gọi {{hotline}}.")
    assert_fits(window)


def test_in_rich_text_facts_are_chips_and_stay_plain_text(open_as: Open) -> None:
    window = open_as("bientap")
    new_article(window)
    steps.add_paragraph(window, "Xin gọi ")
    pick(window, "duong day")
    window.keyboard.type(" ngay")
    chip = window.locator(".loa-chip")
    expect(chip).to_have_attribute("data-label", "Đường dây nóng")
    expect(chip).to_have_attribute("title", "1900 9068")
    window.keyboard.press("Shift+Home")
    pick(window, "dia chi", condition=True)
    keep_picture(window, "facts-as-chips")
    whole = "{{if:office_address}}Xin gọi {{hotline}} ngay{{end}}"
    assert stored(window, "{{end}}") == whole
    window.keyboard.press("Backspace")
    window.wait_for_function(f"() => !({STORED})().includes('end')")
    assert stored(window, "ngay") == whole.removesuffix("{{end}}")


def test_a_draft_is_looked_at_as_a_province_shows_it(open_as: Open) -> None:
    window = open_as("bientap")
    new_article(window)
    window.fill("[name=lead]", "Mời gọi {{hotline}}.")
    steps.add_paragraph(window, "Chỉ một đoạn.")
    steps.save_draft(window)
    window.click("[data-side-panel-toggle=preview]")
    window.locator("[data-w-preview-target=mode]").select_option(label="BHXH tỉnh Tuyên Quang")
    keep_picture(window, "preview-as-a-province")
    shown = window.frame_locator("#w-preview-iframe").locator("body")
    expect(shown).to_contain_text("Mời gọi 0207 000 0000.", timeout=30_000)


def test_a_province_chosen_while_a_preview_loads_is_the_one_that_is_shown(open_as: Open) -> None:
    window = open_as("bientap")
    new_article(window)
    window.fill("[name=lead]", "Mời gọi {{hotline}}.")
    steps.save_draft(window)
    choice = window.locator("[data-w-preview-target=mode]")
    chosen: list[str] = []

    def choose_meanwhile(route: Route) -> None:
        """Before the first picture is there, which is asked for without a province."""
        if not chosen:
            chosen.extend(choice.select_option(label="BHXH tỉnh Tuyên Quang"))
        route.continue_()

    window.route(re.compile(r"/preview/\?.*in_preview_panel"), choose_meanwhile)
    window.click("[data-side-panel-toggle=preview]")
    shown = window.frame_locator("#w-preview-iframe").locator("body")
    expect(shown).to_contain_text("Mời gọi 0207 000 0000.", timeout=30_000)
    assert chosen
