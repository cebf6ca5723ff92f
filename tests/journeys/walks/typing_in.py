"""Every address of the site with an object that it may be asked about, and the forms that it shows.

Addresses, objects and people are those of the matrix of permissions, which fails on a new address
that it does not list: so no form escapes this walk either.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.test import Client

from ..permissions.actors import ADMIN, ANONYMOUS
from ..permissions.rooms import ROOMS
from ..permissions.table import Line
from ..permissions.world import World as House
from . import bad
from .posting import Form, forms_at

# The first ends the session; the others fail on purpose or are not there for anybody.
LEFT_OUT = ("admin/logout/", "admin/failwhale/", "admin/test404/")


def lines() -> list[Line]:
    return [line for room in ROOMS.values() for line in room if line.address not in LEFT_OUT]


def asker(house: House, line: Line) -> Client:
    """The administrator where that is not refused, or else somebody who may."""
    may = (line.see or frozenset()) | (line.do or frozenset())
    if ADMIN in may or not may:
        return house.client_of(ADMIN)
    own = [name for name in sorted(may) if name.startswith("own")]
    return house.client_of((own or sorted(may - {ANONYMOUS}) or [ANONYMOUS])[0])


def forms_of(house: House, line: Line, client: Client) -> list[Form]:
    """What the screen shows, and what the matrix knows to be posted where no screen shows it."""
    path = line.path(house)
    shown = client.get(path)
    assert shown.status_code < 500, f"GET {path} answers {shown.status_code}"
    found = forms_at(path, _html(shown))
    if not found and line.do:
        body = {name: _listed(value) for name, value in line.form(house).items()}
        found = [Form(path, "post", body, tuple(body), (), ())]
    return [form for form in found if form.texts or form.typed or form.files]


def _html(response: Any) -> str:
    """Wagtail's dialogues come as HTML in JSON."""
    kind = response.get("Content-Type", "")
    if response.status_code != 200 or response.streaming:
        return ""
    text = response.content.decode("utf-8", "replace")
    if "json" in kind:
        found = json.loads(text)
        return found.get("html") or "" if isinstance(found, dict) else ""
    return text if "html" in kind else ""


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def drawn_changes(form: Form) -> Iterator[dict[str, Any]]:
    """What to send in place of what stands there, and to look at the whole answer."""
    if form.texts:
        yield mixed(form)
        yield dict.fromkeys(form.texts, bad.TEXTS["controls"])
    if form.typed:
        values = list(bad.TYPED.values())
        yield from (_turned(form.typed, values, turn) for turn in (0, len(values) // 2))


def bad_changes(form: Form) -> Iterator[dict[str, Any]]:
    """Every value alone: whether it is taken or refused matters, not how the answer is drawn."""
    if form.texts:
        yield from (dict.fromkeys(form.texts, text) for text in bad.TEXTS.values())
    if form.typed:
        values = list(bad.TYPED.values())
        yield from (_turned(form.typed, values, turn) for turn in range(len(values)))
    for name in form.files:
        yield from ({name: one} for one in uploads())


def mixed(form: Form) -> dict[str, Any]:
    return dict.fromkeys(form.texts, bad.MIXED)


def uploads() -> Iterator[Any]:
    sound = bad.picture()
    yield from (bad.upload(name.format("png"), sound) for name in bad.NAMES)
    yield from (bad.upload("x.png", data) for data in bad.contents().values())
    yield from (bad.upload("x.pdf", data) for data in bad.contents().values())


def _turned(names: tuple[str, ...], values: list[str], turn: int) -> dict[str, str]:
    """Every field another value, and after all turns each of them every value."""
    return {name: values[(turn + at) % len(values)] for at, name in enumerate(names)}
