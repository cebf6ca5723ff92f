import copy
import io

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given

from tests.translations.exchange.any_unit import unit_files
from tests.translations.exchange.pages import FRESH, PAGE, by_id, changed, told
from tests.translations.exchange.test_writing import FEW
from translations.exchange import Format, read, write

FILE = write(changed(u5="teah"), Format.DOCX)


def edited(change, content=FILE):
    document = Document(io.BytesIO(content))
    change(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def rows(document):
    return document.tables[0].rows


def split_runs(document):
    """As Word does when words are edited, checked or marked: every character a run of its own."""
    for run in list(document.element.body.iter(qn("w:r"))):
        for child in list(run):
            if child.tag != qn("w:rPr") and len(child.text or "") > 1:
                for letter in child.text:
                    piece = copy.deepcopy(run)
                    for other in list(piece):
                        if other.tag != qn("w:rPr"):
                            piece.remove(other)
                    text = OxmlElement("w:t")
                    text.text = letter
                    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                    piece.append(text)
                    run.addprevious(piece)
            elif child.tag != qn("w:rPr"):
                piece = copy.deepcopy(run)
                for other, twin in zip(list(piece), list(run), strict=True):
                    if twin is not child and twin.tag != qn("w:rPr"):
                        piece.remove(other)
                run.addprevious(piece)
        run.getparent().remove(run)


@given(unit_file=unit_files())
@FEW
def test_saving_again_with_every_letter_apart_loses_nothing(unit_file):
    content = write(unit_file, Format.DOCX)
    assert (
        read(edited(split_runs, content), name="x").unit_file == read(content, name="x").unit_file
    )


def test_rows_may_be_sorted_deleted_and_put_into_another_table():
    def change(document):
        table = document.tables[0]
        elements = [row._tr for row in table.rows]
        for element in reversed(elements[1:]):
            table._tbl.append(element)
        table._tbl.remove(elements[6])
        second = copy.deepcopy(table._tbl)
        for element in second.findall(qn("w:tr")):
            second.remove(element)
        second.append(elements[3])
        table._tbl.addnext(second)

    again = read(edited(change), name="x")
    assert by_id(again.unit_file).keys() == {"u1", "u2", "u3", "u4", "u5"}
    assert again.problems == ()


def test_rows_copied_into_a_document_of_their_own_are_still_known():
    def change(document):
        body = document.element.body
        for paragraph in body.findall(qn("w:p")):
            body.remove(paragraph)

    again = read(edited(change), name="x")
    assert by_id(again.unit_file)["u2"].target == "ទូរស័ព្ទ {{hotline}}⟨1/⟩"
    assert again.unit_file.item == ""


def test_what_a_translator_types_is_taken_with_its_paragraphs():
    def change(document):
        cell = rows(document)[1].cells[2]
        cell.text = FRESH
        cell.add_paragraph("បន្ទាត់ទីពីរ")

    assert by_id(read(edited(change), name="x").unit_file)["u1"].target == f"{FRESH}\nបន្ទាត់ទីពីរ"


def test_changes_that_word_tracked_are_read_as_accepted():
    def change(document):
        paragraph = rows(document)[5].cells[2].paragraphs[0]._p
        for tag, text in (("w:ins", "mien "), ("w:moveFrom", "xxx ")):
            tracked = OxmlElement(tag)
            run = copy.deepcopy(paragraph.find(qn("w:r")))
            run.find(qn("w:t")).text = text
            tracked.append(run)
            paragraph.append(tracked)
        deleted = OxmlElement("w:del")
        paragraph.append(deleted)
        deleted.append(paragraph.find(qn("w:r")))

    assert by_id(read(edited(change), name="x").unit_file)["u5"].target == "mien "


@pytest.mark.parametrize("count", [2, 4])
def test_a_row_with_other_cells_is_reported_with_its_place(count):
    def change(document):
        row = rows(document)[2]._tr
        cells = row.findall(qn("w:tc"))
        if count == 2:
            row.remove(cells[1])
        else:
            row.append(copy.deepcopy(cells[2]))

    again = read(edited(change), name="x")
    assert f"{count} cells" in told(again)["u2"]
    assert again.problems[0].where == "Table 1, row 3"
    assert len(again.unit_file.units) == 5


def test_content_controls_around_rows_and_words_change_nothing():
    def change(document):
        for element in (rows(document)[5]._tr, rows(document)[1].cells[1].paragraphs[0]._p):
            control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
            element.addprevious(control)
            control.append(content)
            content.append(element)

    assert read(edited(change), name="x").unit_file == read(FILE, name="x").unit_file


def test_a_lost_code_leaves_a_unit_without_id():
    def change(document):
        rows(document)[5].cells[0].text = "5."

    again = read(edited(change), name="x")
    assert [unit.target for unit in again.unit_file.units if not unit.id] == ["teah"]


def test_a_broken_mark_is_reported():
    def change(document):
        rows(document)[1].cells[2].text = "អត្រា ⟨1⟩៨% រាល់ខែ ⟨/1"

    assert "⟨/1⟩" in told(read(edited(change), name="x"))["u1"]


def test_a_letter_is_no_translation():
    document, target = Document(), io.BytesIO()
    document.add_paragraph("Kính gửi …")
    document.save(target)
    again = read(target.getvalue(), name="thu.docx")
    assert (again.format, again.unit_file) == (Format.DOCX, None)
    assert "no table" in again.problems[0].message


def test_another_table_is_reported_row_by_row_and_gives_nothing():
    document, target = Document(), io.BytesIO()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 1).text = "Tên", "Số máy"
    document.save(target)
    again = read(target.getvalue(), name="x")
    assert again.unit_file.units == ()
    assert len(again.problems) == 2


def test_the_page_lies_on_its_side_and_its_letters_have_a_font():
    document = Document(io.BytesIO(FILE))
    assert document.sections[0].page_width > document.sections[0].page_height
    fonts = {element.get(qn("w:cs")) for element in document.element.body.iter(qn("w:rFonts"))}
    assert {"Noto Sans Khmer", "Times New Roman"} <= fonts
    assert PAGE.title in document.paragraphs[0].text
