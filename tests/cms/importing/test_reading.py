import hashlib
import io
import zipfile

import docx
import pytest

from cms.importing import ImportRefused, read_document
from cms.importing.limits import Limits

from .building import LONG, page, picture, repacked, saved, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def archive(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), part)
    return target.getvalue()


def encrypted_zip() -> bytes:
    data = bytearray(word("x"))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        while start >= 0:
            data[start + offset] |= 1
            start = data.find(signature, start + 4)
    return bytes(data)


def scratched() -> bytes:
    """The packed bytes of the text are no packed bytes any more."""
    data, name = word("x" * 3000), "word/document.xml"
    entry = zipfile.ZipFile(io.BytesIO(data)).getinfo(name)
    start = entry.header_offset + 30 + len(name)
    return data[:start] + b"\xff" * entry.compress_size + data[start + entry.compress_size :]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.docx", b"", "empty"),
        ("a.txt", b"\xef\xbb\xbf \r\n ", "empty"),
        ("a.docx", word(), "no_text"),
        ("a.html", page("<script>x()</script>"), "no_text"),
        ("a.doc", OLE, "old_word"),
        ("a.docx", OLE, "old_word"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.docx", encrypted_zip(), "encrypted"),
        ("a.pdf", b"%PDF-1.7\n...", "pdf"),
        ("a.docx", b"%PDF-1.7\n...", "pdf"),
        ("a.rtf", b"{\\rtf1\\ansi }", "rtf"),
        ("a.odt", archive(content_xml=b"<x/>"), "odt"),
        ("a.xlsx", archive(xl__workbook_xml=b"<x/>"), "not_word"),
        ("a.zip", archive(a_txt=b"x"), "not_word"),
        ("a.docx", word("x" * 3000)[:-200], "broken_docx"),
        ("a.docx", b"only text", "broken_docx"),
        ("a.docx", scratched(), "broken_docx"),
        ("a.docx", archive(word__document_xml=b"<broken"), "broken_docx"),
        ("a.docx", archive(word__document_xml=b"<a/>"), "broken_docx"),
        ("a.png", picture(), "picture"),
        ("a.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related; x\r\n", "web_archive"),
        ("a.exe", b"MZ\x90\x00", "unknown_format"),
        ("a.csv", b"a;b;c", "unknown_format"),
        ("a.txt", bytes(range(256)) * 4, "unknown_encoding"),
    ],
)
def test_what_cannot_be_imported_is_refused_with_its_reason(name, data, reason):
    with pytest.raises(ImportRefused) as refused:
        read_document((name, data))
    assert refused.value.reason_code == reason
    assert str(refused.value).endswith(".")


def test_a_file_over_the_limit_is_refused_by_its_size():
    with pytest.raises(ImportRefused) as refused:
        read_document(("a.txt", b"x" * 101), Limits(file_size=100))
    assert refused.value.reason_code == "too_large"


def test_a_page_with_more_text_than_anybody_reads_is_refused_but_its_pictures_do_not_count():
    inside = f"<img src='data:image/png;base64,{'A' * 5000}'>"
    data = page(f"<h1>Bài viết</h1><p>{LONG}</p>{inside}")
    assert read_document(("a.html", data), Limits(characters=2000)).title == "Bài viết"
    with pytest.raises(ImportRefused) as refused:
        read_document(("a.html", data), Limits(characters=200))
    assert refused.value.reason_code == "too_large"


def test_an_operator_may_set_the_limit(settings, tmp_path):
    settings.LOA_IMPORT_MAX_BYTES = 10
    path = tmp_path / "a.txt"
    path.write_text("hơn mười byte")
    with pytest.raises(ImportRefused) as refused:
        read_document(path)
    assert refused.value.reason_code == "too_large"


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(ImportRefused) as refused:
        read_document(tmp_path / "missing.docx")
    assert refused.value.reason_code == "not_found"


@pytest.mark.parametrize(
    "limits",
    [
        Limits(unpacked_size=1000),
        Limits(archive_entries=3),
        Limits(ratio_from=1000, compression_ratio=2),
    ],
)
def test_an_archive_that_unpacks_to_too_much_is_not_opened(limits):
    with pytest.raises(ImportRefused) as refused:
        read_document(
            ("a.docx", repacked(word("x"), {"word/media/a.bin": b"0" * 2_000_000})), limits
        )
    assert refused.value.reason_code == "archive_bomb"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "docProps/core.xml"])
def test_entities_are_never_expanded(part, encoding):
    bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c SYSTEM "file:///etc/hostname">]><a>&b;&c;</a>'
    with pytest.raises(ImportRefused) as refused:
        read_document(("a.docx", repacked(word("x"), {part: bomb.encode(encoding)})))
    assert refused.value.reason_code == "unsafe_xml"


def test_a_document_nested_without_end_is_refused_and_breaks_nothing():
    deep = "<w:tbl><w:tr><w:tc>" * 2000 + "</w:tc></w:tr></w:tbl>" * 2000
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    part = f"<w:document {space}><w:body>{deep}</w:body></w:document>".encode()
    with pytest.raises(ImportRefused) as refused:
        read_document(("a.docx", repacked(word("x"), {"word/document.xml": part})))
    assert refused.value.reason_code in {"too_complex", "broken_docx"}


def test_a_page_nested_without_end_is_refused_rather_than_cut():
    deep = "<div>" * 5000 + f"<p>{LONG}</p>" + "</div>" * 5000
    with pytest.raises(ImportRefused) as refused:
        read_document(("a.html", page(f"<h1>Bài viết</h1>{deep}")))
    assert refused.value.reason_code == "too_complex"


def test_the_checksum_is_that_of_the_bytes_and_the_name_has_no_folder():
    data = "Tiêu đề bài viết".encode()
    item = read_document(("thu/muc/bai.txt", data))
    assert item.source_sha256 == hashlib.sha256(data).hexdigest()
    assert item.filename == "bai.txt"


def test_a_word_file_is_known_by_its_bytes_whatever_its_name():
    document = docx.Document()
    document.add_paragraph("Bài viết không có đuôi", style="Title")
    assert read_document(("bai", saved(document))).title == "Bài viết không có đuôi"


def test_a_web_page_saved_as_text_is_still_a_web_page():
    item = read_document(("a.txt", page(f"<h1>Bài viết trên mạng</h1><p>{LONG}</p>")))
    assert item.title == "Bài viết trên mạng"
