import json
from datetime import date

import pytest

from publishing.airing.wishes import EMERGENCY, Time, Wishes, length

pytestmark = pytest.mark.usefixtures("in_english")

WISHED = {
    "class": "priority",
    "repeats": "2",
    "pause": "30",
    "slot": "120",
    "times": ["17:30 135", "05:15 1234567"],
    "first_day": "2026-12-01",
    "last_day": "2026-12-31",
    "languages": ["vi", "hmn"],
}


def codes(wishes, once, *, blocking):
    return [one.code for one in wishes.problems(once) if one.blocking is blocking]


def test_wishes_are_read_from_options_and_written_as_they_were_read():
    wishes = Wishes.read(WISHED)
    assert wishes == Wishes(
        klass="priority",
        repeats=2,
        pause=30,
        slot=120,
        times=(Time(5 * 60 + 15), Time(17 * 60 + 30, (1, 3, 5))),
        first_day=date(2026, 12, 1),
        last_day=date(2026, 12, 31),
        languages=("vi", "hmn"),
    )
    assert Wishes.read(json.loads(json.dumps(wishes.to_data()))) == wishes


def test_a_bulletin_without_wishes_is_stored_as_before_there_were_any():
    assert Wishes.read({}).to_data() == {"class": "ordinary", "repeats": 1}


@pytest.mark.parametrize(
    "odd",
    [
        {"class": "loudest"},
        {"repeats": "-1", "pause": "x", "slot": "61"},
        {"repeats": ["2"], "pause": None, "slot": {}},
        {"times": "05:00 1"},
        {"times": ["24:00 1", "5:00 1", "05:00 8", "05:00", None, 7]},
        {"first_day": "31/12/2026", "last_day": "2026-13-01"},
        {"languages": "vi"},
        {"languages": ["<b>", "", None]},
        {"repeats": "９", "pause": "9" * 20},
    ],
)
def test_what_is_not_well_formed_is_as_if_it_were_not_there(odd):
    assert Wishes.read(odd) == Wishes()


@pytest.mark.parametrize(
    ("given", "read"), [({"repeats": "0"}, 1), ({"repeats": "999"}, 10), ({"repeats": 3}, 3)]
)
def test_repeats_stay_within_reason(given, read):
    assert Wishes.read(given).repeats == read


def test_a_time_that_is_named_twice_holds_on_all_its_days():
    wishes = Wishes.read({"times": ["06:00 12", "06:00 27"]})
    assert wishes.times == (Time(360, (1, 2, 7)),)
    assert wishes.times[0].seconds == 21_600


def test_time_on_air_counts_repeats_and_the_pauses_between_them():
    assert Wishes(repeats=3, pause=20).seconds_on_air(60) == 220
    assert Wishes(pause=20).seconds_on_air(60) == 60


@pytest.mark.parametrize(("once", "told"), [(120, None), (130, False), (133, True)])
def test_a_bulletin_beyond_its_slot_is_to_be_shortened(once, told):
    """The length is an estimate, so a tenth more is only advice."""
    found = Wishes(slot=120).problems(once)
    assert [(one.code, one.blocking) for one in found] == (
        [] if told is None else [("beyond_slot", told)]
    )


def test_no_slot_asks_nothing():
    assert Wishes().problems(590) == []


def test_a_last_day_before_the_first_keeps_the_item_back():
    wishes = Wishes(first_day=date(2026, 12, 2), last_day=date(2026, 12, 1))
    assert codes(wishes, 30, blocking=True) == ["days_of_airing"]


def test_two_wanted_times_that_are_too_near_are_pointed_out():
    near = Wishes.read({"times": ["06:00 1", "06:02 17"], "repeats": "2", "pause": "10"})
    assert codes(near, 60, blocking=False) == ["own_clash"]
    assert codes(near, 50, blocking=False) == []
    other_days = Wishes.read({"times": ["06:00 1", "06:02 2"], "repeats": "2"})
    assert codes(other_days, 90, blocking=False) == []


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 seconds"), (1, "1 second"), (60, "1 minute"), (150, "2 minutes 30 seconds")],
)
def test_lengths_are_said_in_words(seconds, words):
    assert length(seconds) == words


def test_emergency_is_a_class_of_its_own():
    assert Wishes.read({"class": EMERGENCY}).is_emergency
    assert not Wishes.read({"class": "priority"}).is_emergency
