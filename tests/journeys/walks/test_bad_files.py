"""Every file that can be uploaded anywhere: taken, or refused in Vietnamese with what to do."""

import unicodedata
from collections.abc import Callable
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form

from cms.approval import Refused, evidence
from cms.importing import ImportRefused, read_document
from cms.views.import_documents import FilesField
from media_assets.models import Attachment, Picture
from media_assets.presets import PRESETS
from publishing.forms.deliveries import PostedForm, RemovedForm
from tests.factories.users import make_user

from . import bad
from .bad_files import contents, names

pytestmark = pytest.mark.django_db
VIETNAMESE = "ăâđêôơư"
Taken = str  # empty, or why the file was refused


def document(file: SimpleUploadedFile) -> Taken:
    """Of the library, for readers to download."""
    form = get_document_form(Attachment)(
        {"title": "Mẫu", "collection": 1}, {"file": file}, user=make_user(is_superuser=True)
    )
    return _said(form)


def picture(file: SimpleUploadedFile) -> Taken:
    form = get_image_form(Picture)(
        {"title": "Ảnh", "collection": 1}, {"file": file}, user=make_user(is_superuser=True)
    )
    said = _said(form)
    if not said:
        made = form.save()
        for size in PRESETS.values():
            made.get_renditions(*size.specs)
    return said


def scan(file: SimpleUploadedFile) -> Taken:
    """Of a signed sheet."""
    try:
        evidence.ending_of(file)
    except Refused as refusal:
        return str(refusal)
    return ""


def proof(file: SimpleUploadedFile) -> Taken:
    """Photo of a post that went out by hand."""
    return _said(PostedForm({}, {"photo": file}))


def proof_of_absence(file: SimpleUploadedFile) -> Taken:
    return _said(RemovedForm({}, {"photo": file}))


def imported(file: SimpleUploadedFile) -> Taken:
    """“Nhập từ Word”, as its screen hands the file over."""
    (taken,) = FilesField().clean([file])
    try:
        read_document((taken.name, taken.read()))
    except ImportRefused as refusal:
        return str(refusal)
    return ""


ENTRANCES: tuple[Callable[[SimpleUploadedFile], Taken], ...] = (
    document,
    picture,
    scan,
    proof,
    proof_of_absence,
    imported,
)


def _said(form) -> Taken:
    if form.is_valid():
        return ""
    return " ".join(message for messages in form.errors.values() for message in messages)


@pytest.mark.parametrize(
    ("entrance", "what"),
    product(ENTRANCES, contents()),
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_a_bad_file_is_taken_or_refused_in_vietnamese(entrance, what):
    data = contents()[what]
    for name in names(what):
        with override("vi"):
            said = entrance(bad.upload(name, data))
        assert not said or _is_vietnamese(said), f"{name}: {said}"


# By what they are, whatever they are called; an empty name stands for every entrance.
NEVER = {
    "empty": "",
    "bomb of zeros": "imported",
    "bomb in an archive": "imported",
    "bomb of entries": "imported",
    "bomb of entities": "imported",
    "spreadsheet of 100,000 rows": "imported",
    "old or locked office file": "imported",
    "web page without an end": "imported",
    "table in TCVN3": "document",
    "script": "picture",
    "bomb": "picture",
    "cut off": "picture",
}


@pytest.mark.parametrize("what", NEVER)
def test_what_would_do_harm_is_taken_under_no_name(what):
    for entrance in ENTRANCES:
        if NEVER[what] in ("", entrance.__name__):
            for name in names(what):
                assert entrance(bad.upload(name, contents()[what])), f"{entrance.__name__}: {name}"


def test_a_file_of_each_kind_is_taken_where_it_belongs():
    """Or else the refusals above prove nothing."""
    sound = contents()
    assert document(bad.upload("a.xlsx", sound["spreadsheet of formulas"])) == ""
    assert document(bad.upload("a.csv", sound["table in UTF-16"])) == ""
    assert picture(bad.upload("a.png", bad.picture())) == ""
    assert scan(bad.upload("a.png", bad.picture())) == ""
    assert proof(bad.upload("a.png", bad.picture())) == ""
    assert proof_of_absence(bad.upload("a.png", bad.picture())) == ""
    assert imported(bad.upload("a.docx", sound["document of 500 paragraphs"])) == ""


def _is_vietnamese(text: str) -> bool:
    letters = unicodedata.normalize("NFD", text.lower())
    return any(mark in letters for mark in "\u0323\u0309\u0302\u031b") or any(
        letter in text.lower() for letter in VIETNAMESE
    )
