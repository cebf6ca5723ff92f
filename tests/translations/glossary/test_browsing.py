import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.terms import make_term
from translations.glossary.browsing import A_PAGE, browse

pytestmark = pytest.mark.django_db


def found(**asked) -> list[str]:
    return [row.term.headword for row in browse(**asked).rows]


def test_a_term_is_found_without_marks_by_any_of_its_forms():
    make_term("bảo hiểm y tế", "BHYT", km="ធានារ៉ាប់រង")
    make_term("lương hưu", km="សោធន")
    assert found(words="bao hiem") == ["bảo hiểm y tế"]
    assert found(words="bhyt") == ["bảo hiểm y tế"]
    assert found(words="សោធន") == ["lương hưu"]
    assert found(words="không có") == []


def test_what_has_no_form_in_a_language_yet_is_listed():
    make_term("một", km="x"), make_term("hai", rad="y")
    assert found(language="km", missing=True) == ["hai"]


def test_pages_end_where_terms_do():
    for number in range(A_PAGE + 1):
        make_term(f"từ {number:03}")
    assert len(found()) == A_PAGE
    assert found(page=2) == found(page=99) == [f"từ {A_PAGE:03}"]


def test_many_terms_take_as_many_queries_as_few():
    make_term("một", km="x")
    with CaptureQueriesContext(connection) as few:
        browse(language="km")
    for number in range(30):
        make_term(f"từ {number}", km="x", rad="y")
    with CaptureQueriesContext(connection) as many:
        browse(language="km")
    assert len(many) == len(few) <= 2
