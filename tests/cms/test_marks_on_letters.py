"""No letter bears more marks than any language puts on one."""

import unicodedata

import pytest

from cms.marks_on_letters import MOST, without_heaps


@pytest.mark.parametrize(
    "text",
    ["Bảo hiểm xã hội", unicodedata.normalize("NFD", "Người lao động"), "ភាសាខ្មែរ", "ꨌꩌ", "👩🏽‍⚕️"],
)
def test_what_people_write_stays(text):
    assert without_heaps(text) == text


def test_a_heap_of_marks_ends():
    heap = "e" + "\u0323\u0302" * 300

    assert without_heaps(f"a{heap}b{heap}") == f"a{heap[: MOST + 1]}b{heap[: MOST + 1]}"
