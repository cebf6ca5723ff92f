"""What every registered channel keeps, whatever its platform."""

import inspect
import json
import random
import re
import socket
import time
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from publishing import registry
from publishing.capability_table import capability_table
from publishing.channel import (
    Block,
    Capabilities,
    Channel,
    Content,
    Correction,
    Picture,
    Post,
    Problem,
    Setting,
)

DOCS = Path(settings.BASE_DIR) / "docs" / "channels"
CHANNELS = list(registry.channels().values())
OPTIONAL = ("check", "find", "revise", "withdraw")
SIGNATURES = {
    "compose": ["self", "content"],
    "problems": ["self", "post"],
    "publish": ["self", "post", "key", "checkpoint"],
    "check": ["self", "receipt"],
    "find": ["self", "post", "key", "since", "checkpoint"],
    "revisable": ["self", "old", "new"],
    "revise": ["self", "receipt", "post", "key"],
    "withdraw": ["self", "receipt"],
}
KINDS = {"text", "url", "choice"}

PHOTO = Picture("ab" * 32, "anh.jpg", "image/jpeg", 1200, 800, 90_000, alt="Ảnh", credit="Loa")
WRONG, RIGHT = "mức đóng là 4,5%", "mức đóng là 8%"
RICH = Content(
    title="Tăng lương hưu từ 01/7/2026",
    lead="Người hưởng lương hưu được tăng 8%.",
    url="http://localhost/tin-tuc/tang-luong-huu/",
    language="vi",
    kind="article",
    office_code="VN",
    office_name="Bảo hiểm xã hội Việt Nam",
    blocks=(
        Block("heading", {"text": "Ai được tăng", "level": 2}),
        Block("paragraph", {"text_html": '<p>Xem <a href="https://a.vn/x">tại đây</a> <b>ngay</b>.</p>'}),
        Block("steps", {"title": "Cách làm", "steps_html": ["<p>Nộp đơn</p>", "<p>Chờ</p>"]}),
        Block("table", {"caption": "Bảng", "rows": [["Ô thứ nhất", "Ô thứ hai"]]}),
        Block("legal_reference", {"number": "41/2024/QH15", "date": "", "issuer": "", "article": ""}),
        Block("quotation", {"text": "Rất mừng", "attribution": ""}),
        Block("question_answer", {"question": "Bao giờ?", "answer_html": "<p>Tháng 7.</p>"}),
        Block("fact_box", {"title": "Lưu ý", "text_html": "<ul><li>Một</li><li>Hai</li></ul>"}),
        Block("picture", {"alt": "", "caption": "Chú thích", "credit": ""}),
    ),
    cover=PHOTO,
    pictures=(PHOTO,),
    valid_until=date(2026, 12, 31),
    marker="0123456789abcdef",
)  # fmt: skip
CORRECTED = replace(RICH, corrections=(Correction(date(2026, 11, 21), WRONG, RIGHT),))
BARE = Content("T", "L", "http://localhost/t/", "vi", "article", "VN", "BHXH")
EDITED = replace(RICH, edited_text="Lời riêng của biên tập viên.")
CONTENTS = {"rich": RICH, "corrected": CORRECTED, "bare": BARE, "edited": EDITED}


@pytest.fixture(params=CHANNELS, ids=[channel.name for channel in CHANNELS])
def channel(request) -> type[Channel]:
    return request.param


@pytest.fixture(params=CONTENTS.values(), ids=CONTENTS)
def content(request) -> Content:
    return request.param


def made(channel: type[Channel], content: Content) -> Post:
    """As the package page composes: no settings, no secrets, no network."""
    return channel({}).compose(content)


def texts_of(post: Post) -> list[str]:
    return [post.title, post.text]


# --- names and capabilities -------------------------------------------------------------------


def test_names_are_those_of_the_folders(channel):
    assert channel.__module__ == f"publishing.channels.{channel.name}.channel"
    assert re.fullmatch(r"[a-z]{2,30}", channel.name)
    assert str(channel.label)


def test_every_folder_is_registered():
    folder = Path(settings.BASE_DIR) / "publishing" / "channels"
    folders = {path.parent.name for path in folder.glob("*/channel.py")}
    assert folders == set(registry.channels())


@pytest.mark.parametrize("ability", OPTIONAL)
def test_an_ability_is_claimed_exactly_when_it_is_implemented(channel, ability):
    implemented = getattr(channel, ability) is not getattr(Channel, ability)
    assert getattr(channel.capabilities, ability) is implemented


def test_only_a_channel_that_revises_says_what_a_revision_leaves(channel):
    says = channel.revisable is not Channel.revisable
    assert channel.capabilities.revise or not says


def test_methods_take_what_the_engine_gives(channel):
    found = {
        name: list(inspect.signature(getattr(channel, name)).parameters) for name in SIGNATURES
    }
    assert found == SIGNATURES


def test_capabilities_agree_with_each_other(channel):
    can = channel.capabilities
    assert can.picture_bytes is None or can.pictures
    assert can.find or can.absence_proven_after is None
    assert can.withdraw or not can.removed_by_person
    assert not (can.check and can.confirmed_by_person)


# --- settings of a destination ----------------------------------------------------------------


def test_settings_are_well_formed(channel):
    names = [setting.name for setting in channel.settings]
    assert len(names) == len(set(names))
    for setting in channel.settings:
        assert isinstance(setting, Setting)
        assert re.fullmatch(r"[a-z][a-z_]*", setting.name)
        assert str(setting.label)
        assert setting.kind in KINDS
        assert bool(setting.choices) == (setting.kind == "choice")
        re.compile(setting.pattern)
        assert not (setting.identifies and setting.secret)


