import pytest
from lxml import etree

from translations.memory.tmx_inline import Numbering, fill


def written(text: str) -> etree._Element:
    seg = etree.Element("seg")
    fill(seg, text)
    return etree.fromstring(etree.tostring(seg))


@pytest.mark.parametrize(
    "text",
    [
        "không có gì",
        "⟨1⟩Gọi⟨/1⟩ {{hotline}}⟨2/⟩ ngay",
        "⟨1⟩đậm ⟨2⟩nghiêng⟨/2⟩⟨/1⟩",
        "⟨1⟩lệch ⟨2⟩nhau⟨/1⟩⟨/2⟩",
        "⟨1⟩một⟨/1⟩ ⟨1⟩hai⟨/1⟩",
        '⟨/3⟩ chỉ đóng & <b> ]]> "',
        "⟨1/2⟩ không phải dấu ⟨⟩",
    ],
)
def test_every_text_comes_back_as_it_was(text):
    assert Numbering().text_of(written(text)) == text


def test_marks_are_the_elements_that_other_programs_protect():
    seg = written("⟨1⟩Gọi⟨/1⟩ {{hotline}}⟨2/⟩")
    assert [child.tag for child in seg] == ["bpt", "ept", "ph", "ph"]
    assert [child.get("i") for child in seg][:2] == ["1", "1"]
    assert [child.tag for child in written("⟨1⟩chưa đóng")] == ["it"]


def test_codes_of_other_programs_become_marks_that_are_the_same_on_both_sides():
    numbering = Numbering()
    source = etree.fromstring(
        '<seg>A <bpt i="1" x="7">&lt;b&gt;</bpt>b<ept i="1">&lt;/b&gt;</ept> <ph x="8">{0}</ph>'
        "<hi>c<ph>&lt;br/&gt;</ph></hi></seg>"
    )
    target = etree.fromstring(
        '<seg><ph x="8">{0}</ph> <bpt i="2" x="7">&lt;b&gt;</bpt>x<ept i="2">&lt;/b&gt;</ept></seg>'
    )
    assert numbering.text_of(source) == "A ⟨1⟩b⟨/1⟩ ⟨2/⟩c⟨3/⟩"
    assert numbering.text_of(target) == "⟨2/⟩ ⟨1⟩x⟨/1⟩"
