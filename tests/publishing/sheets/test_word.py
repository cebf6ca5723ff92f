"""The sheet as a Word file, opened again."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from publishing.script.model import Role
from publishing.sheets.printed import printed
from publishing.sheets.word import LARGE, docx
from tests.factories.announcing import long_script, script_of, sheet_with
from tests.factories.scripts import SAMPLES


def opened(script=None, **fields):
    return Document(BytesIO(docx(printed(sheet_with(script, **fields)))))


def text_of(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def sentences_of(document):
    return [one for one in document.paragraphs if one.paragraph_format.keep_together]


def test_it_holds_what_the_printed_sheet_holds():
    whole = text_of(opened(script_of(notes=("Không đọc: ảnh (2).",))))
    for words in (
        "Tăng mức hỗ trợ đóng BHXH tự nguyện",
        "Hoàng Thị Mai, Giám đốc, 09:30 20/11/2026",
        "[68/KH-BHXH] số sáu mươi tám của Bảo hiểm xã hội, mức",
        "✂ hết 30 giây",
        "Từ khó: xem trước khi đọc",
        "Không đọc: ảnh (2).",
        "Lãnh đạo xã duyệt phát",
    ):
        assert words in whole, words


def test_word_may_break_no_page_within_a_sentence():
    document = opened()
    assert len(sentences_of(document)) == len(sheet_with().script.sentences)


def test_word_tells_the_end_on_the_page_of_the_last_sentence():
    lines = opened(seconds=200).paragraphs
    end = next(at for at, line in enumerate(lines) if "Hết bản tin" in line.text)
    assert lines[end - 1].paragraph_format.keep_with_next


def test_what_is_said_is_large_for_every_script():
    for language in ("vi", "km"):
        for line in sentences_of(opened(long_script(2, 5, language))):
            run = line.runs[0]
            assert run.font.size.pt == LARGE
            assert run._r.rPr.find(qn("w:szCs")).get(qn("w:val")) == str(2 * LARGE)


def test_pages_are_numbered_and_carry_the_code_of_the_words():
    document = opened()
    foot = document.sections[0].footer.paragraphs[0]
    assert sheet_with().text_hash[:12] in foot.text
    fields = [one.get(qn("w:instr")) for one in foot._p.findall(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_emergency_is_white_on_black():
    document = opened(klass="emergency")
    [name] = [one for one in document.paragraphs if one.text == "KHẨN CẤP"]
    assert name._p.pPr.find(qn("w:shd")).get(qn("w:fill")) == "000000"
    assert str(name.runs[0].font.color.rgb) == "FFFFFF"
    assert "KHẨN CẤP" in document.sections[0].header.paragraphs[0].text


def test_signs_that_xml_cannot_hold_do_not_spoil_the_file():
    script = script_of(((Role.TEXT, (("a\x00b\x0b<&>\ufffe",),)),))
    assert "<&>" in text_of(opened(script, title="\x07"))


@pytest.mark.parametrize("language", SAMPLES)
def test_every_language_is_written_as_it_is(language):
    script = long_script(2, 5, language)
    assert SAMPLES[language].text(5) in text_of(opened(script))


def test_the_same_sheet_gives_the_same_bytes():
    assert docx(printed(sheet_with())) == docx(printed(sheet_with()))
