"""What readers of a translation will see for its placeholders."""

import pytest
from django.utils.translation import override

from translations.editing.filled import filled_in, meaning_of, sheet_for

FACTS = {"hotline": "1900 9068", "figure:service_points": "1.240 điểm thu", "figure:x": "8,5 %"}


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def said(source: str, language: str = "en") -> list[str]:
    return [one.said for one in filled_in(source, FACTS, language)]


def test_values_stand_as_the_language_writes_them():
    assert said("{{hotline}} {{figure:x}} {{hotline}}") == [
        "Hotline → 1900 9068",
        "Figure “x” → 8.5%",
    ]


def test_a_vietnamese_unit_that_is_left_out_is_told():
    assert said("{{figure:service_points}}") == [
        "Collection points → 1,240 (without its unit “điểm thu”: say it in your language)"
    ]


def test_a_value_that_is_not_there_yet_is_a_remark():
    assert said("{{office_email}}") == ["E-mail → (being updated)"]


def test_conditions_say_what_they_do():
    assert "Hotline" in said("{{if:hotline}}Gọi{{end}}")[0]
    assert meaning_of("end") in said("{{if:hotline}}Gọi{{end}}")[1]


@pytest.mark.django_db
def test_nothing_is_asked_where_nothing_is_quoted(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert sheet_for(None, ["Gọi ngay"]) == {}
