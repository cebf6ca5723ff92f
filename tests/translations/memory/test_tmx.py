from datetime import UTC, datetime
from io import BytesIO

import pytest
from lxml import etree

from tests.factories.offices import make_province
from translations.exchange.problems import Refused
from translations.memory import Pair, keep
from translations.memory import tmx as module
from translations.memory.tmx import Reader, write
from translations.models import MemoryUnit


def tmx(*units: str, head: str = "", srclang: str = "vi") -> BytesIO:
    text = (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<tmx version="1.4">'
        f'<header srclang="{srclang}"/><body>{"".join(units)}</body></tmx>'
    )
    return BytesIO(text.encode())


def unit(*sides: tuple[str, str], more: str = "") -> str:
    variants = [f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in sides]
    return f"<tu {more}>{''.join(variants)}</tu>"


def read(file: BytesIO, *languages: str) -> tuple[list[tuple[str, str, str]], list[str]]:
    reader = Reader(languages or None)
    found = [(one.language, one.pair.source, one.pair.target) for one in reader.read(file)]
    return found, [str(problem) for problem in reader.problems]


# --- out and in again -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_is_written_comes_back_as_it_was():
    office, day = make_province("31"), datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    texts = [
        ("⟨1⟩Gọi⟨/1⟩ {{hotline}} & đợi", "⟨1⟩ហៅ⟨/1⟩ {{hotline}}"),
        ("Mức 8%⟨2/⟩", "៨%⟨2/⟩"),
        ("⟨1⟩lệch", "x < y ⟨1⟩"),
    ]
    keep([Pair(*text, None, day, 3) for text in texts], "km", office=office, approved=True)
    keep([Pair("Lương hưu", "ꨔꨗꨮ")], "cjm-cham", office=None, approved=False)
    file = BytesIO()
    assert write(MemoryUnit.objects.select_related("office").order_by("pk"), file) == 4
    found = list(Reader().read(BytesIO(file.getvalue())))
    assert [(one.pair.source, one.pair.target) for one in found[:3]] == texts
    assert {(one.language, one.approved, one.pair.made_at, one.pair.used) for one in found[:3]} == {
        ("km", True, day, 3)
    }
    assert (found[3].language, found[3].approved) == ("cjm-cham", False)


@pytest.mark.django_db
def test_what_is_written_is_tmx_1_4():
    keep([Pair("Lương hưu", "x")], "rad", office=None, approved=True)
    file = BytesIO()
    write(MemoryUnit.objects.all(), file)
    root = etree.fromstring(file.getvalue())
    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    assert set(root.find("header").attrib) >= {
        *("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang"),
        "datatype",
    }
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [variant.get(lang) for variant in root.iter("tuv")] == ["vi", "rad-Latn-VN"]


# --- of other programs ----------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["km", "KM-VN", "khm", "km_vn"])
def test_a_language_is_known_by_any_of_its_codes(code):
    found, problems = read(tmx(unit(("vi-VN", "Có"), (code, "មាន"))))
    assert (found, problems) == ([("km", "Có", "មាន")], [])


def test_the_vietnamese_may_stand_last_and_beside_several_languages():
    file = tmx(unit(("km", "មាន"), ("rad", "mâo"), ("vi", "Có")))
    assert read(file)[0] == [("km", "Có", "មាន"), ("rad", "Có", "mâo")]


def test_a_language_that_nobody_knows_is_told_once():
    file = tmx(unit(("vi", "Có"), ("xx", "a")), unit(("vi", "Không"), ("xx", "b")))
    found, problems = read(file)
    assert found == []
    assert len(problems) == 1
    assert "xx" in problems[0]


def test_what_was_not_asked_for_does_not_matter():
    file = tmx(unit(("vi", "Có"), ("xx", "a"), ("km", "b"), ("rad", "c")))
    assert read(file, "km") == ([("km", "Có", "b")], [])


def test_a_unit_without_vietnamese_or_with_two_is_told_with_its_line():
    file = tmx(
        "\n", unit(("en", "a"), ("km", "b")), "\n", unit(("vi", "a"), ("vi", "b")), srclang="en"
    )
    found, problems = read(file)
    assert found == []
    assert [problem.split(":")[0][-2:] for problem in problems] == [" 2", " 3"]


def test_a_document_type_that_is_only_named_is_not_looked_at():
    file = tmx(
        unit(("vi", "Có"), ("km", "b")), head='<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/x.dtd">'
    )
    assert read(file)[0] == [("km", "Có", "b")]


def test_utf_16_is_read():
    text = tmx(unit(("vi", "Có"), ("km", "b"))).getvalue().decode()
    file = BytesIO(text.replace("utf-8", "utf-16").encode("utf-16"))
    assert read(file)[0] == [("km", "Có", "b")]


def test_a_text_of_many_pages_is_no_unit(monkeypatch):
    monkeypatch.setattr(module, "LONGEST", 10)
    found, problems = read(tmx(unit(("vi", "Có"), ("km", "b" * 11))))
    assert found == []
    assert len(problems) == 1


# --- hostile and damaged --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE tmx [<!ENTITY % a SYSTEM "http://127.0.0.1:9/"> %a;]>',
        '<!DOCTYPE tmx [<!ATTLIST tu x CDATA "y">]>',
    ],
)
def test_definitions_are_refused_before_anything_is_read(head):
    with pytest.raises(Refused):
        read(tmx(unit(("vi", "Có"), ("km", "&a;")), head=head))


def test_an_entity_that_nobody_defined_is_refused():
    head = '<!DOCTYPE tmx SYSTEM "x.dtd">'
    with pytest.raises(Refused):
        read(tmx(unit(("vi", "Có"), ("km", "a &b; c")), head=head))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 no xml",
        tmx(unit(("vi", "a"), ("km", "b"))).getvalue()[:-20],
        b'<?xml version="1.0" encoding="x-none"?><tmx/>',
        b"<html><body>page not found</body></html>",
        b"<tmx><header/><body><tu>" + b"<seg>" * 5000,
    ],
)
def test_what_is_no_whole_tmx_is_refused(content):
    with pytest.raises(Refused):
        read(BytesIO(content))


def test_a_file_that_is_too_large_is_refused_unread(monkeypatch):
    monkeypatch.setattr(module, "MOST_BYTES", 100)
    with pytest.raises(Refused):
        read(tmx(unit(("vi", "Có"), ("km", "b"))))
