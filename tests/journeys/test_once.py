"""Forms that must not be sent twice, on a line that may be cut."""

import pytest
from django.contrib.staticfiles import finders

pytestmark = pytest.mark.browser
FORM = "<form data-once action='https://nobody.example/'><button>Gửi</button></form>"


@pytest.fixture
def window(chromium):
    """A form whose sending never arrives; `window.sent` counts how often it was tried."""
    page = chromium.new_page()
    page.clock.install()
    page.set_content(FORM)
    page.add_script_tag(path=finders.find("cms/admin/once.js"))
    page.evaluate(
        """() => { window.sent = 0; document.addEventListener("submit", (event) => {
             if (!event.defaultPrevented) { window.sent += 1; event.preventDefault(); }
           }); }"""
    )
    yield page
    page.close()


def press(window):
    window.evaluate("document.querySelector('form').requestSubmit()")
    window.clock.run_for(1)


def test_pressing_twice_sends_once(window):
    press(window)
    press(window)
    assert window.evaluate("window.sent") == 1
    assert window.locator("button").is_disabled()


def test_when_no_page_came_the_button_comes_back(window):
    press(window)
    window.clock.run_for(21_000)
    assert window.locator("button").is_enabled()
    press(window)
    assert window.evaluate("window.sent") == 2
