from datetime import timedelta

from django.utils import timezone

from publishing.airing.days import problems_of_days
from publishing.channel import Post


def codes(days, planned=None):
    last = (timezone.localdate() + timedelta(days=days)).isoformat()
    posts = [None, Post(), Post(extra={"last_day": last})]
    return [one.code for one in problems_of_days(posts, planned)]


def test_a_bulletin_whose_days_are_over_is_not_submitted():
    assert codes(-1) == ["airing_over"]
    assert codes(0) == []


def test_the_day_of_going_out_counts():
    assert codes(2, timezone.now() + timedelta(days=3)) == ["airing_over"]
    assert codes(3, timezone.now() + timedelta(days=3)) == []
