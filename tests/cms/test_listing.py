"""Listings: newest first, whose items, filters, pages, and queries that do not grow."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.going_live import allow
from cms.listing import PER_PAGE
from cms.models import ArticlePage, CampaignPage, Edition
from tests.factories.offices import make_centre, make_province, make_section, section_of
from tests.factories.pages import make_article, publish
from tests.factories.portal import make_audience, make_picture, make_topic, put_fact

pytestmark = pytest.mark.django_db


def make_live(office, **fields):
    return publish(make_article(office, **fields))


def titles(items) -> list[str]:
    return [item.title for item in items]


def shown(client, url: str):
    response = client.get(url)
    assert response.status_code == 200
    return response.context


def make_running_campaign(office, days: int = 1, **fields) -> CampaignPage:
    today = timezone.localdate()
    page = CampaignPage(
        starts_on=today - dt.timedelta(days=1), ends_on=today + dt.timedelta(days=days), **fields
    )
    page.live = True
    with allow(page):
        section_of(office).add_child(instance=page)
    return page


def make_local_copy(national, office):
    """A page of the same work in the office's own part of the tree."""
    page = make_live(office, title=f"{national.title} – bản địa phương")
    Edition.objects.filter(page=page).update(
        work=national.edition.work, kind=Edition.Kind.LOCAL_COPY, source=national.edition
    )
    return page


def test_drafts_are_in_no_list(client):
    centre = make_centre()
    make_article(centre, title="Bản nháp")
    make_live(centre, title="Đã đăng")

    for url in ("/", section_of(centre).url, "/tim-kiem/?q=nhap"):
        assert "Bản nháp" not in client.get(url).content.decode()


def test_home_shows_the_newest_with_a_picture_first_and_only_the_centres_items(client):
    centre, province = make_centre(), make_province()
    make_live(centre, title="Có ảnh", cover=make_picture())
    make_live(centre, title="Mới nhất, không ảnh")
    make_live(province, title="Của tỉnh")

    context = shown(client, "/")

    assert context["lead_story"].title == "Có ảnh"
    assert titles(context["newest"]) == ["Mới nhất, không ảnh"]
    assert "Của tỉnh" not in client.get("/").content.decode()


def test_home_groups_the_newest_but_the_lead_story_by_section(client):
    centre = make_centre()
    policy = make_section(centre, "Chính sách")
    for number in range(5):
        make_live(centre, title=f"Tin {number}")
    page = ArticlePage(title="Bài chính sách", live=True)
    with allow(page):
        policy.add_child(instance=page)

    groups = {section.title: titles(items) for section, items in shown(client, "/")["by_section"]}

    assert groups == {"Tin tức": ["Tin 3", "Tin 2", "Tin 1"], "Chính sách": ["Bài chính sách"]}


def test_a_home_page_without_any_item_still_answers(client):
    make_centre()

    assert client.get("/").status_code == 200


def test_only_campaigns_that_run_today_are_on_the_home_page(client):
    centre = make_centre()
    make_running_campaign(centre, title="Đang diễn ra")
    make_running_campaign(centre, days=-1, title="Vừa hết")

    assert titles(shown(client, "/")["campaigns"]) == ["Đang diễn ra"]


def test_a_section_is_filtered_by_topic_and_audience(client):
    centre = make_centre()
    topic, audience = make_topic("huu-tri"), make_audience("nong-dan")
    make_live(centre, title="Cả hai", topics=[topic], audiences=[audience])
    make_live(centre, title="Chủ đề", topics=[topic])
    make_live(centre, title="Đối tượng", audiences=[audience])
    url = section_of(centre).url

    assert titles(shown(client, f"{url}?chu-de=huu-tri")["items"]) == ["Chủ đề", "Cả hai"]
    both = shown(client, f"{url}?chu-de=huu-tri&doi-tuong=nong-dan")["items"]
    assert titles(both) == ["Cả hai"]


@pytest.mark.parametrize(
    "query", ["chu-de=khong-co", "doi-tuong='--", "trang=0", "trang=abc", "trang=999"]
)
def test_unknown_values_in_the_address_are_no_error(client, query):
    centre = make_centre()
    make_live(centre, title="Một bài")

    assert titles(shown(client, f"{section_of(centre).url}?{query}")["items"]) == ["Một bài"]


def test_pages_of_a_list_keep_the_filter(client):
    centre = make_centre()
    topic = make_topic("huu-tri")
    for number in range(PER_PAGE + 1):
        make_live(centre, title=f"Bài {number}", topics=[topic])
    url = f"{section_of(centre).url}?chu-de=huu-tri"

    html = client.get(url).content.decode()

    assert "?chu-de=huu-tri&amp;trang=2" in html
    assert titles(shown(client, f"{url}&trang=2")["items"]) == ["Bài 0"]


def test_an_empty_section_says_so(client):
    section = make_section(make_centre(), "Trống")

    assert 'class="empty"' in client.get(section.url).content.decode()


def test_an_offices_home_shows_its_items_and_the_national_ones_without_a_local_copy(client):
    centre, province, other = make_centre(), make_province(), make_province()
    put_fact(province, "office_address", "Số 1 đường Hoàng Liên")
    make_live(province, title="Của tỉnh")
    make_live(other, title="Của tỉnh khác")
    make_live(centre, title="Toàn quốc")
    make_local_copy(make_live(centre, title="Có bản địa phương"), province)
    url = province.home.specific.url

    context = shown(client, url)

    assert titles(context["own_items"]) == ["Có bản địa phương – bản địa phương", "Của tỉnh"]
    assert titles(context["national_items"]) == ["Toàn quốc"]
    assert "Số 1 đường Hoàng Liên" in client.get(url).content.decode()


def test_a_section_at_an_office_joins_its_own_and_the_national_items(client):
    centre, province = make_centre(), make_province()
    make_live(centre, title="Toàn quốc")
    make_live(province, title="Của tỉnh")

    assert titles(shown(client, section_of(province).url)["items"]) == ["Của tỉnh", "Toàn quốc"]
    assert titles(shown(client, section_of(centre).url)["items"]) == ["Toàn quốc"]


def test_more_items_take_no_more_queries(client):
    centre = make_centre()
    section = section_of(centre)

    def count(url: str) -> int:
        client.get(url)  # makes the resized pictures
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    for _number in range(3):
        make_live(centre, cover=make_picture(), topics=[make_topic("bhyt")])
    few = [count(url) for url in (section.url, "/")]
    for _number in range(8):
        make_live(centre, cover=make_picture(), topics=[make_topic("bhyt")])

    assert [count(url) for url in (section.url, "/")] == few
