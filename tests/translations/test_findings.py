"""What the checks say of a request, with the glossary's terms."""

import pytest

from tests.factories.terms import make_term
from tests.factories.tongues import said
from tests.factories.translations import Booth
from translations import services
from translations.findings import errors_in, findings_of, warnings_in
from translations.services import Draft
from translations.units import rows_in

pytestmark = pytest.mark.django_db


def put(booth, words, text):
    known = booth.seen()
    segment = booth.segment(words).uuid
    draft = Draft(text, known.get(segment, 0))
    services.save_draft(
        request=booth.request(), user=booth.translator, segment=segment, draft=draft
    )


def found(booth, words):
    rows = rows_in(booth.request())
    return findings_of(rows, "km").get(booth.segment(words).uuid)


def test_what_is_right_has_no_findings_and_what_is_empty_is_not_looked_at():
    booth = Booth()
    booth.write("Cách làm")

    assert found(booth, "Cách làm") == ()
    assert found(booth, "Cần nhớ") is None


def test_another_number_is_an_error_and_a_term_of_the_glossary_a_warning():
    make_term("thẻ căn cước", km="អត្តសញ្ញាណប័ណ្ណ")
    booth = Booth()
    put(booth, "4,5%", said("5,4%", "km"))
    put(booth, "thẻ căn cước", said("Mang theo thẻ căn cước", "km"))

    assert [each.id for each in errors_in(found(booth, "4,5%"))] == ["numbers"]
    findings = found(booth, "thẻ căn cước")
    assert (errors_in(findings), [each.id for each in warnings_in(findings)]) == ([], ["glossary"])


def test_a_place_with_little_room_says_how_much_too_long_the_text_is():
    booth = Booth()
    put(booth, "Cần nhớ", "ក" * 130)

    assert [each.id for each in errors_in(found(booth, "Cần nhớ"))] == ["length"]


def test_any_number_of_texts_costs_three_queries(django_assert_max_num_queries):
    make_term("căn cước", km="អត្តសញ្ញាណប័ណ្ណ")
    booth = Booth()
    booth.write()
    rows = rows_in(booth.request())

    with django_assert_max_num_queries(3):
        assert len(findings_of(rows, "km")) > 10
