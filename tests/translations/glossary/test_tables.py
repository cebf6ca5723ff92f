import pytest

from translations.exchange.problems import Refused
from translations.glossary import tables
from translations.glossary.entries import TermEntry, Wording

HEAD = "term,forms,definition,note,domain,language,preferred,allowed,forbidden,language_note\n"


def read(text: str):
    return tables.read(text.encode())


ENTRIES = (
    TermEntry(
        "bảo hiểm xã hội",
        ("BHXH", "bảo hiểm xã hội bắt buộc"),
        'Định nghĩa, có "ngoặc";\nhai dòng',
        "ghi chú",
        "chung",
        (Wording("km", "ធានា", ("ក", "ខ"), ("គ",), "nghe"), Wording("rad", "klei")),
    ),
    TermEntry("quỹ"),
    TermEntry("số", ("=1+1", "-nak"), "@a; =b", wordings=(Wording("sed", "+x"),)),
)


def test_what_is_written_comes_back_as_it_was():
    collector = read("".join(tables.write(ENTRIES)))
    assert collector.problems == []
    assert collector.entries() == ENTRIES


def test_no_cell_is_a_formula():
    text = "".join(tables.write([TermEntry("=cmd|' /C calc'!A0", definition="+1")]))
    assert '"=' not in text
    assert '"+' not in text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_stand_in_any_order_and_are_parted_as_spreadsheets_do(delimiter):
    rows = ["Preferred,language,TERM", "ប្រាក់,khm,lương hưu", ",,"]
    collector = read("\n".join(rows).replace(",", delimiter))
    assert collector.problems == []
    assert collector.entries() == (TermEntry("lương hưu", wordings=(Wording("km", "ប្រាក់"),)),)


def test_a_table_that_excel_saved_as_unicode_text_is_read():
    assert tables.read("term\tnote\nquỹ\tx\n".encode("utf-16")).entries() == (
        TermEntry("quỹ", note="x"),
    )


def test_every_problem_is_told_with_its_line_and_nothing_else_is_lost():
    text = HEAD + "a,,,,,xx,b,,,\n" + "c,,,,,,d,,,\n" + ",,,,,km,e,,,\n" + "f,,,,,km,g,,,\n"
    collector = read(text)
    assert [problem.where[-1] for problem in collector.problems] == ["2", "3", "4"]
    assert [entry.headword for entry in collector.entries()] == ["f"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"a,b\n1,2\n",
        b"term,colour\nx,y\n",
        b"term,term\nx,y\n",
        b"\xff\xfe\x00",
        "term\nlương".encode("cp1258", "replace"),
        b"term\n\x00\n",
        b'term\n"x" y\n',
        b'term\n"never closed',
        b"PK\x03\x04\xff\xfe",
    ],
)
def test_what_is_no_such_table_is_refused(content):
    with pytest.raises(Refused):
        tables.read(content)


def test_a_table_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(tables, "MOST_BYTES", 10)
    with pytest.raises(Refused):
        read(HEAD)
