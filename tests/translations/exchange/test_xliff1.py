import xml.etree.ElementTree as ET
from xml.dom import minidom

import pytest
from hypothesis import given
from lxml import etree

from tests.translations.exchange.any_unit import unit_files
from tests.translations.exchange.pages import FRESH, PAGE, by_id, told
from tests.translations.exchange.schemas import assert_valid
from tests.translations.exchange.test_writing import CASES
from translations.exchange import Format, read, write
from translations.unit import State

SCHEMA = "xliff-core-1.2-strict.xsd"
X = "{urn:oasis:names:tc:xliff:document:1.2}"
FILE = write(PAGE, Format.XLIFF1)


def edited(change):
    """The file after another library has read it, changed it and written it."""
    root = ET.fromstring(FILE)
    change({unit.get("id"): unit for unit in root.iter(f"{X}trans-unit")})
    return ET.tostring(root, encoding="utf-8")


def translated(unit, content, **attributes):
    target = ET.SubElement(unit, f"{X}target", attributes)
    target.extend(ET.fromstring(f"<t xmlns='{X[1:-1]}'>{content}</t>"))
    target.text = ET.fromstring(f"<t xmlns='{X[1:-1]}'>{content}</t>").text
    return target


@given(unit_file=unit_files())
@CASES
def test_every_file_passes_the_schema_of_oasis(unit_file):
    assert_valid(write(unit_file, Format.XLIFF1), SCHEMA)


@given(unit_file=unit_files())
@CASES
def test_another_library_loses_nothing(unit_file):
    again = ET.tostring(ET.fromstring(write(unit_file, Format.XLIFF1)), encoding="utf-16")
    assert read(again, name="page").unit_file == unit_file


def test_minidom_loses_nothing():
    again = minidom.parseString(FILE).toxml(encoding="utf-8")
    assert read(again, name="page").unit_file == PAGE


def test_marks_and_placeholders_are_inline_elements():
    root = etree.fromstring(FILE)
    assert root.find(f".//{X}trans-unit[@id='u1']/{X}source/{X}g").get("ctype") == "bold"
    placeholder, line = root.findall(f".//{X}trans-unit[@id='u2']/{X}source/{X}x")
    assert (placeholder.get("equiv-text"), line.get("ctype")) == ("{{hotline}}", "lb")
    assert "⟨" not in FILE.decode()


def test_the_text_before_the_change_comes_with_what_was_made_from_it():
    root = etree.fromstring(FILE)
    old = root.find(f".//{X}trans-unit[@id='u3']/{X}alt-trans")
    assert [child.text for child in old] == ["Sau 15 năm", "ក្រោយ ១៥ ឆ្នាំ"]


@pytest.mark.parametrize(
    ("content", "attributes"),
    [
        ('អត្រា <g id="1">៨%</g> រាល់ខែ', {}),
        ('អត្រា <bpt id="1">&lt;b&gt;</bpt>៨%<ept id="1">&lt;/b&gt;</ept> រាល់ខែ', {}),
        ('អត្រា <bx id="9" rid="1"/>៨%<ex id="10" rid="1"/> រាល់ខែ', {"state": "new"}),
        ('<mrk mtype="seg" mid="0">អត្រា <g id="1">៨%</g></mrk> រាល់ខែ', {"state": "translated"}),
    ],
)
def test_each_way_in_which_programs_write_a_pair_is_understood(content, attributes):
    again = read(edited(lambda units: translated(units["u1"], content, **attributes)), name="page")
    unit = by_id(again.unit_file)["u1"]
    assert (unit.target, unit.state, again.problems) == (FRESH, State.TRANSLATED, ())


def test_a_code_that_a_program_took_away_is_reported_and_the_rest_taken():
    def change(units):
        code = units["u2"].find(f"{X}target/{X}x")
        units["u2"].find(f"{X}target").remove(code)

    again = read(edited(change), name="page")
    assert "{{hotline}}" in told(again)["u2"]
    assert by_id(again.unit_file).keys() == {"u1", "u3", "u4", "u5", "u6"}


def test_a_placeholder_that_was_edited_is_reported():
    def change(units):
        units["u2"].find(f"{X}target/{X}x").set("equiv-text", "{{hotlin}}")

    assert "{{hotline}}" in told(read(edited(change), name="page"))["u2"]


def test_states_of_other_programs_are_understood():
    def change(units):
        units["u2"].find(f"{X}target").set("state", "needs-l10n")
        units["u3"].find(f"{X}target").set("state", "signed-off")

    units = by_id(read(edited(change), name="page").unit_file)
    assert (units["u2"].state, units["u3"].state) == (State.DRAFT, State.REVIEWED)


def test_a_collection_of_several_documents_is_refused():
    root = ET.fromstring(FILE)
    root.append(root[0])
    again = read(ET.tostring(root), name="many.xlf")
    assert again.unit_file is None
    assert again.problems[0].where == "many.xlf"
