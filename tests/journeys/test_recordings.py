"""Sounds and videos: uploaded, heard in the library and on a page, with nothing but the browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories.recordings import sound, video

from . import steps
from .conftest import Stack, assert_fits, keep_picture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]
Open = Callable[..., Page]
TITLE = "Bản tin loa xã"
PUBLISH = """
from cms.models import Office
from tests.factories.library import make_captions, make_sound, make_video
from tests.factories.pages import make_article, publish
office = Office.objects.get(level="centre")
own = {"collection": office.collection}
video = make_video("Phóng sự lương hưu", captions=make_captions(), **own)
body = [
    ("sound", {"recording": make_sound("Bản tin sáng", **own), "caption": "Phát lúc 5 giờ"}),
    ("video_file", {"recording": video, "caption": ""}),
]
print("ADDRESS", publish(make_article(office, title="Nghe và xem", body=body)).url)
"""
READY = """(player) => new Promise((resolve, reject) => {
  player.addEventListener("loadedmetadata", () => resolve(player.duration));
  player.querySelector("source").addEventListener("error", () => reject("cannot be loaded"));
  player.preload = "metadata";
  player.load();
})"""
SOUGHT = """(player) => new Promise((resolve) => {
  player.addEventListener("seeked", () => resolve(player.currentTime));
  player.currentTime = 1;
})"""
PLAYED = """(player) => new Promise((resolve) => {
  player.addEventListener("timeupdate", () => player.currentTime > 0.2 && resolve(true));
  player.muted = true;
  player.play();
})"""


def upload(window: Page, name: str, data: bytes, title: str) -> None:
    window.goto("/admin/am-thanh-video/new/")
    window.fill("[name=title]", title)
    kind = "audio/mpeg" if name.endswith("mp3") else "video/mp4"
    window.set_input_files("[name=file]", {"name": name, "mimeType": kind, "buffer": data})
    window.click("main form button[type=submit]")
    window.wait_for_url("**/am-thanh-video/edit/**")


def complaints(window: Page) -> list[str]:
    found: list[str] = []
    window.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    return found


@pytest.mark.parametrize("width", [1280, 390])
def test_an_editor_uploads_a_sound_and_hears_it(open_as: Open, width: int) -> None:
    window = open_as("bientap", width=width)
    wrong = complaints(window)
    said = (("artist", "Tác giả Mẫu"),)

    upload(window, "ban tin.mp3", sound(says=said), TITLE)

    expect(window.locator("body")).to_contain_text("được xóa khỏi tệp")
    expect(window.locator("body")).to_contain_text("Chưa có lời thoại thì chưa đăng được.")
    player = window.locator("audio")
    assert player.evaluate(READY) == pytest.approx(2, abs=0.1)
    assert player.evaluate(SOUGHT) == pytest.approx(1, abs=0.1)
    keep_picture(window, f"recording-edit-{width}")
    window.fill("[name=transcript]", "Kính mời bà con.")
    steps.follow(window, "main form button[type=submit]")
    expect(window.locator("main")).to_contain_text(TITLE)
    keep_picture(window, f"recordings-{width}")
    assert wrong == []


def test_a_video_shows_its_poster_in_the_list(open_as: Open) -> None:
    window = open_as("bientap")

    upload(window, "phong su.mp4", video(sounds="aac"), "Phóng sự")

    assert window.locator("video").evaluate(READY) == pytest.approx(2, abs=0.1)
    window.goto("/admin/am-thanh-video/?kind=video")
    poster = window.locator(".loa-recording__poster").first
    poster.scroll_into_view_if_needed()
    window.wait_for_function("document.querySelector('.loa-recording__poster').naturalWidth > 0")


def test_what_is_no_sound_is_refused_on_the_screen(open_as: Open) -> None:
    window = open_as("bientap", width=390)
    window.goto("/admin/am-thanh-video/new/")
    window.fill("[name=title]", "Không phải")
    file = {"name": "a.mp3", "mimeType": "audio/mpeg", "buffer": b"MZ program"}
    window.set_input_files("[name=file]", file)
    keep_picture(window, "recording-new-390")

    window.click("main form button[type=submit]")

    expect(window.locator("main")).to_contain_text("“a.mp3”: Tệp này không phải âm thanh")
    assert_fits(window)


@pytest.mark.parametrize("width", [1280, 360])
def test_readers_hear_and_see_them(stack: Stack, open_as: Open, width: int) -> None:
    told = stack.manage("shell", "-c", PUBLISH)
    address = next(line.split()[1] for line in told.splitlines() if line.startswith("ADDRESS"))
    window = open_as(None, width=width)
    wrong = complaints(window)

    window.goto(address)

    assert_fits(window)
    for kind in ("audio", "video"):
        player = window.locator(f"figure.recording {kind}")
        assert player.evaluate(READY) == pytest.approx(2, abs=0.1)
        assert player.evaluate(PLAYED)
    window.locator("figure.recording summary").first.click()
    expect(window.locator("figure.recording").first).to_contain_text("Kính mời bà con")
    expect(window.locator("figure.recording").first).to_contain_text("2 giây")
    track = "document.querySelector('track').track.cues?.length > 0"
    window.wait_for_function(track)
    keep_picture(window, f"recordings-public-{width}")
    assert_fits(window)
    assert wrong == []
