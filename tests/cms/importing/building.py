"""Small files built for the tests: nothing here is a document of somebody else."""

import io
import unicodedata
import zipfile

import docx
from docx.document import Document
from docx.text.run import Run
from PIL import Image

TONES = "\u0300\u0301\u0303\u0309\u0323"
LONG = (
    "Cơ quan bảo hiểm xã hội hướng dẫn người dân chuẩn bị giấy tờ, nộp hồ sơ tại bộ phận một cửa "
    "của xã, phường và nhận kết quả qua ứng dụng, không phải đi lại nhiều lần, không mất phí. "
    "Người dân có thể hỏi thêm qua tổng đài trong giờ làm việc để được giải đáp đầy đủ."
)


def picture(kind: str = "PNG", size: tuple[int, int] = (200, 120), color: str = "navy") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, color).save(target, kind)
    return target.getvalue()


def saved(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def word(*paragraphs: str | tuple[str, str]) -> bytes:
    """A Word file; a pair is (text, style)."""
    document = docx.Document()
    for paragraph in paragraphs:
        text, style = paragraph if isinstance(paragraph, tuple) else (paragraph, None)
        document.add_paragraph(text, style=style)
    return saved(document)


def bold(document: Document, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True


def set_in(run: Run, font: str) -> Run:
    run.font.name = font
    return run


def windows_1258(text: str) -> bytes:
    """As Windows writes Vietnamese: the letter, then its tone as a combining mark."""
    encoded = b""
    for char in unicodedata.normalize("NFC", text):
        try:
            encoded += char.encode("cp1258")
        except UnicodeEncodeError:
            letters = unicodedata.normalize("NFD", char)
            tone = "".join(mark for mark in letters if mark in TONES)
            base = unicodedata.normalize("NFC", "".join(c for c in letters if c not in TONES))
            encoded += (base + tone).encode("cp1258")
    return encoded


def repacked(data: bytes, changes: dict[str, bytes]) -> bytes:
    """The archive with some parts replaced or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, part in changes.items():
            new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()
