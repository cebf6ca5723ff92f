"""Which pictures and files a page shows, wherever it names them."""

from hashlib import sha256
from json import dumps

import pytest

from cms.models import ArticlePage, DocumentPage
from media_assets.models import Attachment
from publishing import package
from publishing.package import assemble, problems_of
from publishing.shown_media import KINDS, media_of
from tests.factories.approval import Desk
from tests.factories.pictures import make_picture
from tests.factories.portal import make_attachment

pytestmark = pytest.mark.django_db


def in_body(picture):
    return (
        "picture",
        {"picture": picture, "alt": "Ảnh", "decorative": False, "caption": "", "credit": ""},
    )


def linking_to(file, block="paragraph"):
    text = f'<p>Xem <a linktype="document" id="{file.pk}">mẫu</a></p>'
    value = {"title": "Hồ sơ", "text": text} if block == "fact_box" else text
    return (block, value)


def video_with(poster):
    video = {"url": "https://www.youtube.com/watch?v=aaaaaaaaaaa", "title": "Phim"}
    return ("video", video | {"poster": poster})


def everywhere():
    """A page that names a picture twice and a file in a block, a text and a text in a box."""
    cover, shown = make_picture("Bìa", caption="Chợ"), make_picture("Trong bài")
    block, linked, boxed = (make_attachment(name) for name in ("Mẫu", "Nối", "Trong khung"))
    body = [
        in_body(shown),
        in_body(cover),
        ("document", {"document": block, "title": "Mẫu"}),
        video_with(shown),
        linking_to(linked),
        linking_to(boxed, "fact_box"),
    ]
    return Desk(cover=cover, cover_alt="Bìa", body=body), (cover, shown, block, linked, boxed)


def test_each_picture_and_file_is_found_once_also_those_that_texts_link_to():
    desk, media = everywhere()

    assert media_of(desk.now()) == list(media)


def test_pages_without_links_are_walked_without_a_query_more(django_assert_num_queries):
    desk = Desk(body=[in_body(make_picture())])
    page = desk.now()
    assert len(media_of(page)) == 1

    with django_assert_num_queries(0):
        media_of(page)


def test_a_file_that_a_text_links_to_needs_rights_like_any_other():
    file = make_attachment("Phiếu")
    Attachment.objects.filter(pk=file.pk).update(licence="")
    desk = Desk(body=[linking_to(file)])

    assert any("Phiếu" in message for message in problems_of(desk.page, desk.page.latest_revision))


def test_hashes_of_what_was_approved_before_stay_as_they_were():
    """Each place in which a picture or file stands is a line; what texts link to is none."""
    desk, (cover, shown, block, *_linked) = everywhere()
    page = desk.now()
    assembly = assemble(page, page.get_latest_revision())
    lines = [
        *(f"{cover.sha256} None Chợ {cover.credit}" for _place in range(2)),
        *(f"{shown.sha256} None  {shown.credit}" for _place in range(2)),
        block.sha256,
    ]
    covered = {
        "revision": assembly.written,
        "content": package.to_data(package.replace(assembly.content, marker="")),
        "media": sorted(lines),
    }
    text = dumps(covered, sort_keys=True, ensure_ascii=False, default=str)

    assert assembly.page_hash == sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("model", [ArticlePage, DocumentPage])
def test_every_kind_of_file_that_a_page_can_name_is_known(model):
    related = (field.related_model for field in model._meta.get_fields() if field.many_to_one)

    assert {one for one in related if hasattr(one, "file")} <= set(KINDS)
