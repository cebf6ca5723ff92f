"""Every page has a picture that others show beside a link to it."""

import re
import unicodedata
from html import unescape
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image
from wagtail.models import Locale

from cms import share_cards
from cms.languages import BY_CODE
from cms.models import ArticlePage, Edition, Fact
from media_assets.pieces.data import Piece
from media_assets.pieces.render import LETTERS
from tests.factories.logos import make_logo
from tests.factories.offices import make_centre, make_province
from tests.factories.pages import make_article, publish
from tests.factories.portal import make_picture, put_fact

pytestmark = pytest.mark.django_db

LONGEST = 255  # of a page's title
# A word of each script, as a long title repeats it; what has no spaces is one word of any length.
SCRIPTS = {
    "vi": "nghiêng ",
    "en": "WWWWWWWWWWWWWW",
    "km": "ការធានារ៉ាប់រងសង្គម",
    "yue-hant": "社會保險",
    "cjm-cham": "ꨀꨇꩉ ",
    "blt-tavt": "ꪎꪴ꫁ꪒ ",
    "rad": "bruă ",
}


@pytest.fixture
def centre():
    return make_centre()


def meta(client, url, name: str) -> str:
    html = client.get(url).content.decode()
    return unescape(re.search(rf'property="{name}" content="([^"]*)"', html)[1])


def og_image(client, url) -> str:
    return meta(client, url, "og:image")


def fetch(client, address: str, **headers: str):
    """What a platform does with the address that a page gives."""
    assert address.startswith("http")
    return client.get("/" + address.split("/", 3)[3], headers=headers)


def card(client, page, **query: str):
    return client.get(reverse("share_card", args=[page.pk]), query)


def test_a_page_without_a_cover_has_a_card_of_the_size_that_platforms_ask_for(client, centre):
    page = publish(make_article(centre))
    answer = fetch(client, og_image(client, page.url))

    assert answer["Content-Type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)
    told = [meta(client, page.url, f"og:image:{name}") for name in ("width", "height", "alt")]
    assert told == ["1200", "630", page.title]
    assert (
        'name="twitter:card" content="summary_large_image"' in client.get(page.url).content.decode()
    )


def test_the_editors_cover_comes_first(client, centre):
    page = publish(make_article(centre, cover=make_picture(), cover_alt="Bìa"))

    assert "/media/images/" in og_image(client, page.url)
    assert meta(client, page.url, "og:image:alt") == "Bìa"


def test_the_home_page_and_every_section_and_office_have_one_too(client, centre):
    article = publish(make_article(centre))
    province = make_province()

    for page in (*article.get_ancestors().filter(depth__gt=1), province.home):
        assert f"/{page.pk}.png" in og_image(client, page.get_url())
        assert card(client, page).status_code == 200


def test_it_says_title_section_and_office_with_placeholders_filled_in(client, centre):
    put_fact(centre, "hotline", "1900 9068")
    page = publish(make_article(centre, title="Gọi {{hotline}} để hỏi"))

    piece = share_cards.card_of(page)

    assert piece.headline == "Gọi 1900 9068 để hỏi"
    assert piece.lead == page.get_parent().title
    assert piece.footer.office == str(centre)
    assert meta(client, page.url, "og:title") == "Gọi 1900 9068 để hỏi"


def test_a_draft_s_words_are_never_on_a_card(client, centre):
    page = publish(make_article(centre, title="Đã duyệt"))
    before = og_image(client, page.url)
    draft = page.get_latest_revision_as_object()
    draft.title = "Chưa ai duyệt"
    draft.save_revision()

    assert og_image(client, page.url) == before
    assert share_cards.card_of(type(page).objects.get(pk=page.pk)).headline == "Đã duyệt"


@pytest.mark.parametrize("state", [Fact.State.PROPOSED, Fact.State.REFUSED])
def test_a_hotline_that_nobody_approved_is_not_on_a_card(client, centre, state):
    put_fact(centre, "hotline", "1900 9068")
    page = publish(make_article(centre))
    before = og_image(client, page.url)
    Fact.objects.create(office=centre, key="hotline", value="0900 000 000", state=state)

    assert og_image(client, page.url) == before


def test_whatever_is_drawn_anew_stands_at_another_address(client, centre):
    page = publish(make_article(centre))
    addresses = [og_image(client, page.url)]

    put_fact(centre, "hotline", "1900 9068")
    addresses.append(og_image(client, page.url))
    type(centre).objects.filter(pk=centre.pk).update(name="Tên mới")
    addresses.append(og_image(client, page.url))
    page.title = "Tiêu đề mới"
    page.save_revision()
    publish(page)
    addresses.append(og_image(client, page.url))

    assert len(set(addresses)) == len(addresses)


def test_what_changes_nothing_drawn_keeps_its_address(client, centre):
    page = publish(make_article(centre))
    before = og_image(client, page.url)
    page.lead = "Tóm tắt khác."
    page.save_revision()
    publish(page)

    assert og_image(client, page.url) == before


def test_a_national_page_read_at_an_office_has_a_card_with_that_office_s_hotline(client, centre):
    put_fact(centre, "hotline", "1900 9068")
    province = make_province(code="TQ")
    put_fact(province, "hotline", "0207 123")
    page = publish(make_article(centre))
    local = province.home.url + page.url.removeprefix("/")

    address = og_image(client, local)
    assert address.endswith("&don-vi=TQ")
    assert fetch(client, address).content != fetch(client, og_image(client, page.url)).content
    assert share_cards.card_of(page, province).footer.hotline == "0207 123"


def test_no_card_pairs_a_page_with_an_office_under_which_nobody_reads_it(client, centre):
    province, other = make_province(code="TQ"), make_province(code="HN")
    local = publish(make_article(province))
    national = publish(make_article(centre, title="Bản trung ương"))
    copy = publish(make_article(other, title="Bản Hà Nội"))
    Edition.objects.filter(page=copy).update(
        work=national.edition.work, kind=Edition.Kind.LOCAL_COPY
    )

    assert card(client, local, **{"don-vi": "TQ"}).status_code == 200
    assert card(client, local, **{"don-vi": "HN"}).status_code == 404
    assert card(client, national, **{"don-vi": "TQ"}).status_code == 200
    assert card(client, national, **{"don-vi": "HN"}).status_code == 404
    for code in ("XX", "\x00", "'"):
        assert card(client, national, **{"don-vi": code}).status_code == 404


def test_who_has_it_already_is_told_so(client, centre):
    page = publish(make_article(centre))
    address = og_image(client, page.url)
    first = fetch(client, address)
    again = fetch(client, address, if_none_match=first["ETag"])

    assert again.status_code == 304
    assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], first["Cache-Control"])
    put_fact(centre, "hotline", "1900 9068")
    assert fetch(client, address, if_none_match=first["ETag"]).status_code == 200


