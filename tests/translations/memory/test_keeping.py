import random
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.offices import make_centre, make_province
from tests.factories.sentences import sentences
from tests.factories.users import make_user
from translations.memory import Pair, count_use, keep, suggest, withdraw
from translations.memory.keeping import Kept
from translations.models import MemoryKey, MemoryUnit

pytestmark = pytest.mark.django_db

SOURCE, TARGET = "Đóng đủ 15 năm", "បង់គ្រប់ ១៥ ឆ្នាំ"


def kept(*pairs: Pair, **options) -> Kept:
    return keep(pairs, "km", **{"office": None, "approved": True} | options)


def test_a_pair_is_kept_with_who_and_when_and_from_which_segment():
    user, segment = make_user(), uuid4()
    assert kept(Pair(SOURCE, TARGET, segment), by=user) == Kept(1, 0, 0)
    unit = MemoryUnit.objects.get()
    assert (unit.source, unit.masked, unit.target) == (SOURCE, "Đóng đủ 0 năm", TARGET)
    assert (unit.language, unit.office, unit.approved) == ("km", None, True)
    assert (unit.made_by, unit.segment, unit.used) == (user, segment, 0)


def test_the_same_pair_is_one_unit_whoever_comes_with_it():
    kept(Pair(SOURCE, TARGET, uuid4()))
    assert kept(Pair(f" {SOURCE} ", TARGET, uuid4()), Pair(SOURCE, TARGET)) == Kept(0, 0, 1)
    assert MemoryUnit.objects.count() == 1


def test_each_scope_and_language_has_its_own():
    province, other = make_province(), make_province()
    for office in (None, province, other):
        assert kept(Pair(SOURCE, TARGET), office=office).added == 1
    assert keep([Pair(SOURCE, TARGET)], "rad", office=None, approved=True).added == 1


def test_the_centre_is_everybody_and_a_grassroots_office_its_province():
    centre, province = make_centre(), make_province()
    grassroots = make_province(parent=centre)
    grassroots.level, grassroots.parent = "grassroots", province
    grassroots.save()
    kept(Pair(SOURCE, TARGET), office=centre)
    kept(Pair(SOURCE, TARGET), office=grassroots)
    assert set(MemoryUnit.objects.values_list("office", flat=True)) == {None, province.pk}


def test_what_is_approved_later_is_approved_once_and_never_falls_back():
    assert kept(Pair(SOURCE, TARGET), approved=False) == Kept(1, 0, 0)
    assert kept(Pair(SOURCE, TARGET)) == Kept(0, 1, 0)
    assert kept(Pair(SOURCE, TARGET), approved=False) == Kept(0, 0, 1)
    assert suggest(SOURCE, "km", office=None)[0].approved


def test_what_a_segment_corrects_is_no_longer_approved():
    segment = uuid4()
    kept(Pair(SOURCE, "sai", segment), Pair("Khác hẳn", "khác", segment))
    kept(Pair(SOURCE, TARGET, segment))
    approved = {unit.target: unit.approved for unit in MemoryUnit.objects.all()}
    assert approved == {"sai": False, "khác": True, TARGET: True}
    best, corrected = suggest(SOURCE, "km", office=None)
    assert (best.target, best.quality, corrected.target) == (TARGET, 100, "sai")
    assert not corrected.approved


def test_what_is_withdrawn_is_no_longer_proposed_as_good():
    segment = uuid4()
    kept(Pair(SOURCE, TARGET, segment))
    assert withdraw([segment], "km") == 1
    assert [(one.approved, one.quality) for one in suggest(SOURCE, "km", office=None)] == [
        (False, 74)
    ]
    assert withdraw([segment], "km") == 0


def test_pairs_without_words_on_both_sides_are_passed_over():
    assert kept(Pair("", "x"), Pair("…", "…"), Pair("Năm", "  ")) == Kept(0, 0, 0)


def test_nothing_is_kept_where_something_fails():
    def pairs():
        yield Pair(SOURCE, TARGET)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        keep(pairs(), "km", office=None, approved=True)
    assert not MemoryUnit.objects.exists()


def test_the_number_of_queries_grows_with_hundreds_of_pairs_not_with_pairs():
    def queries(number: int) -> int:
        pairs = [Pair(text, f"{number} {text}", uuid4()) for text in sentences(number)]
        with CaptureQueriesContext(connection) as captured:
            kept(*pairs)
        return len(captured)

    few, many = queries(10), queries(80)
    assert many == few
    assert few <= 10


def test_every_unit_has_its_keys_and_a_deleted_one_leaves_none():
    kept(*[Pair(text, text) for text in random.Random(1).sample(sentences(50), 20)])
    unit = MemoryUnit.objects.earliest("pk")
    assert MemoryKey.objects.filter(unit=unit).exists()
    unit.delete()
    assert not MemoryKey.objects.filter(unit_id=unit.pk).exists()
    assert MemoryKey.objects.values("unit").distinct().count() == 19


def test_uses_are_counted():
    kept(Pair(SOURCE, TARGET))
    (suggestion,) = suggest(SOURCE, "km", office=None)
    count_use(suggestion.unit)
    count_use(suggestion.unit)
    assert MemoryUnit.objects.get().used == 2
