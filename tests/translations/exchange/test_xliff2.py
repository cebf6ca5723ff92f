import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from lxml import etree

from tests.translations.exchange.any_unit import unit_files
from tests.translations.exchange.pages import PAGE, by_id, told
from tests.translations.exchange.schemas import assert_valid
from tests.translations.exchange.test_writing import CASES
from translations.exchange import Format, read, write
from translations.unit import State

SCHEMA = "xliff-core-2.0.xsd"
NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
X = f"{{{NAMESPACE}}}"
FILE = write(PAGE, Format.XLIFF2)


def edited(change):
    root = ET.fromstring(FILE)
    change({unit.get("id"): unit for unit in root.iter(f"{X}unit")})
    return ET.tostring(root, encoding="utf-8")


def with_segments(unit, xml):
    """The unit with other segments."""
    for segment in unit.findall(f"{X}segment"):
        unit.remove(segment)
    unit.extend(ET.fromstring(f"<u xmlns='{NAMESPACE}'>{xml}</u>"))


@given(unit_file=unit_files())
@CASES
def test_every_file_passes_the_schema_of_oasis(unit_file):
    assert_valid(write(unit_file, Format.XLIFF2), SCHEMA)


@given(unit_file=unit_files())
@CASES
def test_another_library_loses_nothing(unit_file):
    again = ET.tostring(ET.fromstring(write(unit_file, Format.XLIFF2)), encoding="utf-16")
    assert read(again, name="page").unit_file == unit_file


def test_marks_refer_to_the_tags_that_they_stand_for():
    unit = etree.fromstring(FILE).find(f".//{X}unit[@id='u1']")
    pair = unit.find(f".//{X}source/{X}pc")
    (data,) = unit.findall(f"{X}originalData/{X}data")
    assert (pair.get("dataRefStart"), pair.get("canDelete")) == (data.get("id"), "no")
    assert data.text == "<b>"


def test_a_unit_that_a_program_divided_is_put_together():
    xml = (
        '<segment state="final"><source>Mức đóng <sc id="1"/>8%</source>'
        '<target>អត្រា <sc id="1"/>៨%</target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment state="translated"><source><ec startRef="1"/>mỗi tháng</source>'
        '<target><ec startRef="1"/> រាល់ខែ</target></segment>'
    )
    again = read(edited(lambda units: with_segments(units["u5"], xml)), name="page")
    unit = by_id(again.unit_file)["u5"]
    assert unit.source == "Mức đóng ⟨1⟩8% ⟨/1⟩mỗi tháng"
    assert unit.target == "អត្រា ⟨1⟩៨% ⟨/1⟩ រាល់ខែ"
    assert unit.state is State.TRANSLATED


def test_segments_stand_in_the_order_of_the_translation():
    xml = (
        '<segment><source>Có, </source><target order="2">teah</target></segment>'
        '<segment><source>không</source><target order="1">te, </target></segment>'
    )
    again = read(edited(lambda units: with_segments(units["u5"], xml)), name="page")
    assert by_id(again.unit_file)["u5"].target == "te, teah"


def test_a_unit_of_which_a_part_is_translated_is_reported():
    xml = (
        "<segment><source>Có. </source><target>teah</target></segment>"
        "<segment><source>Không.</source></segment>"
    )
    again = read(edited(lambda units: with_segments(units["u5"], xml)), name="page")
    assert "part" in told(again)["u5"]
    assert "u5" not in by_id(again.unit_file)


@pytest.mark.parametrize(
    ("state", "substate", "wanted"),
    [
        ("final", None, State.APPROVED),
        ("initial", "loa:stale", State.STALE),
        ("initial", "acme:unsure", State.DRAFT),
        ("initial", None, State.TRANSLATED),
        ("translated", "loa:draft", State.TRANSLATED),
    ],
)
def test_the_state_is_what_the_program_made_of_it(state, substate, wanted):
    extra = f' subState="{substate}"' if substate else ""
    xml = f'<segment state="{state}"{extra}><source>Có</source><target>teah</target></segment>'
    again = read(edited(lambda units: with_segments(units["u5"], xml)), name="page")
    assert by_id(again.unit_file)["u5"].state is wanted


def test_a_character_that_xml_cannot_hold_is_read_as_the_standard_writes_it():
    xml = (
        '<segment><source>Có<cp hex="000B"/></source><target>teah<cp hex="zz"/></target></segment>'
    )
    unit = by_id(
        read(edited(lambda units: with_segments(units["u5"], xml)), name="page").unit_file
    )["u5"]
    assert (unit.source, unit.target) == ("Có\x0b", "teah")


def test_a_translation_without_its_mark_is_reported():
    source = 'Có <pc id="1">8</pc>'
    xml = f"<segment><source>{source}</source><target>teah 8</target></segment>"
    again = read(edited(lambda units: with_segments(units["u5"], xml)), name="page")
    assert "⟨1⟩" in told(again)["u5"]


def test_a_renumbered_mark_is_reported():
    xml = '<segment><source>Có <ph id="1"/></source><target>teah <ph id="x7"/></target></segment>'
    again = read(edited(lambda units: with_segments(units["u5"], xml)), name="page")
    assert told(again).keys() == {"u5"}