def test_the_same_page_gives_the_same_bytes(client, centre):
    page = publish(make_article(centre))

    assert card(client, page).content == card(client, page).content


@pytest.mark.parametrize("code", SCRIPTS)
@pytest.mark.parametrize("length", [1, 60, LONGEST])
def test_titles_of_every_length_and_script_have_room(centre, code, length):
    page = publish(make_article(centre, title=(SCRIPTS[code] * LONGEST)[:length].strip()))
    page.locale = Locale(language_code=code)
    card = share_cards.card_of(page)

    assert BY_CODE[code].script == card.script
    assert [p for p in share_cards.draw(card).problems if p.code != LETTERS] == []


def test_a_section_with_a_long_introduction_has_room_too(centre):
    section = publish(make_article(centre)).get_parent().specific
    section.intro = "Thông tin về chế độ, chính sách bảo hiểm xã hội. " * 10

    assert not share_cards.draw(share_cards.card_of(section)).problems


def test_a_title_without_spaces_is_cut_between_letters(centre):
    khmer = "ការធានារ៉ាប់រងសង្គម" * 8
    whole = share_cards.card_of(publish(make_article(centre, title=khmer)))
    short = share_cards.shortened(whole, 70)

    assert isinstance(short, Piece)
    assert 60 <= len(short.headline) <= 70
    assert khmer.startswith(short.headline.removesuffix("…"))
    assert not unicodedata.category(khmer[len(short.headline) - 1]).startswith("M")


def test_a_logo_that_nobody_approved_is_on_no_card(centre):
    article = publish(make_article(centre))
    before = share_cards.key_of(share_cards.card_of(article))
    centre.logo = make_logo()
    centre.save()
    card = share_cards.card_of(article, centre)
    assert card.footer.logo == ""
    assert share_cards.key_of(card) == before


def test_drafts_and_what_was_taken_down_have_none(client, centre):
    draft = make_article(centre)
    down = publish(make_article(centre, title="Đã gỡ"))
    type(down).objects.filter(pk=down.pk).update(live=False)

    assert card(client, draft).status_code == 404
    assert card(client, down).status_code == 404


def test_a_page_that_was_never_saved_has_no_address():
    assert share_cards.address_of(ArticlePage(title="Mới")) == ""


def test_a_card_names_no_section_that_readers_do_not_see(centre):
    article = publish(make_article(centre))
    khmer = Locale.objects.create(language_code="km")
    for ancestor in (article.get_parent().get_parent(), article.get_parent()):
        ancestor.specific.copy_for_translation(khmer)

    assert share_cards.card_of(article).lead == "Tin tức"
    assert share_cards.card_of(publish(article.copy_for_translation(khmer))).lead == ""
