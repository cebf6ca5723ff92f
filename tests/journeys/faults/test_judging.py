"""That the judge of `make faults` sees what must not be."""

import pytest

from tests.factories.publishing import make_delivery, make_destination

from . import judging
from .judging import Page, hash_of
from .modes import BY_NAME
from .stand import Cell

PAGE = "104000000000001"
FIRST, SECOND = "Bản đầu", "Bản sau"


def entry(n: int, effect: str = "none", text: str = FIRST, **fields: object) -> dict:
    made = {"n": n, "effect": effect, "method": "POST", "path": f"/{PAGE}/feed", "faults": []}
    seconds = f"2026-07-01T08:00:{n:02}.000+00:00"
    return made | {"body_sha256": hash_of(text), "time": seconds, "post_id": PAGE} | fields


def page(*entries: dict, mode: str = "none", texts: tuple[str, ...] = (FIRST, SECOND)) -> Page:
    cell = Cell(BY_NAME[mode], None, PAGE, list(texts))
    return Page(cell, list(entries), [])


def test_one_post_edited_to_the_newer_text_is_as_promised():
    good = page(entry(1, "created"), entry(2, "edited", SECOND), entry(3, "edited", SECOND))
    assert judging.broken_promises(good) == []


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([entry(1, "created"), entry(2, "created")], "posted 2 times"),
        ([entry(1, "created"), entry(2, "deleted"), entry(3, "created")], "posted 2 times"),
        ([entry(1, "created", "Lời lạ")], "a text that nobody approved"),
        ([entry(1, "created", FIRST + " ")], "a text that nobody approved"),
        ([entry(1, "edited", SECOND), entry(2, "created")], "an older text after a newer one"),
        ([entry(1, "created", SECOND), entry(2, "edited")], "an older text after a newer one"),
        (
            [entry(1, faults=["throttled:0.1"]), entry(3, "created")],
            "called again while it was throttled",
        ),
    ],
)
def test_what_breaks_a_promise_is_named(entries, said):
    assert judging.broken_promises(page(*entries)) == [said]


def test_a_throttled_page_may_be_called_after_its_pause():
    patient = page(entry(1, faults=["throttled:0.1"]), entry(9, "created"))
    assert judging.broken_promises(patient) == []


@pytest.mark.django_db
def test_a_delivery_that_says_it_is_not_out_and_is_has_lied(monkeypatch):
    place = make_destination(channel="facebook")
    make_delivery(destination=place, text=FIRST, state="queued")
    cell = Cell(BY_NAME["none"], place, PAGE, [FIRST])
    out = Page(cell, [entry(1, "created")], [{"message": FIRST}])
    not_out = Page(cell, [entry(1)], [])
    monkeypatch.setattr(judging, "pages_of", lambda stand: [out, not_out])

    assert judging.lies(None) == ["none: queued, but it is out"]
