"""Files that translators bring, and work behind their screens."""

import re
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from cms.models import Office, Role, User
from tests.factories.terms import make_term
from tests.factories.translations import make_linguist
from translations import services
from translations.exchange import Format, write
from translations.memory import Pair, keep
from translations.models import MemoryUnit, TranslationRequest
from translations.services.memory import order_export
from translations.services.uploads import bring_glossary, bring_translation
from translations.units import unit_file


def translated_docx(
    request: TranslationRequest, *, only: str = "", without_marks: bool = False
) -> bytes:
    """The request's file as somebody gives it back, with every text that holds these words."""
    document = Document(BytesIO(write(unit_file(request), Format.DOCX)))
    for row in document.tables[-1].rows[1:]:
        _code, source, target = row.cells
        if only in source.text:
            target.text = f"ខ្មែរ: {_unmarked(source.text) if without_marks else source.text}"
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _unmarked(text: str) -> str:
    return re.sub("⟨[^⟩]*⟩", "", text)


def uploaded(content: bytes, name: str = "bai.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def make_unit(
    source: str = "Đóng đủ 15 năm", target: str = "បង់ ១៥ ឆ្នាំ", **given: Any
) -> MemoryUnit:
    given = {"office": None, "approved": True} | given
    language = given.pop("language", "km")
    keep([Pair(source, target)], language, **given)
    return MemoryUnit.objects.get(source=source, target=target, office=given["office"])


def make_translation_work(office: Office, page: Any, author: User) -> dict[str, Any]:
    """One object of every kind that an address of translations can name; files are a linguist's own."""
    asked = services.request_translation(page=page, languages=["km"], user=author)[0]
    linguist = make_linguist(office, Role.TRANSLATOR)
    brought = bring_translation(request=asked, user=linguist, name="bai.po", content=b"x")
    reviewer = make_linguist(office.parent, Role.LANGUAGE_REVIEWER)
    terms = bring_glossary(user=reviewer, name="a.csv", content=b"term\nx\n")
    export = order_export(user=reviewer, language="km", office=None, approved=False)
    return {
        "translation request": asked.pk,
        "translator's file": brought.pk,
        "glossary file": terms.pk,
        "work behind": export.pk,
        "term": make_term("bảo hiểm y tế", hmn="x").pk,
        "memory unit": make_unit("Câu của tỉnh", "ប្រយោគ", office=office).pk,
    }
