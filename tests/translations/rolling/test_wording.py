"""Three versions of a place as people read them."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model

from cms.models import ArticlePage
from tests.factories.documents import pdf
from tests.factories.offices import make_province
from tests.factories.pages import make_article
from tests.factories.pictures import make_picture
from tests.factories.rollouts import FREE, Following
from translations.rolling.wording import Words

pytestmark = pytest.mark.django_db


def words(*blocks):
    return Words(ArticlePage, [{"body": list(blocks)}])


def block(kind, value, number="a"):
    return {"type": kind, "value": value, "id": number}


def test_a_link_says_the_name_of_the_page_it_leads_to():
    target = make_article(make_province(), title="Nơi nhận hồ sơ <mới>")
    one = block("paragraph", f'<p>Xem <a id="{target.pk}" linktype="page">tại đây</a>.</p>')

    said = words(one).text(["body", "a"], one["value"])

    assert said == "Xem tại đây (→ Nơi nhận hồ sơ <mới>)."
    assert str(target.pk) not in said


def test_of_two_links_with_the_same_words_one_sees_which_leads_where():
    one = block("paragraph", '<p><a href="https://a.vn/?x=1&amp;y=2">tại đây</a></p>')
    assert words(one).text(["body", "a"], one) == "tại đây (→ https://a.vn/?x=1&y=2)"


def test_a_link_to_what_was_deleted_says_so():
    one = block("paragraph", '<p><a id="999999" linktype="page">tại đây</a></p>')
    assert "không còn" in words(one).text(["body", "a"], one)


def test_a_picture_is_called_by_its_title_with_whatever_stands_beside_it():
    picture = make_picture("Trụ sở mới")
    one = block(
        "picture",
        {"picture": picture.pk, "alt": "", "decorative": True, "caption": "Ảnh", "credit": ""},
    )

    assert words(one).text(["body", "a"], one).split("\n") == [
        "Ảnh: Trụ sở mới",
        "Ảnh chỉ để trang trí",
        "Ảnh",
    ]
    assert words(one).text(["body", "a", "picture"], picture.pk) == "Ảnh: Trụ sở mới"


def test_a_document_too_and_the_steps_within_a_list():
    document = get_document_model().objects.create(
        title="Mẫu TK1-TS", file=ContentFile(pdf(), "mau.pdf")
    )
    linked = f'<p>Điền <a id="{document.pk}" linktype="document">mẫu</a></p>'
    step = {"type": "item", "id": "b", "value": linked}
    steps = block("steps", {"title": "Các bước", "steps": [step]})
    papers = block("document", {"document": document.pk, "title": ""}, "c")

    found = words(steps, papers)

    assert found.text(["body", "a"], steps) == "Các bước\nĐiền mẫu (→ Mẫu TK1-TS)"
    assert found.text(["body", "a", "steps", "b"], step) == "Điền mẫu (→ Mẫu TK1-TS)"
    assert "Mẫu TK1-TS" in found.text(["body", "c"], papers)
    assert found.text(["body", "@order"], ["c", "a"]).startswith("Tài liệu: Mẫu TK1-TS")


def test_the_screen_shows_names_and_no_numbers(client):
    world = Following()
    targets = [make_article(world.centre, title=f"Nơi nhận {name}") for name in ("cũ", "mới")]
    links = [f'<p><a id="{page.pk}" linktype="page">Tại đây</a></p>' for page in targets]
    world.change_here(FREE, links[0])
    world.change(FREE, links[1])
    world.roll_out()
    client.force_login(world.editors[0])

    shown = client.get(reverse("translations_notice", args=[world.notice().pk])).content.decode()

    assert "Nơi nhận" in shown
    assert "mới" in shown
