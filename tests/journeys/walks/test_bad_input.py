"""Whatever is written into an item: an answer, and no screen that breaks of it afterwards."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from publishing.delivery.mail import send_due_mail
from tests.factories.approval import Desk
from tests.factories.packages import choose, make_facebook, release
from tests.factories.pages import editor_form

from . import bad
from .edge import public
from .world import World

pytestmark = pytest.mark.django_db


def rich(text: str = "a", **link) -> str:
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": link}
    block = {
        "key": "a1",
        "type": "unstyled",
        "depth": 0,
        "text": text,
        "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": 1, "key": 0}] if link else [],
    }
    return json.dumps({"blocks": [block], "entityMap": {"0": entity} if link else {}})


RICH = {
    "half a character": rich("\ud800"),
    "null": rich("a\0b"),
    "no such page": rich(id=999999),
    "absurd page": rich(id=10**40),
    "a page that is no number": rich(id="x"),
    "script as address": rich(url="javascript:alert(1)"),
    "html": rich("<script>alert(1)</script>"),
    "placeholder": rich("{{khong_co}} {% x %}"),
    "not json": "{",
    "another shape": '{"blocks": 7}',
    "empty": "",
}


@pytest.mark.parametrize("value", RICH.values(), ids=RICH)
def test_hand_made_rich_text_breaks_no_screen(value: str, world: World):
    block = {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "paragraph",
        "body-0-id": "",
        "body-0-value": value,
    }
    client = world.client(world.desk.editor)
    page = world.page("draft")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

    answer = client.post(edit, editor_form("Bài lạ") | {"slug": page.slug} | block)

    assert answer.status_code < 500
    for screen in SCREENS:
        shown = client.get(reverse(screen, args=[page.pk]), follow=True)
        assert shown.status_code < 500, f"{screen} answers {shown.status_code}"
    public(world.token)


SCREENS = (
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:view_draft",
    "wagtailadmin_pages:history",
    "wagtailadmin_pages:usage",
    "loa_item",
    "loa_submit",
    "publishing_package",
)


@pytest.mark.parametrize("name", [*bad.ALONE, "mixed"])
def test_an_item_with_such_texts_answers_on_every_screen(name: str, world: World):
    value = bad.TEXTS.get(name, bad.MIXED)
    client = world.client(world.desk.editor)
    page = world.page("draft")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = editor_form(value) | {"lead": value, "author_name": value, "cover_alt": value}

    answer = client.post(edit, form)

    assert answer.status_code < 500
    for screen in SCREENS:
        shown = client.get(reverse(screen, args=[page.pk]), follow=True)
        assert shown.status_code < 500, f"{screen} answers {shown.status_code}"


def test_a_released_item_with_such_texts_breaks_no_page_export_or_mail(world: World, mailoutbox):
    title = bad.MIXED.replace("{% x %}", bad.TEXTS["controls"]) + "\r\nBcc: x@example.vn"
    desk = Desk(world.office, title=title, lead=title, author_name=title)
    choose(desk, [make_facebook(world.office, bad.MIXED, config={"page_id": "4004"})])

    release(desk)
    send_due_mail()

    assert desk.now().live
    assert "0207 000 0000" in "".join(public(world.token).values())
    assert all("\n" not in mail.subject for mail in mailoutbox)
    assert not any("x@example.vn" in mail.recipients() for mail in mailoutbox)
    for name in ("publishing_board_export", "loa_approval_export"):
        for cell in _cells(world, name):
            assert not str(cell).startswith(("=", "+", "-", "@", "\t", "\r")), f"{name}: {cell!r}"


def _cells(world: World, name: str):
    """Of the table as CSV and as XLSX."""
    client = world.client()
    text = _body(client.get(reverse(name, args=["csv"]))).decode("utf-8-sig")
    for row in csv.reader(StringIO(text)):
        yield from row
    book = load_workbook(BytesIO(_body(client.get(reverse(name, args=["xlsx"])))))
    for row in book.active.iter_rows(values_only=True):
        yield from (cell or "" for cell in row)


def _body(response) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content) if response.streaming else response.content
