import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.offices import make_province
from tests.factories.translation_files import make_unit
from translations.memory.searching import A_PAGE, search, units_for

pytestmark = pytest.mark.django_db


def found(words="", **asked) -> set[str]:
    asked = {"language": "km", "office": None} | asked
    return {unit.source for unit in search(units_for(words=words, **asked), 1).units}


def test_words_are_found_on_either_side_whatever_their_case():
    make_unit("Đóng đủ 15 năm", "បង់ ១៥"), make_unit("Nghỉ thai sản", "សម្រាក")
    assert found("đóng") == {"Đóng đủ 15 năm"}
    assert found("Thai sản") == {"Nghỉ thai sản"}
    assert found("សម្រាក") == {"Nghỉ thai sản"}
    assert found("100%_") == set()


def test_each_scope_language_and_state_is_looked_at_alone():
    office = make_province()
    make_unit("Một", "x"), make_unit("Hai", "y", office=office)
    make_unit("Ba", "z", approved=False), make_unit("Bốn", "t", language="rad")
    assert found() == {"Một", "Ba"}
    assert found(office=office) == {"Hai"}
    assert found(approved=True) == {"Một"}
    assert found(approved=False) == {"Ba"}
    assert found(language="rad") == {"Bốn"}


def test_a_long_list_comes_in_pages_with_one_query():
    for number in range(A_PAGE + 1):
        make_unit(f"Câu số {number}", f"x{number}")
    with CaptureQueriesContext(connection) as done:
        first = search(units_for(language="km", office=None), 1)
    assert (len(first.units), first.more, len(done)) == (A_PAGE, True, 1)
    last = search(units_for(language="km", office=None), 2)
    assert (len(last.units), last.more) == (1, False)
