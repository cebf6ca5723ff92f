"""One item in Khmer: asked for, translated, reviewed, published, out of date, and right again."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect

from tests.factories.tongues import said

from .. import steps
from ..conftest import Stack, assert_fits, keep_picture, wait_until
from . import people

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]
Open = Callable[..., Page]
ITEMS = Path(__file__).parent / "items"
TITLE = "Ba bước làm hồ sơ hưởng lương hưu"
KHMER_PAGE, KHMER_COMMUNE = "100000000000002", "Loa nghe tiếng Khmer"
ARRIVAL_SECONDS = 60
OLD, NEW = "đủ 15 năm", "đủ 20 năm"
OLD_CELL, NEW_CELL = "45% mức bình quân", "50% mức bình quân"
REMEMBERED = "អ្នកដល់អាយុចូលនិវត្តន៍ និងបង់គ្រប់ 10 ឆ្នាំ បានទទួលប្រាក់សោធនប្រចាំខែ។"
# The article on the portal, a commune that listens in Khmer, and a sentence that the memory knows with
# another number.
SEED = f"""
import json
from pathlib import Path
from cms.demo.drafts import Drafts
from cms.demo.reader import read_items
from cms.models import Office, Role, User
from publishing.demo.release import person, prepare_package, submit_and_approve
from publishing.models import Destination
from translations import memory
drafts = Drafts(read_items(Path({str(ITEMS)!r})))
item = drafts.items[0]
editor = person("VN", Role.EDITOR)
page, new = drafts.make(item, owner=editor)
prepare_package(page, editor=editor, destinations=[], facebook="", bulletin="")
submit_and_approve(page, editor=editor, office_code="VN")
Destination.objects.create(
    office=Office.objects.get(code="08-01"), channel="loudspeaker", name={KHMER_COMMUNE!r},
    language="km", config={{"commune_code": "90001", "station": ""}},
)
known = memory.Pair(item.lead.replace("15 năm", "10 năm"), {REMEMBERED!r})
memory.keep([known], "km", office=Office.objects.get(code="VN"), approved=True)
print(json.dumps(page.pk))
"""


def test_an_article_goes_out_in_khmer_and_follows_its_source(stack: Stack, open_as: Open) -> None:
    source = json.loads(stack.manage("shell", "-c", SEED).strip().splitlines()[-1])
    editor = open_as("bientap", width=1366, height=768)
    people.ask_for(editor, source, "km", "hmn")
    translator = open_as("dichthuat", width=1366, height=768)
    request = people.take(translator, TITLE, "Khmer")
    remembered = people.translate(translator, request)
    assert any("15 năm" in one for one in remembered)
    keep_picture(translator, "translated-khmer")
    reviewer = open_as("hieudinh", width=1366, height=768)
    people.review(reviewer, request)
    khmer = people.build(translator, request)
    people.send(editor, khmer, "ភាសាខ្មែរ", KHMER_COMMUNE)
    steps.approve(open_as("lanhdao", width=390, height=844), said(TITLE, "km"))

    address = on_the_portal(open_as, "១៥|15")
    first = only_post(stack, "15")
    link = steps.issue_commune_link(open_as("coso.tq"), KHMER_COMMUNE)
    bulletin = said_by_the_commune(open_as, link, "15")

    change_the_source(editor, source)
    steps.approve(open_as("lanhdao"), TITLE, picture="approve-changed")
    translator.goto(f"/admin/dich/{request}/")
    wait_until(lambda: stale_of(translator, request) == 2, ARRIVAL_SECONDS)
    keep_picture(translator, "stale-khmer")
    shown = [line.text_content() or "" for line in translator.locator("[data-change]").all()]
    assert len(shown) == 2
    assert any("15" in one and "20" in one for one in shown)
    assert any("45" in one and "50" in one for one in shown)
    reader = open_as(None)
    reader.goto(address)
    assert "20" not in lead_of(reader)
    assert only_post(stack, "15") == first
    assert said_by_the_commune(open_as, link, "15") == bulletin

    people.translate(translator, request, only="?loc=stale")
    people.review(reviewer, request)
    assert people.build(translator, request) == khmer
    people.submit(editor, khmer)
    steps.approve(open_as("lanhdao"), said(TITLE, "km"), picture="approve-khmer-again")

    wait_until(lambda: "20" in message_of(stack), ARRIVAL_SECONDS)
    assert only_post(stack, "20")["id"] == first["id"]
    reader.goto(address)
    assert "20" in lead_of(reader)
    expect(reader.locator("main table")).to_contain_text("៥០%")
    keep_picture(reader, "portal-khmer-again")
    said_by_the_commune(open_as, link, "20")


def change_the_source(window: Page, page_id: int) -> None:
    """The lead by its field, a cell of the table by its own editor; then Trình duyệt."""
    window.goto(f"/admin/pages/{page_id}/edit/")
    lead = window.locator("[name=lead]")
    lead.fill(lead.input_value().replace(OLD, NEW))
    cell = window.locator("td", has_text=OLD_CELL).first
    cell.scroll_into_view_if_needed()
    cell.dblclick()
    window.keyboard.press("Control+a")
    window.keyboard.type(NEW_CELL)
    window.keyboard.press("Enter")
    steps.save_draft(window)
    people.submit(window, page_id)


def stale_of(window: Page, request: int) -> int:
    window.goto(f"/admin/dich/{request}/?loc=stale")
    return window.locator("[data-line][data-state=stale]").count()


def on_the_portal(open_as: Open, figure: str) -> str:
    """From the Vietnamese article by the language switch; returns the Khmer address."""
    reader = open_as(None, width=390, height=844)
    reader.goto("/huong-dan/")
    steps.follow(reader, f"a:has-text('{TITLE}')")
    steps.follow(reader, "a[hreflang=km-VN]:visible >> nth=0")
    expect(reader.locator("html")).to_have_attribute("lang", "km-VN")
    assert re.search(figure, lead_of(reader))
    others = reader.locator("link[rel=alternate][hreflang]").all()
    assert {one.get_attribute("hreflang") for one in others} >= {"vi", "km-VN"}
    assert not any("hmn" in (one.get_attribute("hreflang") or "") for one in others)
    expect(reader.locator("main table")).to_be_visible()
    expect(reader.locator("main img").first).to_be_visible()
    keep_picture(reader, "portal-khmer")
    assert_fits(reader)
    return reader.url


def lead_of(reader: Page) -> str:
    return reader.locator("meta[name=description]").get_attribute("content") or ""


def posts(stack: Stack) -> list[dict]:
    state = requests.get(f"{stack.sandbox}/_sandbox/state", timeout=10).json()
    return [one for one in state["posts"] if not one["deleted"] and KHMER_PAGE in one["id"]]


def message_of(stack: Stack) -> str:
    return "".join(one["message"] for one in posts(stack))


def only_post(stack: Stack, figure: str) -> dict:
    wait_until(lambda: figure in message_of(stack), ARRIVAL_SECONDS)
    (post,) = posts(stack)
    return post


def said_by_the_commune(open_as: Open, link: str, figure: str) -> str:
    """The bulletin as the commune's link shows it."""
    commune = open_as(None, width=360, height=740)
    commune.goto(link)
    commune.locator("main a[href*='/']").first.click()
    body = commune.locator("main")
    expect(body).to_contain_text(figure)
    keep_picture(commune, f"commune-khmer-{figure}")
    assert_fits(commune)
    return body.text_content() or ""
