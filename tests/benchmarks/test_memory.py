"""A suggestion from a small memory, and from a large one.

On the database that the tests run on: `make bench` runs it on SQLite and, where PostgreSQL is
installed, on PostgreSQL too.
"""

import random
from statistics import median

import pytest
from django.db import connection

from tests.benchmarks.stopwatch import seconds, tell
from tests.factories.sentences import edited, in_bulk
from translations.memory import Pair, keep, suggest
from translations.models import MemoryUnit

pytestmark = pytest.mark.django_db

FEW, MANY = 2_000, 200_000
QUESTIONS, TIMES = 60, 4
AT_MOST_TIMES = 3


def filled(start: int, end: int) -> float:
    """Seconds that it took to keep these units."""
    texts = in_bulk(end)
    pairs = (Pair(text, f"{number} {text}") for number, text in enumerate(texts) if number >= start)
    taken = seconds(lambda: keep(pairs, "km", office=None, approved=True))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as autovacuum does it; nothing rests on it for long
    return taken


def questions() -> list[str]:
    """Edited sentences of which both memories hold what they were made from."""
    chance, texts = random.Random(7), list(in_bulk(FEW))
    return [edited(chance.choice(texts), chance, times=2) for _number in range(QUESTIONS)]


def asked() -> float:
    """Of one question, as most are: the median of the quickest answers, for others use the machine."""
    return median(
        min(seconds(lambda: suggest(text, "km", office=None)) for _time in range(TIMES))  # noqa: B023
        for text in questions()
    )


def test_a_suggestion_from_a_large_memory_takes_little_longer_than_from_a_small_one():
    filled(0, FEW)
    of_few = asked()
    filling = filled(FEW, MANY)
    of_many = asked()

    tell(
        f"a suggestion on {connection.vendor}: {of_few * 1000:.1f} ms from {FEW} units, "
        f"{of_many * 1000:.1f} ms from {MANY}, {of_many / of_few:.1f} times; "
        f"keeping {MANY - FEW} units took {filling:.0f} s"
    )
    assert MemoryUnit.objects.count() == MANY
    assert of_many < of_few * AT_MOST_TIMES
