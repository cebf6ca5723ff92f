"""Infographics as pages: what readers and editors see of them."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from media_assets.pieces.marking import SOURCE
from media_assets.pieces.palettes import PALETTES
from tests.factories.infographics import EVERY_BLOCK, chart, make_infographic
from tests.factories.offices import make_centre
from tests.factories.packages import set_fact
from tests.factories.pages import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    office = make_centre()
    set_fact(office, "hotline", "1900 9068")
    return office


def test_readers_get_real_text_and_a_table_behind_each_chart(client, centre):
    page = publish(make_infographic(centre, piece=EVERY_BLOCK, source_line="Báo cáo 2024"))
    html = client.get(page.url).content.decode()

    for words in ("mức đóng hằng tháng", "Gọi 1900 9068", "Bắt buộc", "1/7/2025", "Báo cáo 2024"):
        assert words in html
    assert html.count("<details") == 3
    assert "<polyline" in html
    assert not re.search(r"<[^>]+ style=", html)
    assert "Có sử dụng trí tuệ nhân tạo" not in html


def test_what_ai_helped_with_says_so_to_people_and_machines(client, centre):
    page = publish(make_infographic(centre, made_by_ai=True))
    html = client.get(page.url).content.decode()
    assert "Có sử dụng trí tuệ nhân tạo" in html
    assert f'itemprop="digitalSourceType" href="{SOURCE}"' in html


def test_a_description_that_its_editor_wrote_is_read_with_the_reader_s_facts(client, centre):
    page = publish(make_infographic(centre, long_description="Mời gọi {{hotline}}.\n<b>Hết</b>"))
    html = client.get(page.url).content.decode()
    assert "Mời gọi 1900 9068." in html
    assert "&lt;b&gt;Hết" in html
    plain = publish(make_infographic(centre, title="Không có mô tả"))
    assert "piece__description" not in client.get(plain.url).content.decode()


def test_a_chart_whose_figure_is_missing_shows_its_table_only(client, centre):
    quoted = chart(points=[{"label": "Bao phủ", "number": "{{figure:bhyt_coverage}}"}])
    page = publish(make_infographic(centre, piece=[quoted]))
    html = client.get(page.url).content.decode()
    assert "piece__bars" not in html
    assert "<details open>" in html


def test_a_chart_of_which_one_figure_is_missing_is_not_drawn_with_nought_for_it(client, centre):
    quoted = chart(
        points=[
            {"label": "Bao phủ", "number": "{{figure:bhyt_coverage}}"},
            {"label": "Mục tiêu", "number": "95"},
        ]
    )
    html = client.get(publish(make_infographic(centre, piece=[quoted])).url).content.decode()
    assert "piece__bars" not in html
    assert "<details open>" in html


def test_an_infographic_is_found_by_its_words_and_listed(client, centre):
    page = publish(make_infographic(centre))
    assert page.title in client.get("/tim-kiem/?q=can+cuoc").content.decode()
    assert page.title in client.get("/").content.decode()


def test_the_page_s_palettes_are_those_of_the_drawings():
    css = Path(finders.find("cms/css/pieces.css")).read_text()
    for name, palette in PALETTES.items():
        assert f".piece--{name} {{ --strong: {palette.strong}; --tint: {palette.tint}; }}" in css
