"""What the public sees of one item: its blocks, its head, and nothing hostile."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.going_live import allow
from cms.markers import marker_for
from cms.models import ArticlePage, CampaignPage, DocumentPage, Role
from tests.factories.offices import make_centre, make_province, section_of
from tests.factories.pages import make_article, publish
from tests.factories.portal import (
    make_attachment,
    make_audience,
    make_picture,
    make_topic,
    put_fact,
    table,
)
from tests.factories.translations import open_language
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>"
LAW = {
    "number": "41/2024/QH15",
    "date": dt.date(2024, 6, 29),
    "issuer": "Quốc hội",
    "article": "Điều 21",
    "note": "Luật Bảo hiểm xã hội",
}


def every_block(pictures=1):
    picture = {"decorative": False, "caption": "Chú thích", "credit": "Tranh của dự án"}
    return [
        ("heading", {"text": "Ai được hưởng?", "level": "2"}),
        ("paragraph", "<p>Gọi <b>{{hotline}}</b> để hỏi.</p>"),
        *[("picture", picture | {"picture": make_picture(), "alt": "Hai ông bà"})] * 1,
        *[
            ("picture", picture | {"picture": make_picture(), "alt": f"{n}"})
            for n in range(1, pictures)
        ],
        ("fact_box", {"title": "Mức hưởng", "text": "<p>500.000 đồng</p>"}),
        ("steps", {"title": "Các bước", "steps": ["<p>Một</p>", "<p>Hai</p>"]}),
        ("table", {"caption": "Mức theo nhóm", "table": table(["Nhóm", "Mức"], ["A", "1"])}),
        ("quotation", {"text": "Yên tâm hơn.", "attribution": "Ban Truyền thông"}),
        ("question_answer", {"question": "Nộp ở đâu?", "answer": "<p>Tại UBND xã.</p>"}),
        ("document", {"document": make_attachment(), "title": "Mẫu đơn đề nghị"}),
        ("video", {"url": "https://youtu.be/abcdefghijk", "title": "Một phút", "poster": None}),
        ("legal_reference", LAW),
    ]


def make_live(office, **fields):
    return publish(make_article(office, **fields))


def html_of(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_every_block_reaches_the_reader(client):
    centre = make_centre()
    put_fact(centre, "hotline", "1900 9068")
    article = make_live(centre, body=every_block())

    html = html_of(client, article.url)

    assert '<h2 id="ai-duoc-huong">Ai được hưởng?</h2>' in html
    assert "<b>1900 9068</b>" in html
    assert 'alt="Hai ông bà"' in html
    assert "480w" in html
    assert 'role="note" aria-label="Mức hưởng"' in html
    assert '<th scope="col">Nhóm</th>' in html
    assert 'tabindex="0"' in html
    assert "<blockquote>" in html
    assert "<summary>Nộp ở đâu?</summary>" in html
    assert "Mẫu đơn đề nghị" in html
    assert 'data-video="abcdefghijk"' in html
    assert "41/2024/QH15" in html


def test_a_video_loads_nothing_before_the_click(client):
    article = make_live(make_centre(), body=every_block())

    html = html_of(client, article.url)

    assert "<iframe" not in html
    assert not re.search(r'(?:src|srcset)="https?://', html)


def test_headings_of_the_same_words_have_different_anchors(client):
    twice = [("heading", {"text": "Mức đóng", "level": "2"})] * 2
    article = make_live(make_centre(), body=twice)

    html = html_of(client, article.url)

    assert 'id="muc-dong"' in html
    assert 'id="muc-dong-2"' in html


def test_a_decorative_picture_has_an_empty_alternative_text(client):
    value = {
        "picture": make_picture(),
        "alt": "bỏ",
        "decorative": True,
        "caption": "",
        "credit": "",
    }
    article = make_live(make_centre(), body=[("picture", value)])

    html = html_of(client, article.url)

    assert 'alt=""' in html
    assert 'alt="bỏ"' not in html


def test_hostile_text_in_any_field_is_shown_as_text(client):
    centre = make_centre()
    make_topic("x", HOSTILE)
    fields = {"picture": make_picture(), "alt": HOSTILE, "caption": HOSTILE, "credit": HOSTILE}
    body = [
        ("heading", {"text": HOSTILE, "level": "3"}),
        ("paragraph", f'{HOSTILE}<p><a href="javascript:alert(1)" onclick="a()">x</a></p>'),
        ("picture", fields | {"decorative": False}),
        ("fact_box", {"title": f'"{HOSTILE}', "text": HOSTILE}),
        ("steps", {"title": HOSTILE, "steps": [HOSTILE]}),
        ("table", {"caption": HOSTILE, "table": table([HOSTILE], [HOSTILE])}),
        ("quotation", {"text": HOSTILE, "attribution": HOSTILE}),
        ("question_answer", {"question": HOSTILE, "answer": HOSTILE}),
        ("video", {"url": "javascript:alert(1)", "title": HOSTILE, "poster": None}),
        ("legal_reference", LAW | {"number": HOSTILE, "note": HOSTILE}),
    ]
    correction = {"date": dt.date(2025, 7, 1), "wrong": HOSTILE, "right": HOSTILE}
    article = make_live(
        centre,
        title=HOSTILE,
        lead=f"{HOSTILE}{{{{hotline}}}}",
        author_name=HOSTILE,
        source_name=HOSTILE,
        cover=make_picture(),
        cover_alt=f'"{HOSTILE}',
        body=body,
        corrections=[("correction", correction)],
        legal_basis=[("reference", LAW | {"issuer": HOSTILE})],
    )
    put_fact(centre, "hotline", HOSTILE)

    for url in (article.url, "/", article.get_parent().url, "/tim-kiem/?q=" + HOSTILE):
        html = html_of(client, url)
        assert "<script>alert" not in html
        assert "javascript:" not in html
        assert "onclick" not in html


def test_the_share_card_has_absolute_addresses(client):
    article = make_live(make_centre(), title="Lương hưu", cover=make_picture(), cover_alt="Ông bà")

    html = html_of(client, article.url)

    assert re.search(r'property="og:image" content="http://[^"]+\.jpg"', html)
    assert '<meta property="og:title" content="Lương hưu">' in html
    assert f'<link rel="canonical" href="{article.full_url}">' in html
    assert '<meta name="twitter:card" content="summary_large_image">' in html


def test_a_public_page_carries_its_marker_and_a_preview_does_not(client, admin_client, rf):
    article = make_live(make_centre())
    marker = marker_for(article.edition.work.uuid, "vi", article.live_revision_id)

    assert f'<meta name="loa-revision" content="{marker}">' in html_of(client, article.url)

    preview = article.make_preview_request().render().content.decode()
    assert "loa-revision" not in preview


def test_an_item_that_was_never_saved_can_be_previewed():
    section = section_of(make_centre())
    page = ArticlePage(title="Bài mới", body=every_block())
    page.path, page.depth = section._get_path(section.path, section.depth + 1, 1), section.depth + 1
    page.locale = section.locale
    page.set_url_path(section)

    html = page.make_preview_request().render().content.decode()

    assert "Bài mới" in html
    assert "loa-revision" not in html


def test_corrections_stand_dated_above_the_text(client):
    correction = {"date": dt.date(2025, 7, 10), "wrong": "300.000 đồng", "right": "500.000 đồng"}
    article = make_live(make_centre(), corrections=[("correction", correction)])

    html = html_of(client, article.url)

    assert html.index("10/07/2025") < html.index("300.000 đồng") < html.index("500.000 đồng")
    assert html.index("500.000 đồng") < html.index("Nội dung của bài viết.")


def test_an_updated_page_says_when(client):
    article = make_live(make_centre())
    assert article.updated_on is None

    type(article).objects.filter(pk=article.pk).update(
        last_published_at=article.first_published_at + dt.timedelta(days=2)
    )

    assert "item__updated" in html_of(client, article.url)


def test_a_document_shows_its_particulars_and_its_file(client):
    centre = make_centre()
    page = DocumentPage(
        title="Luật Bảo hiểm xã hội",
        lead="Trích yếu của luật.",
        number="41/2024/QH15",
        issued_on=dt.date(2024, 6, 29),
        issuer="Quốc hội",
        signer="Chủ tịch Quốc hội",
        effective_from=dt.date(2025, 7, 1),
        attachment=make_attachment("Toàn văn"),
        live=True,
    )
    with allow(page):
        section_of(centre).add_child(instance=page)

    html = html_of(client, page.url)

    for text in ("41/2024/QH15", "29/06/2024", "Chủ tịch Quốc hội", "01/07/2025", "Toàn văn"):
        assert text in html
    assert html.count("<td>Trích yếu của luật.</td>") == 1


def test_documents_are_downloads_that_no_browser_guesses_about(client):
    attachment = make_attachment()
    value = {"document": attachment, "title": ""}
    make_live(make_centre(), body=[("document", value)])

    response = client.get(attachment.url)

    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_campaign_shows_dates_goals_audiences_and_its_items(client):
    centre = make_centre()
    campaign = CampaignPage(
        title="Cả nhà có thẻ",
        starts_on=dt.date(2026, 10, 1),
        ends_on=dt.date(2026, 12, 31),
        goals=[("goal", "Mỗi hộ một thẻ")],
        live=True,
    )
    with allow(campaign):
        section_of(centre).add_child(instance=campaign)
        campaign.audiences.set([make_audience("ho-gia-dinh", "Hộ gia đình")])
        campaign.save()
    make_live(centre, title="Thuộc chiến dịch", campaign=campaign)
    make_live(centre, title="Không thuộc")

    html = html_of(client, campaign.url)

    for text in ("01/10/2026", "31/12/2026", "Mỗi hộ một thẻ", "Hộ gia đình", "Thuộc chiến dịch"):
        assert text in html
    assert "Không thuộc" not in html


def test_related_items_share_a_topic_and_never_are_the_item_itself(client):
    centre = make_centre()
    topic = make_topic("huu-tri", "Hưu trí")
    here = make_live(centre, title="Bài đang đọc", topics=[topic])
    make_live(centre, title="Cùng chủ đề", topics=[topic])
    make_live(centre, title="Khác chủ đề", topics=[make_topic("bhyt")])

    related = client.get(here.url).context["related"]

    assert [page.title for page in related] == ["Cùng chủ đề"]


def test_the_article_takes_a_fixed_number_of_queries(client):
    centre = make_centre()
    put_fact(centre, "hotline", "1900 9068")
    one = make_live(centre, body=every_block(), cover=make_picture())
    three = make_live(centre, body=every_block(pictures=3), cover=make_picture())
    for page in (one, three):
        html_of(client, page.url)  # makes the resized pictures

    with CaptureQueriesContext(
        connection,
    ) as few:
        html_of(client, one.url)
    with CaptureQueriesContext(connection) as more:
        html_of(client, three.url)

    assert len(more) == len(few) <= 40


@pytest.mark.parametrize("title", ["🙂🙂", "/////", "…", "'\"`"])
def test_titles_without_letters_get_addresses_of_their_own(title):
    centre = make_centre()

    first, second = make_article(centre, title=title), make_article(centre, title=title)

    assert first.slug
    assert len({first.url, second.url, section_of(centre).url}) == 3


def test_a_last_day_beyond_every_calendar_is_refused():
    page = make_article(make_centre())
    page.valid_until = dt.date.max

    with pytest.raises(ValidationError) as refused:
        page.full_clean()

    assert "valid_until" in refused.value.message_dict


def test_in_another_language_nobody_begins_an_item_by_hand(client):
    office = make_province()
    section = open_language(office, "km")
    person = make_user(office, Role.EDITOR, is_superuser=True)
    client.force_login(person)

    assert ArticlePage.can_create_at(section_of(office))
    assert not ArticlePage.can_create_at(section)
    address = reverse("wagtailadmin_pages:add", args=["cms", "articlepage", section.pk])
    assert client.get(address).status_code in (302, 403)


def test_a_version_takes_what_is_the_pages_own_from_the_page():
    owner = make_user(make_province(), Role.EDITOR)
    page = make_article(make_province(), owner=owner)
    revision = page.save_revision()
    revision.content["owner"] = 0  # of nobody
    draft = revision.as_object()
    own = ("owner_id", "locale_id", "content_type_id", "latest_revision_id", "alias_of_id")
    assert [getattr(draft, name) for name in own] == [getattr(page, name) for name in own]
