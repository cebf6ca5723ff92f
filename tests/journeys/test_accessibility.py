"""axe-core over the pages that the public sees, and over those that Loa adds to the admin."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from .conftest import Stack, assert_fits

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]

PUBLIC = (
    "/",
    "/en/",
    "/van-ban/",
    "/van-ban/luat-bao-hiem-xa-hoi-2024/",
    "/chien-dich/tuoi-gia-co-luong-huu/",
    "/tuyen-quang/",
    "/tuyen-quang/van-ban/luat-bao-hiem-xa-hoi-2024/",
    "/tim-kiem/?q=bao+hiem",
    "/tim-kiem/?q=khong-co-gi-ca",
    "/khong-co-trang-nay/",
)
ADMIN = (
    "/admin/",
    "/admin/nhap-tu-word/",
    "/admin/theo-doi/",
    "/admin/theo-doi/1/",
    "/admin/noi-dang/",
    "/admin/xa/",
    "/admin/so-lieu/",
    "/admin/uy-quyen/",
    "/admin/dich/",
    "/admin/dich/theo-doi/",
    "/admin/dich/so-chu/",
)
SERIOUS = {"serious", "critical"}
# Wagtail's own frame around our screens: its sidebar and its header are not ours to mend.
OURS = {"include": [["main"]]}


@pytest.mark.parametrize("width", [1280, 360])
def test_public_pages_have_no_violations(
    stack: Stack, open_as: Callable[..., Page], width: int
) -> None:
    reader = open_as(None, width=width)
    found = {}
    for path in PUBLIC:
        reader.goto(path)
        assert_fits(reader)
        found[path] = _violations(reader)

    assert {path: rules for path, rules in found.items() if rules} == {}


@pytest.mark.parametrize("width", [1280, 390])
def test_admin_pages_that_loa_adds_have_no_serious_ones(
    stack: Stack, open_as: Callable[..., Page], width: int
) -> None:
    window = open_as("quantri", width=width)
    found = {}
    for path in ADMIN:
        window.goto(path)
        assert_fits(window)
        found[path] = _violations(window, context=OURS, impacts=SERIOUS)

    assert {path: rules for path, rules in found.items() if rules} == {}


def _violations(
    window: Page, *, context: dict | None = None, impacts: set[str] | None = None
) -> list[str]:
    """Rule and first place of each violation; `impacts` None takes every one."""
    reply = Axe().run(window, context=context).response
    return [
        f"{one['id']}: {one['nodes'][0]['target']}"
        for one in reply["violations"]
        if impacts is None or one["impact"] in impacts
    ]
