import pytest

from translations.memory import Pair, keep
from translations.memory.keys import Lookup
from translations.memory.tables import add, remove, units_under
from translations.models import MemoryKey, MemoryUnit

pytestmark = pytest.mark.django_db


def test_of_a_key_the_newest_units_are_read_and_no_more_than_asked_for():
    add((7, unit) for unit in range(1, 50))
    add([(8, 3)])
    assert units_under([Lookup(7, 3, 1), Lookup(8, 3, 1), Lookup(9, 3, 1)]) == [
        *((7, 49), (7, 48), (7, 47)),
        (8, 3),
    ]


def test_very_many_keys_are_asked_for_in_several_questions():
    add((key, 1) for key in range(1000))
    assert len(units_under([Lookup(key, 5, 1) for key in range(1000)])) == 1000


def test_a_row_that_is_there_is_added_once():
    add([(7, 1), (7, 1)])
    add([(7, 1)])
    assert MemoryKey.objects.count() == 1


def test_rows_of_other_units_stay():
    keep([Pair("Lương hưu", "a"), Pair("Lương hưu", "b")], "km", office=None, approved=True)
    one, other = MemoryUnit.objects.order_by("pk")
    keys = [(row.key, row.unit_id) for row in MemoryKey.objects.filter(unit=one)]
    remove(keys)
    assert not MemoryKey.objects.filter(unit=one).exists()
    assert MemoryKey.objects.filter(unit=other).count() == len(keys)
