"""What it costs to ask whose turn it is, with the whole country in the queue."""

import pytest
from django.utils import timezone

from publishing.delivery.lanes import BY_AGE, next_in_line
from publishing.models import Destination
from tests.benchmarks.stopwatch import seconds, tell
from tests.factories.publishing import make_queue, make_release

pytestmark = pytest.mark.django_db
FEW, ALL = 10, 3321
RUNS = 20
# The first that may go is the first of the index: how many stand behind it hardly matters.
AT_MOST_TIMES_FEW = 5


def measure(about: str) -> float:
    took = seconds(lambda: next_in_line(0), times=RUNS)
    aged = seconds(lambda: next_in_line(BY_AGE), times=RUNS)
    tell(f"{about}: by lane {took * 1000:.1f} ms, by age {aged * 1000:.1f} ms")
    return max(took, aged)


def test_the_next_of_the_whole_country_is_found_as_quickly_as_of_ten():
    make_queue(FEW)
    next_in_line(0)
    few = measure(f"{FEW} wait")
    make_queue(ALL)
    many = measure(f"{ALL} wait")

    assert many < few * AT_MOST_TIMES_FEW


def test_those_who_cannot_go_are_passed_over():
    """The dearest case: the whole country urgent, and held; printed only."""
    held = make_queue(ALL, make_release(urgent=True))
    places = [one.destination_id for one in held]
    Destination.objects.filter(pk__in=places).update(held_at=timezone.now())
    free = make_queue(1)

    measure(f"{ALL} held before one that may go")

    assert next_in_line(0) == [free[0].pk]
