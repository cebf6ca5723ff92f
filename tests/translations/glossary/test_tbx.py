from io import BytesIO

import pytest
from lxml import etree

from translations.exchange.problems import Refused
from translations.glossary import tbx
from translations.glossary.entries import TermEntry, Wording

ENTRIES = (
    TermEntry(
        "bảo hiểm xã hội",
        ("BHXH",),
        "Định nghĩa & <hơn>\nhai dòng",
        "ghi chú",
        "chung",
        (
            Wording("km", "ធានា", ("ក", "ខ"), ("គ",), "nghe"),
            Wording("cjm-cham", "", ("ꨔ",), ()),
            Wording("rad", "", (), ("sai",)),
        ),
    ),
    TermEntry("quỹ"),
)
OLD = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="vi"><martifHeader/><text><body>
<termEntry id="1"><descripGrp><descrip type="subjectField">hưu</descrip></descripGrp>
<langSet xml:lang="vi-VN"><descripGrp><descrip type="definition">Tiền</descrip></descripGrp>
<tig><term>lương hưu</term></tig><ntig><termGrp><term>hưu trí</term></termGrp></ntig></langSet>
<langSet xml:lang="khm"><ntig><termGrp><term>ក</term>
<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termGrp></ntig>
<tig><term>ខ</term></tig><tig><term>គ</term></tig></langSet>
</termEntry></body></text></martif>"""
DCT = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min"
xmlns:basic="http://www.tbxinfo.net/ns/basic" type="TBX-Basic" style="dct" xml:lang="vi"><text><body>
<conceptEntry id="1"><min:subjectField>hưu</min:subjectField><basic:definition>Tiền</basic:definition>
<langSec xml:lang="vi"><termSec><term>lương hưu</term></termSec></langSec>
<langSec xml:lang="km"><termSec><term>ក</term>
<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec></langSec>
</conceptEntry></body></text></tbx>"""


def read(text: str | bytes, *languages: str):
    content = text.encode() if isinstance(text, str) else text
    return tbx.read(BytesIO(content), languages or None)


def written() -> bytes:
    file = BytesIO()
    assert tbx.write(ENTRIES, file) == len(ENTRIES)
    return file.getvalue()


def test_what_is_written_comes_back_as_it_was():
    collector = read(written())
    assert collector.problems == []
    assert collector.entries() == ENTRIES


def test_what_is_written_is_tbx_basic():
    root = etree.fromstring(written())
    assert root.tag == "{urn:iso:std:iso:30042:ed-2}tbx"
    assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")
    assert all(len(section.findall("{*}termSec")) for section in root.iter("{*}langSec"))
    statuses = {note.text for note in root.iter("{*}termNote")}
    assert statuses == {f"{name}Term-admn-sts" for name in ("preferred", "admitted", "deprecated")}


def test_the_edition_before_is_read_too():
    collector = read(OLD)
    assert collector.problems == []
    wording = Wording("km", "ខ", ("គ",), ("ក",))
    assert collector.entries() == (
        TermEntry("lương hưu", ("hưu trí",), "Tiền", "", "hưu", (wording,)),
    )


def test_the_other_style_is_read_too():
    assert read(DCT).entries() == (
        TermEntry("lương hưu", (), "Tiền", "", "hưu", (Wording("km", "", (), ("ក",)),)),
    )


def test_a_concept_without_vietnamese_or_in_an_unknown_language_is_told():
    collector = read(OLD.replace("vi-VN", "xx"))
    assert len(collector.problems) == 2
    assert collector.entries() == ()
    assert read(OLD.replace("khm", "xx"), "km").problems == []


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<html/>",
        OLD[:-30],
        OLD.replace('"TBXBasiccoreStructV02.dtd"', '"x" [<!ENTITY a "b">]'),
        OLD.replace("Tiền", "&money;"),
    ],
)
def test_what_is_no_whole_harmless_tbx_is_refused(content):
    with pytest.raises(Refused):
        read(content)