def test_an_instance_needs_no_network_to_compose(channel):
    assert channel({}).http is None
    assert made(channel, RICH)


# --- composing --------------------------------------------------------------------------------


def test_composing_twice_gives_the_same_post(channel, content):
    assert made(channel, content).hash == made(channel, content).hash


def test_composing_asks_no_clock_no_chance_and_no_network(channel, content, monkeypatch):
    """And no database: this test has none, so a query would fail."""

    def forbidden(*args, **kwargs):
        raise AssertionError("composing must be pure")

    for target, name in (
        (time, "time"),
        (random, "random"),
        (socket, "socket"),
        (socket, "create_connection"),
    ):
        monkeypatch.setattr(target, name, forbidden)
    monkeypatch.setattr("django.utils.timezone.now", forbidden)
    post = made(channel, content)
    assert channel({}).problems(post) is not None


def test_composing_leaves_the_content_as_it_was(channel):
    before = json.dumps([block.data for block in RICH.blocks], ensure_ascii=False)
    made(channel, RICH)
    assert json.dumps([block.data for block in RICH.blocks], ensure_ascii=False) == before


def test_a_post_survives_being_stored_as_json(channel, content):
    post = made(channel, content)
    stored = json.loads(json.dumps(post.to_data()))
    assert Post.from_data(stored).hash == post.hash
    assert Post.from_data(stored) == post


def test_a_post_is_in_the_language_of_its_content(channel):
    assert made(channel, replace(RICH, language="rad")).language == "rad"


def test_markup_never_reaches_a_text(channel, content):
    for text in texts_of(made(channel, content)):
        assert not re.search(r"</?[a-z][^>]*>|&[a-z]+;", text), text


def test_a_correction_stands_in_the_text_even_beside_an_editor_s_own_words(channel):
    own = "Lời riêng." if channel.capabilities.editable_text else RICH.lead
    for content, body in ((CORRECTED, RICH.lead), (replace(CORRECTED, edited_text=own), own)):
        text = made(channel, content).text
        assert WRONG in text
        assert RIGHT in text
        assert text.index(RIGHT) < text.index(body)


def test_an_editor_s_own_words_are_used_where_the_channel_takes_them(channel):
    text = made(channel, EDITED).text
    assert ("Lời riêng của biên tập viên." in text) is channel.capabilities.editable_text


def test_pictures_and_links_go_only_where_the_channel_has_room_for_them(channel):
    many = replace(RICH, pictures=(PHOTO,) * 60)
    post = made(channel, many)
    assert len(post.pictures) <= channel.capabilities.pictures
    assert bool(post.link) <= channel.capabilities.link


# --- problems ---------------------------------------------------------------------------------


def test_problems_are_problems_with_a_message(channel, content):
    found = channel({}).problems(made(channel, content))
    assert all(isinstance(one, Problem) and one.code and str(one.message) for one in found)


def test_a_sound_item_has_no_blocking_problem(channel):
    found = channel({}).problems(made(channel, RICH))
    assert [one.code for one in found if one.blocking] == []


def test_an_empty_post_has_a_blocking_problem(channel):
    nothing = replace(BARE, title="", lead="", url="")
    found = channel({}).problems(made(channel, nothing))
    assert [one for one in found if one.blocking]


def test_a_text_beyond_the_limit_is_a_blocking_problem(channel):
    limit = channel.capabilities.text_limit
    if limit is None:
        assert not [
            one
            for one in channel({}).problems(made(channel, EDITED))
            if one.blocking and "long" in one.code
        ]
        return
    found = channel({}).problems(made(channel, replace(RICH, edited_text="a" * (limit + 1))))
    assert [one for one in found if one.blocking]


def test_the_package_page_can_show_a_preview(channel):
    shown = render_to_string(
        f"publishing/previews/{channel.name}.html",
        {"post": made(channel, RICH), "preview": {"legs": []}},
    )
    assert RICH.title in shown or RICH.lead in shown


def test_a_revision_is_explained_by_advice_and_an_unchanged_post_by_nothing(channel, content):
    old, new = made(channel, RICH), made(channel, content)
    assert channel({}).revisable(old, old) == []
    found = channel({}).revisable(old, new)
    assert all(one.code and str(one.message) and not one.blocking for one in found)


# --- documentation ----------------------------------------------------------------------------


def test_the_documentation_holds_the_capabilities_as_they_are(channel):
    file = DOCS / f"{channel.name}.md"
    assert file.exists(), f"write {file.name}"
    table = capability_table(channel)
    assert table in file.read_text(encoding="utf-8"), f"put this into {file.name}:\n\n{table}"


def test_the_documentation_names_every_setting(channel):
    text = (DOCS / f"{channel.name}.md").read_text(encoding="utf-8")
    assert [one.name for one in channel.settings if f"`{one.name}`" not in text] == []


def test_the_documentation_says_which_settings_are_the_account(channel):
    text = (DOCS / f"{channel.name}.md").read_text(encoding="utf-8")
    for one in channel.settings:
        (row,) = re.findall(rf"^\| `{one.name}` \|.*$", text, re.MULTILINE)
        assert ("says which account it is" in row) is one.identifies, row


def test_the_table_shows_every_capability(channel):
    assert capability_table(channel).count("\n") == len(fields(Capabilities)) + 1
