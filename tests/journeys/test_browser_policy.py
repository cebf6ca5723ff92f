"""What a real browser lets pages do: nothing inline, nothing from elsewhere, no word to third parties."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from . import steps
from .conftest import Stack
from .test_accessibility import ADMIN, PUBLIC

pytestmark = [
    pytest.mark.browser,
    pytest.mark.processes,
    pytest.mark.xdist_group("stack"),
]
Open = Callable[..., Page]
COMMUNE = "Loa Xã Thái Bình"

REMEMBER = """
window.violations = [];
document.addEventListener("securitypolicyviolation",
  event => window.violations.push(event.effectiveDirective + " " + event.blockedURI));
"""
# What somebody would try who got markup into a page.
ATTACKS = """async elsewhere => {
  const put = (name, change) => document.body.append(Object.assign(document.createElement(name), change));
  put("script", { textContent: "window.ran = true" });
  put("script", { src: elsewhere + "/script.js" });
  put("img", { src: elsewhere + "/pixel.gif" });
  put("iframe", { src: elsewhere + "/" });
  const marked = document.createElement("p");
  marked.setAttribute("style", "color: red");
  marked.setAttribute("onclick", "window.ran = true");
  document.body.append(marked);
  marked.click();
  await fetch(elsewhere + "/").catch(() => null);
  await new Promise(done => setTimeout(done, 300));
  return [window.ran === undefined, window.violations.map(one => one.split(" ")[0])];
}"""


class Watched:
    """A window that notes what its pages break and whom they call."""

    def __init__(self, window: Page, home: str) -> None:
        self.window = window
        self.elsewhere: list[str] = []  # asked for, also in vain
        self.answered: list[str] = []
        self._home = urlsplit(home).netloc
        window.add_init_script(REMEMBER)
        window.on("request", lambda request: self._note(request.url, self.elsewhere))
        window.on("response", lambda response: self._note(response.url, self.answered))

    def violations(self, path: str) -> list[str]:
        self.window.goto(path)
        self.window.wait_for_load_state("networkidle")
        return list(self.window.evaluate("window.violations"))

    def _note(self, url: str, urls: list[str]) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"} and parts.netloc != self._home:
            urls.append(url)


@pytest.fixture
def watch(stack: Stack, open_as: Open) -> Callable[[str | None], Watched]:
    return lambda username: Watched(open_as(username), stack.address)


def test_public_pages_break_no_rule_and_call_nobody_else(
    watch: Callable[[str | None], Watched],
) -> None:
    reader = watch(None)

    assert {path: found for path in PUBLIC if (found := reader.violations(path))} == {}
    assert reader.elsewhere == []


def test_the_admin_breaks_no_rule_and_calls_nobody_else(
    watch: Callable[[str | None], Watched],
) -> None:
    chief = watch("quantri")

    assert {path: found for path in ADMIN if (found := chief.violations(path))} == {}
    assert chief.elsewhere == []


def test_a_communes_page_breaks_no_rule_and_calls_nobody_else(
    watch: Callable[[str | None], Watched], open_as: Open
) -> None:
    link = steps.issue_commune_link(open_as("coso.tq"), COMMUNE)
    commune = watch(None)

    assert commune.violations(link) == []
    assert commune.elsewhere == []


def test_markup_that_got_into_a_public_page_could_do_nothing(
    stack: Stack, watch: Callable[[str | None], Watched]
) -> None:
    reader = watch(None)
    assert reader.violations("/") == []

    nothing_ran, blocked = reader.window.evaluate(ATTACKS, stack.sandbox)

    assert nothing_ran
    wanted = "script-src-elem script-src-attr style-src-attr img-src frame-src connect-src".split()
    assert set(wanted) <= set(blocked)
    assert reader.answered == []
