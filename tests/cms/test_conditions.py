"""Sentences that an office without the value does not show, and that leave no trace."""

import re

import pytest

from cms.conditions import KEY, Fault, broken, chosen, keys_in, lacking

KNOWN = {"hotline": "1900 9068", "figure:x": "5"}.get


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Gọi {{if:hotline}}số {{hotline}}{{end}}.", "Gọi số {{hotline}}."),
        ("Gọi {{if:fax}}số {{fax}}{{end}}.", "Gọi."),
        ("Một. {{if:fax}}Hai.{{end}} Ba.", "Một. Ba."),
        ("Một. {{if:hotline}} Hai. {{end}} Ba.", "Một. Hai. Ba."),
        ("{{if:fax}}Hai.{{end}} Ba.", "Ba."),
        ("Một. {{if:fax}}Hai.{{end}}", "Một."),
        ("{{if:fax}}Hai{{end}}", ""),
        ("{{if:figure:x}}Có {{figure:x}}.{{end}}", "Có {{figure:x}}."),
        ("Một {{if:fax}}a{{end}} {{if:fax}}b{{end}} {{if:fax}}c{{end}} hai", "Một hai"),
        ("Một.\n\n{{if:fax}}Hai.{{end}}\n\nBa.", "Một.\n\nBa."),
        ("Một.\n{{if:fax}}Hai.{{end}}\nBa.", "Một.\nBa."),
        ("Một.\n{{if:fax}}Hai.\nHai nữa.{{end}}\nBa.", "Một.\nBa."),
        ("{{if:fax}}Hai.{{end}}\n\nBa.", "Ba."),
        ("Một.\n\n{{if:fax}}Hai.{{end}}", "Một."),
    ],
)
def test_in_plain_text_it_stands_or_leaves_nothing(text, left):
    assert chosen(text, html=False, known=KNOWN) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            '<p data-block-key="a">Gọi {{if:fax}}số <b>{{fax}}{{end}} ngay</b>.</p>',
            '<p data-block-key="a">Gọi <b>ngay</b>.</p>',
        ),
        ("<p>Một</p><p>{{if:fax}}<b>Hai</b> hai{{end}}</p><p>Ba</p>", "<p>Một</p><p>Ba</p>"),
        ("<p><b>{{if:fax}}Một</b> <i>hai{{end}}</i></p>", ""),
        ("<ul><li>{{if:fax}}Một{{end}}</li></ul><p>Hai</p>", "<p>Hai</p>"),
        ("<ul><li>{{if:fax}}Một{{end}}</li><li>Hai</li></ul>", "<ul><li>Hai</li></ul>"),
        ("<p>Một<br/>{{if:fax}}Hai{{end}}<br/>Ba</p>", "<p>Một<br/>Ba</p>"),
        ("<p>Một<br/>{{if:fax}}Hai{{end}}</p>", "<p>Một</p>"),
        (
            '<p>Gọi&nbsp;{{if:fax}}<a href="tel:{{fax}}">số</a>{{end}} ngay</p>',
            "<p>Gọi&nbsp;ngay</p>",
        ),
        ("<p><b>{{if:hotline}}</b>Gọi {{hotline}}.{{end}}</p>", "<p><b></b>Gọi {{hotline}}.</p>"),
        ("<p></p><p>{{if:fax}}Một{{end}}</p>", "<p></p>"),
        ("<p>Một {{if:fax}}hai{{end}}<embed/> ba</p>", "<p>Một <embed/> ba</p>"),
    ],
)
def test_in_rich_text_no_tag_space_or_paragraph_of_it_stays(text, left):
    assert chosen(text, html=True, known=KNOWN) == left


@pytest.mark.parametrize("text", ["Một  hai . {{hotline}} ", "<p> {{fax}} </p>", "{{ {{ x }} }}"])
def test_a_text_without_conditions_is_not_touched(text):
    assert chosen(text, html=True, known=KNOWN) == text
    assert chosen(text, html=False, known=KNOWN) == text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{{if:fax}}Một", Fault.NOT_CLOSED),
        ("Một{{end}}", Fault.NOT_OPENED),
        ("{{if:fax}}a{{if:hotline}}b{{end}}c{{end}}", Fault.NESTED),
        ("<p>{{if:fax}}Một</p><p>hai{{end}}</p>", Fault.CROSSES),
        ('<p><a href="{{if:fax}}">Một</a></p>', Fault.IN_A_TAG),
    ],
)
def test_what_is_not_well_formed_is_named_and_stays_as_it_is_written(text, fault):
    assert [one.fault for one in broken(text, html="<" in text)] == [fault]
    assert chosen(text, html="<" in text, known=KNOWN) == text


def test_what_vanishes_needs_no_value():
    text = "{{hotline}} {{if:fax}}{{fax}} {{office_email}}{{end}} {{if:hotline}}{{bank}}{{end}}"

    assert lacking(text, html=False, known=KNOWN) == ["bank"]


def test_a_condition_that_is_not_well_formed_excuses_nothing():
    assert lacking("{{if:fax}}{{fax}}", html=False, known=KNOWN) == ["fax"]


def test_what_is_tested_counts_as_a_key_of_the_text():
    assert keys_in(["{{if:fax}}a{{end}} {{hotline}} {{fax}}"]) == ["fax", "hotline"]


@pytest.mark.parametrize("key", ["end", "if:hotline", "if:end", "Hotline", "a:b:c"])
def test_what_is_a_mark_of_a_condition_is_no_key(key):
    assert re.fullmatch(KEY, key) is None


@pytest.mark.parametrize("key", ["hotline", "figure:end", "ending", "iffy"])
def test_a_key_may_begin_like_a_mark(key):
    assert re.fullmatch(KEY, key)
    assert keys_in([f"{{{{{key}}}}}"]) == [key]
