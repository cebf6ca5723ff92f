"""Placeholders that are not as they should be are told of with their place."""

import json

import pytest
from django.utils.translation import override

from cms.placeholder_problems import filled_places, malformed, missing_at, troubles_of


def content(title="Thẻ", lead="Một câu.", *paragraphs):
    body = [
        {"type": "paragraph", "value": text, "id": f"p{n}"} for n, text in enumerate(paragraphs)
    ]
    return {"title": title, "lead": lead, "body": json.dumps(body)}


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def test_each_place_needs_only_what_its_own_sentences_leave():
    places = filled_places(
        content("Thẻ", "{{if:fax}}{{fax}}{{end}}", "<p>{{hotline}} {{if:bank}}{{bank}}{{end}}</p>")
    )

    assert missing_at(places, {"hotline": "1"}) == []
    assert missing_at(places, {"bank": "1"}) == ["hotline"]


def test_an_end_in_another_paragraph_is_told_with_the_words_that_stand_there():
    places = filled_places(content("Thẻ", "Câu", "<p>Gọi {{if:fax}}fax</p><p>ngay{{end}}</p>"))

    (told,) = malformed(places)
    assert told.startswith("Paragraph (“Gọi {{if:fax}}fax")
    assert "ends in another paragraph" in told


def test_braces_that_are_no_placeholder_are_told_of():
    assert "“{{Hotline}}” is no placeholder" in troubles_of("Gọi {{Hotline}}", html=False)[0]


@pytest.mark.parametrize(
    "lead", ["{{if:fax}}Gọi {{fax}}.{{end}}", " {{if:a}}b{{end}} {{if:c}}d{{end}}"]
)
def test_a_lead_that_may_vanish_as_a_whole_is_told_of(lead):
    (told,) = malformed(filled_places(content("Thẻ", lead)))

    assert told.startswith("Lead: it stands within a condition as a whole")


def test_well_formed_texts_have_no_troubles():
    assert list(malformed(filled_places(content("Thẻ {{hotline}}", "{{if:fax}}a{{end}} b")))) == []
