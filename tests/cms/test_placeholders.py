"""Placeholders take the facts of the office that a text is for."""

import pytest
from django.utils.translation import override

from cms.placeholders import MissingFact, find, missing, resolve, show


def test_every_key_is_found_once_and_in_order():
    text = "Gọi {{ hotline }}, đến {{office_address}}, gọi {{hotline}}: {{figure:bhyt_coverage}}"

    assert find(text) == ["hotline", "office_address", "figure:bhyt_coverage"]


@pytest.mark.parametrize(
    "text", ["{{}}", "{ {hotline} }", "{{Hotline}}", "{{hot line}}", "{{a:b:c}}"]
)
def test_what_only_looks_like_a_placeholder_is_text(text):
    assert find(text) == []
    assert resolve(text, {}, html=False) == text


def test_values_replace_their_keys():
    assert resolve("Gọi {{hotline}}.", {"hotline": "1900 9068"}, html=False) == "Gọi 1900 9068."


def test_a_value_is_escaped_in_html_and_left_alone_in_text():
    facts = {"office_address": "Số 7 <b>A & B</b>"}

    assert resolve("{{office_address}}", facts, html=True) == "Số 7 &lt;b&gt;A &amp; B&lt;/b&gt;"
    assert resolve("{{office_address}}", facts, html=False) == "Số 7 <b>A & B</b>"


def test_a_value_that_holds_a_placeholder_is_not_filled_in_again():
    facts = {"hotline": "{{office_email}}", "office_email": "a@b.example"}

    assert resolve("{{hotline}}", facts, html=False) == "{{office_email}}"


def test_all_missing_keys_are_named_together():
    with pytest.raises(MissingFact) as caught:
        resolve("{{hotline}} {{office_email}} {{figure:x}}", {"hotline": "1"}, html=False)

    assert caught.value.keys == ["office_email", "figure:x"]


def test_an_empty_value_counts_as_missing():
    with pytest.raises(MissingFact):
        resolve("{{hotline}}", {"hotline": ""}, html=False)


def test_readers_see_a_neutral_remark_for_what_is_missing():
    with override("en"):
        assert show("Gọi {{hotline}}", {}, html=False) == "Gọi (being updated)"


def test_a_figure_is_written_as_the_language_of_the_text_writes_it():
    facts = {"figure:x": "1.762.678 người"}

    assert resolve("{{figure:x}}", facts, html=False) == "1.762.678 người"
    assert resolve("{{figure:x}}", facts, html=False, language="en") == "1,762,678"
    assert show("{{figure:x}}", facts, html=False, language="en") == "1,762,678"


def test_a_sentence_without_its_value_is_missed_by_nobody():
    text = "Gọi {{hotline}}. {{if:office_email}}Thư: {{office_email}}.{{end}}"

    assert missing(text, {"hotline": "1"}) == []
    assert resolve(text, {"hotline": "1"}, html=False) == "Gọi 1."
    assert show(text, {"hotline": "1"}, html=False) == "Gọi 1."
    assert resolve(text, {"hotline": "1", "office_email": "a@b"}, html=False) == "Gọi 1. Thư: a@b."


def test_who_approves_sees_every_sentence_and_where_it_stands():
    text = "Gọi {{hotline}}.{{if:office_email}} Thư: {{office_email}}.{{end}}"

    with override("en"):
        shown = show(text, {"hotline": "1"}, html=False, for_approval=True)

    assert shown == ("Gọi 1.(only at offices that have it – E-mail: Thư: (being updated).)")


def test_a_value_that_looks_like_a_condition_is_none():
    facts = {"hotline": "{{if:fax}}", "office_email": "{{end}}"}

    text = "{{hotline}}a{{office_email}}{{if:hotline}}b{{end}}"
    assert resolve(text, facts, html=False) == "{{if:fax}}a{{end}}b"
