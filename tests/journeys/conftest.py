"""A whole Loa for the browser: real processes on free ports, with a small demo in a folder of its own."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
import requests
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

from cms.demo.people import PASSWORD
from deploy import debian, ports
from deploy.messages import compile_catalogues
from deploy.place import Place, manage, programs
from deploy.supervisor import Supervisor
from tests import pristine

CHROMIUM = "/usr/bin/chromium"
# Headless, and calling home about nothing.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",  # a microphone that beeps
    "--use-fake-ui-for-media-stream",
]
DEMO_ITEMS = 8  # the law documents, both campaigns: enough for lists that are not empty
START_SECONDS = 90
# Waits that are minutes in production, so that a person's part in them comes at once.
ABSENCE_SECONDS = 8
QUICK = {
    "LOA_FACEBOOK_ABSENCE_SECONDS": str(ABSENCE_SECONDS),
    "LOA_FIND_SCHEDULE": "1",
    "LOA_RETRY_BASE": "1",
    "LOA_RETRY_MAX": "2",
}
STATIONS = {"LOA_STATION_HOSTS": "127.0.0.1"}  # those of a journey stand on this machine


@dataclass(frozen=True)
class OnItsDatabase(Place):
    """A place whose programs find their rows at `database`, a `DATABASE_URL`."""

    database: str

    def environment(self, log_level: str = "INFO") -> dict[str, str]:
        return {**super().environment(log_level), "DATABASE_URL": self.database}


class Stack:
    """Where the running Loa is, and what a script may ask it."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.address = place.address
        self.sandbox = place.sandbox_address

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            manage(*arguments),
            env=self.place.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout


@pytest.fixture(scope="session")
def quick_waits() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**QUICK, **STATIONS}.items():
            patch.setenv(name, value)
        yield


@pytest.fixture(scope="session")
def stack_place(tmp_path_factory, django_db_blocker) -> Iterator[Place]:
    """A folder, two ports and, where the tests run on a server, a database of the stack's own there."""
    folder, free = tmp_path_factory.mktemp("loa"), ports.find_free(2)
    if connection.vendor != "postgresql":
        yield Place(folder, *free)
        return
    with ExitStack() as open_ones:
        with django_db_blocker.unblock():
            database = open_ones.enter_context(pristine.empty())
        yield OnItsDatabase(folder, *free, database)
        with django_db_blocker.unblock():
            open_ones.close()


@pytest.fixture(scope="session")
def stack(stack_place, quick_waits) -> Iterator[Stack]:
    place = stack_place
    compile_catalogues()
    running = Stack(place)
    running.manage("migrate", "--no-input", "--verbosity", "0")
    running.manage("collectstatic", "--no-input", "--verbosity", "0")
    running.manage("load_demo", "--items", str(DEMO_ITEMS))
    supervisor = Supervisor(programs(place), place.data_dir / "logs", tell=lambda line: None)
    supervisor.start()
    try:
        for address in (place.address, place.sandbox_address):
            wait_until(partial(answers, f"{address}/healthz"), START_SECONDS)
        yield running
    finally:
        supervisor.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if reason := debian.unavailable("chromium"):
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_as(stack: Stack, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """`open_as("bientap", width=390)` is a browser window of that person; None is the public."""
    contexts = []

    def open_window(username: str | None, *, width: int = 1280, height: int = 900) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale="vi-VN", base_url=stack.address
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        if username:
            log_in(page, username)
        return page

    yield open_window
    for context in contexts:
        context.close()


def log_in(page: Page, username: str) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=5).status_code == 200
    except requests.RequestException:
        return False


def wait_until(holds: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.3)


def keep_picture(page: Page, name: str) -> None:
    """Into `LOA_SCREENSHOTS`, for people to look at; nothing is kept where that is not set."""
    folder = os.environ.get("LOA_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def assert_fits(page: Page) -> None:
    """Nothing sticks out of the window to the right."""
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1], f"{page.url} is {wide[0]} px wide in a window of {wide[1]} px"
