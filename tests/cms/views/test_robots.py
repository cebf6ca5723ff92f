"""Crawlers learn what to read."""

import pytest
from wagtail.models import Locale

from cms.structure_changes import changing
from tests.factories.offices import make_centre
from tests.factories.pages import make_article, publish

pytestmark = pytest.mark.django_db


def test_crawlers_are_kept_from_the_admin_and_told_of_the_pages(client):
    make_centre()

    text = client.get("/robots.txt").content.decode()

    assert "Disallow: /admin/" in text
    assert "Disallow: /*/tim-kiem/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_the_sitemap_lists_what_is_live(client):
    centre = make_centre()
    live = publish(make_article(centre, title="Đã đăng"))
    draft = make_article(centre, title="Bản nháp")

    xml = client.get("/sitemap.xml").content.decode()

    assert live.full_url in xml
    assert draft.full_url not in xml


def test_the_sitemap_lists_translations_and_only_under_a_live_home(client):
    home = make_centre().home.specific
    khmer = home.copy_for_translation(Locale.objects.create(language_code="km"))
    assert "/km/" not in client.get("/sitemap.xml").content.decode()

    with changing():
        khmer.get_latest_revision().publish(skip_permission_checks=True)

    assert "http://localhost/km/</loc>" in client.get("/sitemap.xml").content.decode()
