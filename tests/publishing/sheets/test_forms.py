"""Each form is made when first asked for, and once for everybody."""

import pytest
from django.utils import translation

from publishing.sheets import forms
from publishing.sheets.forms import FORMS, PDF, SSML, TEXT, WORD, made
from tests.factories.announcing import script_of, sheet_with


@pytest.fixture
def drawn(monkeypatch, settings, tmp_path):
    """Names of the forms that were really made."""
    settings.LOA_PIECE_CACHE = tmp_path / "pieces"
    names = []
    for form in (PDF, WORD):

        def make(shown, form=form):
            names.append(form.name)
            return f"{form.name} {shown['title']}".encode()

        counted = forms.Form(form.name, form.media_type, make)
        monkeypatch.setattr(forms, form.name.upper().replace("DOCX", "WORD"), counted)
    return names


def test_a_sheet_is_made_once_however_often_it_is_asked_for(drawn):
    first = made(sheet_with(), forms.PDF)
    with translation.override("en"):
        assert made(sheet_with(), forms.PDF) == first
    assert drawn == ["pdf"]
    made(sheet_with(), forms.WORD)
    assert drawn == ["pdf", "docx"]


def test_another_word_another_approver_or_another_class_is_another_sheet(drawn):
    for sheet in (
        sheet_with(),
        sheet_with(script_of(paragraphs=())),
        sheet_with(klass="emergency"),
        sheet_with(title="Tên khác"),
        sheet_with(repeats=2),
    ):
        made(sheet, forms.PDF)
    assert len(drawn) == 5


def test_every_form_is_a_file_of_its_kind(settings, tmp_path):
    settings.LOA_PIECE_CACHE = tmp_path / "pieces"
    begins = {"pdf": b"%PDF-", "docx": b"PK", "txt": b"\xef\xbb\xbf", "ssml": b"<?xml"}
    sheet = sheet_with()
    for form in FORMS.values():
        assert made(sheet, form).startswith(begins[form.name])
        assert made(sheet, form) == made(sheet, form)
    assert {PDF, WORD, TEXT, SSML} == set(FORMS.values())
