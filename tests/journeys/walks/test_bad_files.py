"""Every file that can be uploaded anywhere: taken, or refused in Vietnamese with what to do."""

import unicodedata
from collections.abc import Callable, Iterable
from io import BytesIO
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form

from cms.approval import Refused, evidence
from cms.fact_tables.importing import bring_table
from cms.fact_tables.preview import Preview
from cms.importing import ImportRefused, read_document
from cms.models import Role
from cms.views.import_documents import FilesField
from media_assets.models import Attachment, Picture
from media_assets.presets import PRESETS
from publishing.forms.deliveries import PostedForm, RemovedForm
from tests.factories.fact_tables import csv_table, xlsx_table
from tests.factories.offices import make_centre
from tests.factories.users import make_user
from translations.exchange import read
from translations.exchange.problems import Refused as FileRefused
from translations.glossary.importing import entries_in
from translations.memory.importing import import_tmx
from translations.not_imported import NotImported

from . import bad
from .bad_files import contents, names

pytestmark = pytest.mark.django_db
VIETNAMESE = "ăâđêôơư"
PO = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "b"\n'
TMX = (
    b'<tmx version="1.4"><header srclang="vi"/><body><tu><tuv xml:lang="vi"><seg>a</seg></tuv>'
    b'<tuv xml:lang="km"><seg>b</seg></tuv></tu></body></tmx>'
)
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


def translation(file: SimpleUploadedFile) -> Taken:
    """“Tệp cho người dịch”: what a translator brings back."""
    found = read(file.read(), name=str(file.name))
    return "" if found.unit_file else _told(found.problems)


def terms(file: SimpleUploadedFile) -> Taken:
    """Into the glossary."""
    return _taken_from(lambda: entries_in(BytesIO(file.read()), str(file.name)))


def units(file: SimpleUploadedFile) -> Taken:
    """Into the translation memory."""
    return _taken_from(lambda: import_tmx(BytesIO(file.read()), office=None, approved=False))


def facts(file: SimpleUploadedFile) -> Taken:
    """A table of facts, as its screen hands it over; what it would change is shown, too."""
    user = make_user(make_centre(), Role.EDITOR)
    try:
        table = bring_table(data=file.read(), name=str(file.name), user=user)
    except Refused as refusal:
        return str(refusal)
    return " ".join(line.error for line in Preview(table.rows, user).wrong)


def _taken_from(take: Callable[[], object]) -> Taken:
    try:
        take()
    except NotImported as failed:
        return _told(failed.problems)
    except FileRefused as refused:
        return f"{refused.where} {refused.message}"
    return ""


def _told(problems: Iterable[object]) -> Taken:
    return " ".join(map(str, problems))


ENTRANCES: tuple[Callable[[SimpleUploadedFile], Taken], ...] = (
    document,
    picture,
    scan,
    proof,
    proof_of_absence,
    imported,
    translation,
    terms,
    units,
    facts,
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
    "bomb of zeros": "imported translation terms units facts",
    "bomb in an archive": "imported translation terms units facts",
    "bomb of entries": "imported translation terms units facts",
    "bomb of entities": "imported translation terms units facts",
    "spreadsheet of 100,000 rows": "imported translation terms units facts",
    "old or locked office file": "imported translation terms units facts",
    "web page without an end": "imported translation terms units facts",
    "table in TCVN3": "document",
    "script": "picture",
    "bomb": "picture",
    "cut off": "picture",
}


@pytest.mark.parametrize("what", NEVER)
def test_what_would_do_harm_is_taken_under_no_name(what):
    for entrance in ENTRANCES:
        if not NEVER[what] or entrance.__name__ in NEVER[what].split():
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
    assert translation(bad.upload("a.po", PO)) == ""
    assert terms(bad.upload("a.csv", b"term\nx\n")) == ""
    assert units(bad.upload("a.tmx", TMX)) == ""
    row = ("VN", "hotline", "1900 9068", "", "")
    assert facts(bad.upload("a.xlsx", xlsx_table(row))) == ""
    assert facts(bad.upload("a.csv", csv_table(row))) == ""


def _is_vietnamese(text: str) -> bool:
    letters = unicodedata.normalize("NFD", text.lower())
    return any(mark in letters for mark in "\u0323\u0309\u0302\u031b") or any(
        letter in text.lower() for letter in VIETNAMESE
    )
