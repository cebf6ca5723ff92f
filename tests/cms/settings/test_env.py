"""Settings read from the environment."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings import env


def test_one_length_holds_for_all_and_a_named_one_for_its_step(monkeypatch):
    monkeypatch.setenv("LENGTH", "36, leader:8,policy_reviewer:1.5")

    assert env.hours("LENGTH", "24") == {
        "": timedelta(hours=36),
        "leader": timedelta(hours=8),
        "policy_reviewer": timedelta(hours=1.5),
    }


def test_without_a_length_for_all_a_day_holds(monkeypatch):
    monkeypatch.setenv("LENGTH", "leader:8")

    assert env.hours("LENGTH", "24")[""] == timedelta(hours=24)


def test_days_off_are_days(monkeypatch):
    monkeypatch.setenv("DAYS", "2027-02-05,2027-02-08")

    assert env.days("DAYS") == {date(2027, 2, 5), date(2027, 2, 8)}


@pytest.mark.parametrize(
    ("read", "value"), [("hours", "soon"), ("hours", "leader:"), ("days", "Tết")]
)
def test_what_cannot_be_read_is_named(monkeypatch, read, value):
    monkeypatch.setenv("SETTING", value)

    with pytest.raises(ImproperlyConfigured, match="SETTING"):
        env.hours("SETTING", "1") if read == "hours" else env.days("SETTING")
