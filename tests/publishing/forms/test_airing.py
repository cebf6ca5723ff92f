from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.forms.airing import AiringForm

pytestmark = pytest.mark.usefixtures("in_english")


def form(data=None, *, options=None, languages=("vi",), emergencies=False):
    return AiringForm(data, options=options or {}, languages=languages, emergencies=emergencies)


def saved(**data):
    made = form(data, languages=("vi", "km"), emergencies=True)
    assert made.is_valid(), made.errors
    return made.options()


def test_a_form_that_was_left_alone_wishes_nothing():
    assert saved() == {"class": "ordinary", "repeats": "1"}


def test_everything_that_was_wished_is_stored_and_shown_again():
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    stored = saved(
        bulletin_class="priority",
        repeats="3",
        pause="30",
        slot="120",
        time_0="17:30",
        days_0=["1", "5"],
        time_1="05:15",
        first_day=day,
        last_day=day,
        languages=["vi", "km"],
    )
    assert stored == {
        "class": "priority",
        "repeats": "3",
        "pause": 30,
        "slot": 120,
        "times": ["17:30 15", "05:15 1234567"],
        "first_day": day,
        "last_day": day,
        "languages": ["vi", "km"],
    }
    shown = form(options=stored)
    assert shown.is_open
    assert shown["slot"].value() == 120
    assert [(time.value(), days.value()) for time, days in shown.times][:2] == [
        ("05:15", []),
        ("17:30", ["1", "5"]),
    ]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"pause": "601"}, "pause"),
        ({"pause": "-1"}, "pause"),
        ({"slot": "61"}, "slot"),
        ({"days_0": ["1"]}, "time_0"),
        ({"time_0": "25:00"}, "time_0"),
        ({"last_day": "2020-01-01"}, "last_day"),
        ({"first_day": "2099-02-01", "last_day": "2099-01-01"}, "last_day"),
        ({"languages": ["de"]}, "languages"),
        ({"bulletin_class": "emergency"}, "bulletin_class"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(data, field):
    made = form(data)
    assert not made.is_valid()
    assert list(made.errors) == [field]


def test_emergency_is_offered_only_where_the_centre_allows_it():
    assert "emergency" not in dict(form().fields["bulletin_class"].choices)
    assert "emergency" in dict(form(emergencies=True).fields["bulletin_class"].choices)


def test_languages_are_asked_about_where_there_is_more_than_one():
    assert not form().offers_languages
    assert form(languages=("vi", "km")).offers_languages
