"""Whatever is typed into whichever form: an answer in words, and nothing stored that later breaks."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.db import transaction
from django.template.backends.django import Template
from django.utils.safestring import SafeString

from ..permissions.table import Line
from ..permissions.world import World as House
from . import bad
from .edge import public
from .halves import in_halves
from .posting import Form
from .typing_in import asker, bad_changes, drawn_changes, forms_of, lines, mixed

pytestmark = pytest.mark.django_db
ASKED = (
    "q",
    "p",
    "page",
    "ordering",
    "id",
    "collection_id",
    "tag",
    "locale",
    "next",
    "fingerprint",
)


@pytest.fixture(scope="module")
def house(made_world, django_db_blocker) -> Iterator[House]:
    """One object of every kind, undone when the module ends."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        made = House()
        for line in lines():
            asker(made, line)  # people are made when first asked for
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@contextmanager
def undrawn() -> Iterator[None]:
    """Views run whole, but their templates, most of the time of an answer, are left out."""
    with patch.object(Template, "render", lambda *args, **kwargs: SafeString("")):
        yield


@pytest.mark.parametrize("line", in_halves(lines(), lambda line: line.address))
def test_a_form_answers_whatever_is_typed(line: Line, house: House, db):
    client = asker(house, line)
    for form in forms_of(house, line, client):
        for changes in drawn_changes(form):
            _assert_answered(form.send(client, **changes), form, changes)
        with undrawn():
            for changes in bad_changes(form):
                _assert_answered(form.send(client, **changes), form, changes)
        client = asker(house, line)
        shown = client.get(line.path(house))
        assert shown.status_code < 500, f"{line.path(house)} breaks of what was stored"


@pytest.mark.parametrize("line", in_halves(lines(), lambda line: line.address))
def test_an_address_answers_whatever_is_asked(line: Line, house: House, db):
    client, path = asker(house, line), line.path(house)
    for value in (bad.MIXED, "a\0b", bad.TYPED["absurd number"]):
        asked = client.get(path, dict.fromkeys(ASKED, value))
        assert asked.status_code < 500, f"{path} answers {asked.status_code} to {value!r}"


def _assert_answered(answer, form: Form, changes: dict) -> None:
    told = {name: str(value)[:30] for name, value in changes.items()}
    assert answer.status_code < 500, f"{form.action} answers {answer.status_code} to {told}"


@pytest.mark.xdist_group("walks 1")
def test_what_was_typed_into_every_form_breaks_no_screen(house: House, db):
    """Everything at once stays stored; then every address is asked again, and the public's."""
    stored = []
    for line in lines():
        client = asker(house, line)
        for form in forms_of(house, line, client):
            if form.texts and form.send(client, **mixed(form)).status_code < 400:
                stored.append(form.action)

    broken = [line.address for line in lines() if not _answers(house, line)]

    assert len(stored) > 20
    assert broken == []
    public()


def _answers(house: House, line: Line) -> bool:
    shown = asker(house, line).get(line.path(house))
    if shown.streaming:
        b"".join(shown.streaming_content)
    return shown.status_code < 500
