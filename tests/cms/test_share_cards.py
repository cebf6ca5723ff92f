"""Every page has a picture that others show beside a link to it."""

import re
import unicodedata
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from cms import share_cards
from media_assets.pieces.data import Piece
from tests.factories.offices import make_centre, make_province
from tests.factories.pages import make_article, publish
from tests.factories.portal import make_picture, put_fact

pytestmark = pytest.mark.django_db

VERY_LONG = "Hướng dẫn thủ tục đăng ký, đổi nơi đăng ký khám bệnh ban đầu " * 4


@pytest.fixture
def centre():
    return make_centre()


def og_image(client, url) -> str:
    html = client.get(url).content.decode()
    return re.search(r'property="og:image" content="([^"]+)"', html)[1]


def card(client, page):
    return client.get(reverse("share_card", args=[page.pk]))


def test_a_page_without_a_cover_has_a_card_of_the_size_that_platforms_ask_for(client, centre):
    page = publish(make_article(centre))

    address = og_image(client, page.url)
    assert address.startswith("http")
    answer = client.get(address.partition("/media/")[1] + address.partition("/media/")[2])

    assert answer["Content-Type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)
    assert (
        'name="twitter:card" content="summary_large_image"' in client.get(page.url).content.decode()
    )


def test_the_editors_cover_comes_first(client, centre):
    page = publish(make_article(centre, cover=make_picture(), cover_alt="Bìa"))

    assert "/media/images/" in og_image(client, page.url)


def test_the_home_page_and_every_section_and_office_have_one_too(client, centre):
    article = publish(make_article(centre))
    province = make_province()

    for page in (*article.get_ancestors().filter(depth__gt=1), province.home):
        assert f"/{page.pk}.png" in og_image(client, page.get_url())
        assert card(client, page).status_code == 200


def test_it_says_title_section_and_office_with_placeholders_filled_in(centre):
    put_fact(centre, "hotline", "1900 9068")
    page = publish(make_article(centre, title="Gọi {{hotline}} để hỏi"))

    piece = share_cards.card_of(page)

    assert piece.headline == "Gọi 1900 9068 để hỏi"
    assert piece.lead == page.get_parent().title
    assert piece.footer.office == str(centre)


def test_a_corrected_page_has_a_card_at_another_address(centre):
    page = publish(make_article(centre))
    before = share_cards.address_of(page)

    page.save_revision()
    again = publish(page)

    assert share_cards.address_of(again) != before


def test_the_same_page_gives_the_same_bytes(client, centre):
    page = publish(make_article(centre))

    assert card(client, page).content == card(client, page).content


def test_a_very_long_title_is_cut_at_a_word_until_it_has_room(centre):
    page = publish(make_article(centre, title=VERY_LONG.strip()[:250]))

    assert not share_cards.draw(page).problems
    short = share_cards.card_of(page, longest=70)
    assert isinstance(short, Piece)
    assert short.headline.endswith("…")
    assert len(short.headline) <= 70


def test_a_title_without_spaces_is_cut_between_letters(centre):
    khmer = "ការធានារ៉ាប់រងសង្គម" * 8
    short = share_cards.card_of(publish(make_article(centre, title=khmer)), longest=70)
    assert 60 <= len(short.headline) <= 70
    assert khmer.startswith(short.headline.removesuffix("…"))
    assert not unicodedata.category(khmer[len(short.headline) - 1]).startswith("M")


def test_drafts_and_what_was_taken_down_have_none(client, centre):
    draft = make_article(centre)
    down = publish(make_article(centre, title="Đã gỡ"))
    type(down).objects.filter(pk=down.pk).update(live=False)

    assert card(client, draft).status_code == 404
    assert card(client, down).status_code == 404


def test_the_address_costs_the_page_no_query(centre, django_assert_num_queries):
    page = publish(make_article(centre))

    with django_assert_num_queries(0):
        share_cards.address_of(page)
