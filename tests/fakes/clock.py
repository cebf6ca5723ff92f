"""The clock on the wall in Vietnam, set by a test. The database's own clock goes on by itself."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2027, 3, 1, 9, 0, tzinfo=VIETNAM)


class Clock:
    """`clock.set("23:59")` on the same day, `clock.forward(days=1)`; begins on a Monday at nine."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = MONDAY
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)

    @property
    def today(self):
        return self.now.date()

    def day(self, days: int):
        """The day that many days from now."""
        return self.today + timedelta(days=days)

    def set(self, clock: str) -> None:
        hour, minute = map(int, clock.split(":"))
        self.now = self.now.replace(hour=hour, minute=minute)

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)
