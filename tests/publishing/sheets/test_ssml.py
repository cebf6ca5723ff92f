"""SSML 1.1: well-formed, of an allow-list, and saying what was approved."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.script.model import Paragraph, Piece, Role, Script, Sentence
from publishing.sheets.ssml import NAMESPACE, InvalidSsml, said_in, ssml, validate
from tests.factories.announcing import DOCUMENT, long_script, script_of, sheet_with
from tests.factories.scripts import SAMPLES

FRAME = '<speak version="1.1" xmlns="{ns}" xml:lang="vi">{body}</speak>'
HEAD = '<?xml version="1.0"?>'


def elements(made, name):
    return list(ElementTree.fromstring(made).iter(f"{{{NAMESPACE}}}{name}"))


def test_both_forms_are_kept_and_the_said_one_is_spoken():
    made = ssml(sheet_with())
    pairs = [(one.text, one.get("alias")) for one in elements(made, "sub")]
    assert DOCUMENT in pairs
    assert said_in(made) == [one.said for one in sheet_with().script.sentences]


def test_it_is_in_the_namespace_of_the_recommendation_with_its_language():
    made = ssml(sheet_with(long_script(2, 5, "km")))
    assert made.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<speak xmlns=")
    root = ElementTree.fromstring(made)
    assert root.get("version") == "1.1"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "km-VN"


def test_pauses_stand_between_sentences_and_paragraphs_and_slots_are_marked():
    made = ssml(sheet_with())
    assert [one.get("time") for one in elements(made, "break")].count("1500ms") == 4
    assert [one.get("time") for one in elements(made, "break")].count("800ms") == 4
    assert [one.get("name") for one in elements(made, "mark")] == ["slot-30"]


def test_the_code_of_the_words_goes_with_them():
    sheet = sheet_with()
    found = {one.get("name"): one.get("content") for one in elements(ssml(sheet), "meta")}
    assert found == {"title": sheet.title, "text-sha256": sheet.text_hash}


@pytest.mark.parametrize("language", SAMPLES)
def test_every_language_is_spoken_as_it_stands(language):
    script = long_script(3, 6, language)
    assert said_in(ssml(sheet_with(script))) == [one.said for one in script.sentences]


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1, max_size=4), st.text())
def test_whatever_stands_in_a_text_it_stays_valid(pairs, title):
    pieces = tuple(Piece(written, said) for written, said in pairs)
    script = Script("vi", (Paragraph(Role.TEXT, (Sentence(pieces),)),))
    validate(ssml(sheet_with(script, title=title)))


@pytest.mark.parametrize(
    "nasty",
    [
        "</s></p><evil/>",
        "&amp; & &#0; &#x1F;",
        "]]> <![CDATA[x]]>",
        "<!-- x -->",
        "a\x00b\x1f",
        "\ufffe",
    ],
)
def test_nasty_texts_are_only_words(nasty):
    pieces = (Piece(nasty, nasty), Piece(nasty, "hai"), Piece("hai", nasty))
    script = Script("vi", (Paragraph(Role.TEXT, (Sentence(pieces),)),))
    made = ssml(sheet_with(script, title=nasty))
    assert elements(made, "evil") == []
    assert len(said_in(made)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "<audio src='http://example.vn/x.mp3'/>",
        "<p><s>a</s><lexicon uri='x'/></p>",
        "<p><s onload='x'>a</s></p>",
        "<p><s><sub>a</sub></s></p>",
        "<p><s><sub alias=' '>a</sub></s></p>",
        "<p><break time='1s'/></p>",
        "<p><break/></p>",
        "<s>a</s>",
        "<p>a</p>",
        "a",
        "<p><s>a</s>b</p>",
        "<p xmlns='urn:x'/>",
        "<p><s>a</p></s>",
    ],
)
def test_what_no_file_of_ours_holds_is_refused(body):
    with pytest.raises(InvalidSsml):
        validate((HEAD + FRAME.format(ns=NAMESPACE, body=body)).encode())


@pytest.mark.parametrize(
    "made",
    [
        f'<!DOCTYPE speak [<!ENTITY x "y">]>{FRAME.format(ns=NAMESPACE, body="")}',
        '<speak version="1.1" xml:lang="vi"/>',
        f'<speak version="1.0" xmlns="{NAMESPACE}" xml:lang="vi"/>',
        f'<speak version="1.1" xmlns="{NAMESPACE}"/>',
        "",
    ],
)
def test_what_is_no_ssml_is_refused(made):
    with pytest.raises(InvalidSsml):
        validate(made.encode())


def test_an_empty_script_is_valid():
    assert said_in(ssml(sheet_with(script_of(paragraphs=())))) == []
