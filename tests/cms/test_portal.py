"""What surrounds every public page: office, menu, breadcrumbs, languages, policy, faults."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from cms.structure_changes import changing
from tests.factories.offices import make_centre, make_province, make_section
from tests.factories.pages import make_article, publish
from tests.factories.portal import (
    make_picture,
    put_fact,
)

pytestmark = pytest.mark.django_db

VIDEO = {"url": "https://youtu.be/abcdefghijk", "title": "Một phút", "poster": None}
BODY = [("paragraph", "<p>Gọi {{hotline}}</p>"), ("video", VIDEO)]


def make_live(office, **fields):
    return publish(make_article(office, **fields))


def html_of(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_no_page_holds_inline_code_or_style_and_the_policy_forbids_it(client):
    centre = make_centre()
    article = make_live(centre, body=BODY, cover=make_picture())

    for url in ("/", article.url, article.get_parent().url, "/tim-kiem/?q=a", "/khong-co/"):
        response = client.get(url)
        html = response.content.decode()
        assert not re.search(r"<script(?![^>]*\ssrc=)", html)
        assert "<style" not in html
        assert not re.search(r'\s(?:style|on[a-z]+)="', html)
        assert "script-src 'self';" in response["Content-Security-Policy"]


def test_facts_are_looked_up_once_a_page(client):
    centre = make_centre()
    put_fact(centre, "hotline", "1900 9068")
    texts = [
        ("paragraph", "<p>{{hotline}}</p>"),
        ("heading", {"text": "{{hotline}}", "level": "2"}),
    ]
    article = make_live(centre, lead="{{hotline}}", body=texts * 4)

    with CaptureQueriesContext(connection) as queries:
        html_of(client, article.url)

    assert sum('FROM "cms_fact"' in query["sql"] for query in queries) == 1


def test_a_missing_page_answers_404_in_words_and_with_the_way_home(client):
    make_centre()

    response = client.get("/khong-co-trang-nay/")

    assert response.status_code == 404
    assert 'href="/"' in response.content.decode()


def test_the_page_of_a_fault_needs_neither_database_nor_context(django_assert_num_queries):
    from django.test import RequestFactory
    from django.views.defaults import server_error

    with django_assert_num_queries(0):
        response = server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert b"portal.css" in response.content


def test_the_language_switch_keeps_the_page_while_english_is_only_the_interface(client):
    article = make_live(make_centre(), title="Lương hưu")

    assert f'href="/en{article.url}"' in html_of(client, article.url)
    html = html_of(client, f"/en{article.url}")

    assert '<html lang="en">' in html
    assert '<main id="noi-dung" tabindex="-1" lang="vi">' in html
    assert f'<link rel="canonical" href="{article.full_url}">' in html
    assert f'href="/en{article.get_parent().url}"' in html


def test_a_translated_page_names_its_language_and_its_other_editions(client):
    article = make_live(make_centre(), title="Lương hưu")
    khmer = Locale.objects.create(language_code="km")
    for ancestor in (article.get_parent().get_parent(), article.get_parent()):
        publish_copy(ancestor.specific.copy_for_translation(khmer))
    translated = publish(article.copy_for_translation(khmer))

    html = html_of(client, translated.url)

    assert translated.url.startswith("/km/")
    assert 'lang="km-VN">' in html
    assert 'hreflang="vi"' in html
    assert 'hreflang="km-VN"' in html_of(client, article.url)


def translate(article, code: str):
    """The live edition of an article in another language, with what stands above it."""
    locale = Locale.objects.create(language_code=code)
    for ancestor in (article.get_parent().get_parent(), article.get_parent()):
        publish_copy(ancestor.specific.copy_for_translation(locale))
    return publish(article.copy_for_translation(locale))


def test_search_engines_are_told_of_every_edition_but_by_no_private_tag(client):
    article = make_live(make_centre())
    for code in ("km", "cjm-cham", "und-sanchi"):
        translate(article, code)

    for page in (article, article.get_parent(), article.get_parent().get_parent()):
        html = html_of(client, page.url)
        alternates = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html)
        tags = [tag for tag, _url in alternates]
        assert tags == ["vi", "km-VN", "cjm-Cham-VN", "x-default"]
        assert dict(alternates)["vi"] == dict(alternates)["x-default"] == page.full_url
        assert 'hreflang="und' not in html


def test_a_page_in_one_language_names_no_other(client):
    article = make_live(make_centre())
    Locale.objects.create(language_code="km")

    html = html_of(client, article.url)

    assert 'rel="alternate"' not in html
    assert "tongues" not in html


def test_readers_are_led_to_what_exists_live_and_to_nothing_else(client):
    centre = make_centre()
    article, other = make_live(centre), make_live(centre)
    khmer = translate(article, "km")
    other.copy_for_translation(Locale.objects.get(language_code="km"))

    assert f'<a href="{khmer.url}" hreflang="km-VN" lang="km-VN">ខ្មែរ</a>' in html_of(
        client, article.url
    )
    assert "/km/" not in html_of(client, other.url)


def test_a_language_without_a_verified_name_is_named_in_vietnamese_and_marked_so(client):
    article = make_live(make_centre())
    page = translate(article, "rad")
    link = f'<a href="{page.url}" hreflang="rad-Latn-VN" lang="vi">Tiếng Ê-đê</a>'
    assert link in html_of(client, article.url)


def test_from_another_language_readers_come_back_to_the_vietnamese_page(client):
    article = make_live(make_centre())

    html = html_of(client, translate(article, "km").url)

    assert f'href="{article.url}" hreflang="vi" lang="vi">Tiếng Việt</a>' in html
    assert f'href="/en{article.url}" hreflang="en"' in html
    assert client.get(f"/en{article.url}").status_code == 200


def test_vietnamese_words_around_a_page_in_another_language_are_marked(client):
    html = html_of(client, translate(make_live(make_centre()), "km").url)

    assert '<html lang="km-VN">' in html
    assert '<header class="masthead" lang="vi">' in html
    assert '<ul class="wrap" lang="km-VN">' in html
    assert '<footer class="footer" lang="vi">' in html
    assert '<p class="item__kind" lang="vi">' in html
    assert "vi_VN" not in html


def test_breadcrumbs_name_no_section_that_is_not_live(client):
    article = make_live(make_centre())
    locale = Locale.objects.create(language_code="km")
    publish_copy(article.get_parent().get_parent().specific.copy_for_translation(locale))
    article.get_parent().specific.copy_for_translation(locale)
    page = publish(article.copy_for_translation(locale))

    crumbs = client.get(page.url).context["portal"].crumbs()

    assert [link.url for link in crumbs] == ["/km/", page.url]


def publish_copy(page):
    with changing():
        page.get_latest_revision().publish(skip_permission_checks=True)


def test_breadcrumbs_lead_from_home_to_the_page(client):
    centre = make_centre()
    article = make_live(centre, title="Lương hưu")

    crumbs = client.get(article.url).context["portal"].crumbs()

    assert [link.url for link in crumbs] == ["/", article.get_parent().url, article.url]
    assert crumbs[-1].current


def test_the_menu_lists_live_sections_and_marks_the_one_we_are_in(client):
    centre = make_centre()
    make_section(centre, "Chính sách")
    article = make_live(centre)

    menu = client.get(article.url).context["portal"].menu

    assert [(link.title, link.current) for link in menu] == [
        ("Tin tức", True),
        ("Chính sách", False),
    ]


def test_the_foot_names_the_responsible_office_and_its_hotline(client):
    province = make_province(name="BHXH tỉnh Lào Cai")
    put_fact(province, "hotline", "0214 000 0000")
    put_fact(province.parent, "hotline", "1900 9068")
    article = make_live(province)

    html = html_of(client, article.url)

    foot = html[html.index("<footer") :]
    assert "BHXH tỉnh Lào Cai" in foot
    assert "0214 000 0000" in foot
    assert "1900 9068" not in html


def test_what_every_page_loads_beside_its_pictures_stays_light(client):
    centre = make_centre()
    for _number in range(10):
        make_live(centre, cover=make_picture())

    html = html_of(client, "/")

    names = set(re.findall(r'(?:href|src)="/static/([^"#]+)', html))
    assert "cms/fonts/noto-sans.woff2" in names
    files = [finders.find(name) for name in names | {"cms/fonts/noto-sans-italic.woff2"}]
    assert sum(Path(file).stat().st_size for file in files) + len(html.encode()) < 300_000


def test_readers_are_told_what_was_made_by_ai(client):
    picture = make_picture()
    picture.made_by_ai = "made"
    picture.save()
    shown = {"picture": picture, "alt": "Ảnh", "decorative": False, "caption": "", "credit": ""}
    page = make_live(make_centre(), cover=picture, body=[("picture", shown)])

    html = html_of(client, page.url)

    assert html.count("Ảnh do AI tạo") == 2
