"""What memory and machine propose, as the screen gets it."""

import pytest

from tests.factories.translations import Booth
from translations import memory
from translations.editing import suggestions

pytestmark = pytest.mark.django_db
DUMMY = "translations.machine.dummy.Dummy"


def kept(booth, source, target, *, approved=True):
    pairs = [memory.Pair(source, target)]
    memory.keep(pairs, "km", office=booth.office, approved=approved)


def test_other_numbers_are_put_in_and_the_difference_is_shown():
    booth = Booth(lead="Từ năm nay phải đóng đủ 15 năm mới được hưởng.")
    kept(booth, "Từ năm nay phải đóng đủ 20 năm mới được hưởng.", "ត្រូវបង់ 20 ឆ្នាំ")

    (one,) = suggestions.from_memory(booth.request(), booth.segment("15 năm"))

    assert (one["target"], one["quality"], one["numbers"]) == ("ត្រូវបង់ 15 ឆ្នាំ", 100, True)
    assert "20" in one["difference"]
    assert one["approved"]
    assert one["unit"]


def test_what_nobody_approved_is_told_apart():
    booth = Booth()
    kept(booth, "Bấm nộp.", "ចុច", approved=False)

    (one,) = suggestions.from_memory(booth.request(), booth.segment("Bấm nộp"))

    assert not one["approved"]
    assert one["quality"] < memory.GOOD


def test_a_machine_says_whose_draft_it_is(settings):
    settings.LOA_MACHINE_TRANSLATION = DUMMY
    booth = Booth()

    found = suggestions.from_machine(booth.request(), booth.segment("Bấm nộp"))

    (one,) = found["machine"]
    assert "Bấm nộp" in one["target"]
    assert one["note"]
    assert found["problem"] == ""
    assert suggestions.has_machine()


def test_without_an_engine_it_says_why_there_is_nothing(settings):
    settings.LOA_MACHINE_TRANSLATION = ""
    booth = Booth()

    found = suggestions.from_machine(booth.request(), booth.segment("Bấm nộp"))

    assert found["machine"] == []
    assert found["problem"]
    assert not suggestions.has_machine()
