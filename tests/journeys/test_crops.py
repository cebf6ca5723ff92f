"""The crops of a picture, drawn with mouse, finger and keys."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from . import steps
from .conftest import assert_fits, keep_picture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]
Open = Callable[..., Page]
SIZE = (1600, 1200)


def photograph() -> bytes:
    picture, file = Image.new("RGB", SIZE, "#7fb2dd"), BytesIO()
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 800, 1600, 1200), fill="#4d8b4a")
    draw.ellipse((1100, 450, 1400, 750), fill="#f2a900")
    picture.save(file, "JPEG", quality=90)
    return file.getvalue()


def upload(window: Page) -> None:
    """Into the library, and on to its crops."""
    window.goto("/admin/images/add/")
    window.fill("[name=title]", "Ảnh để cắt")
    file = {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    window.set_input_files("input[type=file]", file)
    steps.follow(window, "main form button[type=submit]")
    if "/admin/images/" in window.url and not window.locator("a[href$='/khung-cat/']").count():
        steps.follow(window, "main a:has-text('Ảnh để cắt')")
    steps.follow(window, "a[href$='/khung-cat/']")


def crop(window: Page, name: str) -> list[int]:
    value = window.locator(f"[name=crop-{name}]").input_value()
    return [int(part) for part in value.split(",")] if value else []


def test_a_crop_is_drawn_by_mouse_and_keys_saved_and_taken_back(open_as: Open) -> None:
    window = open_as("bientap")
    upload(window)
    window.click("[data-choice=square]")
    box = window.locator(".crops__box")
    frame = box.bounding_box()
    assert frame is not None
    window.mouse.move(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
    window.mouse.down()
    window.mouse.move(frame["x"] + frame["width"], frame["y"] + frame["height"] / 2, steps=4)
    window.mouse.up()
    assert crop(window, "square") == [400, 0, 1200, 1200]  # as far to the right as it goes

    corner = window.locator("[data-corner=nw]").bounding_box()
    assert corner is not None
    window.mouse.move(corner["x"] + corner["width"] / 2, corner["y"] + corner["height"] / 2)
    window.mouse.down()
    window.mouse.move(frame["x"] + frame["width"], frame["y"] + frame["height"] / 2, steps=4)
    window.mouse.up()
    x, y, width, height = crop(window, "square")
    assert (x + width, y + height) == pytest.approx((1600, 1200), abs=2)
    assert width < 1100

    box.focus()
    window.keyboard.press("ArrowLeft")
    window.keyboard.press("Shift+ArrowUp")
    assert crop(window, "square") == pytest.approx([x - 16, y - 160, width, height], abs=2)
    window.keyboard.press("-")
    assert crop(window, "square")[2] < width
    expect(window.locator("[data-say]")).to_contain_text("hơi mờ")
    keep_picture(window, "crops")
    drawn = crop(window, "square")
    steps.follow(window, ".crops__save button")
    expect(window.locator("[name=crop-square]")).to_have_value(",".join(map(str, drawn)))

    window.click("[data-choice=square]")
    window.click("[data-reset]")
    steps.follow(window, ".crops__save button")
    expect(window.locator("[name=crop-square]")).to_have_value("")


def test_a_crop_is_drawn_with_a_finger_on_a_small_phone(open_as: Open) -> None:
    window = open_as("bientap", width=360, height=740)
    upload(window)
    assert_fits(window)
    window.click("[data-choice=share]")
    window.click("[data-smaller]")
    before = crop(window, "share")
    window.locator(".crops__box").evaluate(
        """box => {
          const at = (kind, dx) => box.dispatchEvent(new PointerEvent(kind, {
            pointerId: 1, pointerType: "touch", clientX: 100 + dx, clientY: 100,
            bubbles: true, cancelable: true, isPrimary: true }));
          box.setPointerCapture = () => {};
          at("pointerdown", 0); at("pointermove", -200); at("pointerup", -200);
        }"""
    )
    assert crop(window, "share")[0] == 0
    assert crop(window, "share")[2:] == before[2:]
    keep_picture(window, "crops-phone")
