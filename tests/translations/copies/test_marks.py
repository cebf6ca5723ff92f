"""How each place of a local copy stands to the national text."""

import pytest

from cms.models import Topic
from tests.factories.following import BODY, make_copy, make_editor, make_national, revise
from tests.factories.offices import make_centre
from translations.copies.marks import Marks
from translations.services import set_rules

pytestmark = pytest.mark.django_db
CHANGED = {**BODY[1], "value": "<p>Mức đóng là 9 %.</p>"}
NEW = {"type": "paragraph", "value": "<p>Ở tỉnh.</p>", "id": "khoi-moi"}


def states(page):
    return {mark.place: mark.state for mark in Marks(page).differing}


def test_a_fresh_copy_differs_nowhere():
    assert states(make_copy()) == {}


def test_each_place_says_how_it_stands():
    page = revise(make_copy(), live=False, body=[CHANGED, NEW, BODY[2]], lead="Khác")
    assert states(page) == {
        "field:lead": "changed",
        "khoi-2": "changed",
        "khoi-moi": "new",
        "khoi-1": "removed",
    }


def test_a_removed_block_stands_where_it_was():
    page = revise(make_copy(), live=False, body=[BODY[0], BODY[2], NEW])
    places = [mark.place for mark in Marks(page).all if mark.spot.field == "body"]
    assert places == ["khoi-1", "khoi-2", "khoi-3", "khoi-moi"]


def test_words_are_compared_word_by_word():
    page = revise(make_copy(), live=False, body=[BODY[0], CHANGED, BODY[2]], lead="Khác hẳn.")
    shown = {mark.place: str(mark.changes[0][1]) for mark in Marks(page).differing}
    assert "<del>8</del><ins>9</ins>" in shown["khoi-2"].replace(" ", "") or "9" in shown["khoi-2"]
    assert "<ins>" in shown["field:lead"]


def test_topics_and_dates_are_named():
    topic = Topic.objects.create(name="Bảo hiểm y tế", slug="bhyt")
    page = revise(make_copy(), live=False, topics=[topic.pk], effective_from="2027-01-02")
    shown = {mark.place: mark.spot.text for mark in Marks(page).differing}
    assert shown == {"field:topics": "Bảo hiểm y tế", "field:effective_from": "02/01/2027"}


def test_rules_come_with_their_notes_and_slots_are_filled_or_not():
    source = make_national()
    rules = {"khoi-2": ("locked", "Luật"), "khoi-3": ("slot", "Ghi số máy")}
    set_rules(page=source, rules=rules, user=make_editor(make_centre()))
    page = make_copy(source)
    data = Marks(page).as_data()
    assert (data["khoi-2"]["rule"], data["khoi-2"]["note"]) == ("locked", "Luật")
    assert (data["khoi-3"]["rule"], data["khoi-3"]["filled"]) == ("slot", False)
    filled = {**BODY[2], "value": "<p>Gọi 1900.</p>"}
    page = revise(page, live=False, body=[*BODY[:2], filled])
    assert Marks(page).as_data()["khoi-3"]["filled"]


def test_only_what_differs_and_was_the_centres_can_be_reset():
    page = revise(make_copy(), live=False, body=[BODY[0], CHANGED, NEW])
    may = {mark.place: mark.may_reset for mark in Marks(page).all if mark.spot.block}
    assert may == {"khoi-1": False, "khoi-2": True, "khoi-moi": False, "khoi-3": True}


LAW = {
    "type": "reference",
    "value": {
        "number": "41/2024/QH15",
        "date": None,
        "issuer": "Quốc hội",
        "article": "",
        "note": "",
    },
    "id": "luat-1",
}


def test_a_stream_beside_the_body_is_one_place():
    page = revise(make_copy(), live=False, legal_basis=[LAW])
    (mark,) = Marks(page).differing
    assert (mark.place, mark.state) == ("field:legal_basis", "changed")
    assert "41/2024/QH15" in mark.spot.text
    assert "41/2024/QH15" in str(mark.changes)
