"""Naming another version changes the reference and nothing else, wherever it stands."""

import pytest
from django.core.files.base import ContentFile
from wagtail.rich_text import RichText

from cms.models import ArticlePage
from cms.versions_in_pages import exchange, named_in
from media_assets.models import Attachment, Picture
from tests.factories.offices import make_province
from tests.factories.pages import make_article
from tests.factories.pictures import make_picture

pytestmark = pytest.mark.django_db


def attachment(content=b"%PDF-1.4") -> Attachment:
    return Attachment.objects.create(title="Mẫu", file=ContentFile(content, "a.pdf"))


def stored(page) -> ArticlePage:
    page.save_revision()
    return ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_every_place_is_named_and_exchanged():
    old, new, other = attachment(), attachment(b"%PDF-1.4 b"), attachment(b"%PDF-1.4 c")
    link = (
        '<p>Xem <a linktype="document" id="{}">mẫu</a> và <a href="https://x.vn/?id=1">đây</a></p>'
    )
    page = make_article(
        make_province(),
        body=[
            ("fact_box", {"title": "Hộp", "text": link.format(old.pk)}),
            ("steps", {"title": "", "steps": [link.format(old.pk), link.format(other.pk)]}),
            ("question_answer", {"question": "Gì?", "answer": link.format(old.pk)}),
            ("document", {"document": old, "title": "Đơn"}),
            ("document", {"document": other, "title": "Khác"}),
        ],
    )
    before = page.body.get_prep_value()

    assert named_in(page, Attachment) == {old.pk, other.pk}
    assert exchange(page, Attachment, {old.pk}, new)

    after = stored(page).body.get_prep_value()
    expected = str(before).replace(f'id="{old.pk}"', f'id="{new.pk}"')
    assert str(after) == expected.replace(f"'document': {old.pk}", f"'document': {new.pk}")
    assert named_in(page, Attachment) == {new.pk, other.pk}


def test_pictures_and_files_of_the_same_number_are_told_apart():
    picture, document = make_picture(), attachment()
    Attachment.objects.filter(pk=document.pk).update(id=picture.pk)
    new = make_picture("Mới")
    text = f'<p><a linktype="document" id="{picture.pk}">mẫu</a></p>'
    page = make_article(make_province(), cover=picture, body=[("paragraph", text)])

    exchange(page, Picture, {picture.pk}, new)

    assert page.cover_id == new.pk
    assert page.body[0].value.source == text


def test_a_page_that_does_not_name_it_stays():
    old, new = make_picture(), make_picture("Mới")
    page = make_article(make_province(), body=[("paragraph", RichText("<p>Chữ.</p>"))])

    assert not exchange(page, Picture, {old.pk}, new)
