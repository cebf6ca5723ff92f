"""A national page answers under an office's address, with that office's facts."""

import pytest
from wagtail.models import Page

from cms.going_live import allow
from cms.models import Edition, SectionPage
from tests.factories.offices import make_centre, make_province, section_of
from tests.factories.pages import make_article, publish
from tests.factories.portal import put_fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    office = make_centre()
    put_fact(office, "hotline", "1900 9068")
    put_fact(office, "figure:bhyt_coverage", "94,29", "% dân số")
    return office


@pytest.fixture
def province(centre):
    office = make_province(name="BHXH tỉnh Lào Cai")
    put_fact(office, "hotline", "0214 000 0000")
    put_fact(office, "figure:bhyt_coverage", "95,6", "% dân số")
    return office


@pytest.fixture
def national(centre):
    body = [("paragraph", "<p>Gọi {{hotline}}: {{figure:bhyt_coverage}}; {{office_email}}</p>")]
    return publish(make_article(centre, title="Lương hưu", body=body))


def at(office, page) -> str:
    """The page's address under the office's."""
    return office.home.specific.url + page.url.lstrip("/")


def test_it_speaks_with_the_offices_hotline_and_points_to_the_national_address(
    client, province, national
):
    html = client.get(at(province, national)).content.decode()

    assert "Gọi 0214 000 0000: 95,6 % dân số" in html
    assert "1900 9068" not in html
    assert f'<link rel="canonical" href="{national.full_url}">' in html
    assert f'property="og:url" content="http://localhost{at(province, national)}"' in html
    assert f'content="{national.live_marker}"' in html


def test_a_title_speaks_with_the_offices_hotline_wherever_it_stands(client, centre, province):
    page = publish(make_article(centre, title="Gọi {{hotline}} để hỏi"))

    html = client.get(at(province, page)).content.decode()
    section = client.get(at(province, page.get_parent())).content.decode()

    assert "<title>Gọi 0214 000 0000 để hỏi" in html
    assert '<span aria-current="page">Gọi 0214 000 0000 để hỏi</span>' in html
    assert "<h1>Gọi 0214 000 0000 để hỏi</h1>" in html
    assert "Gọi 0214 000 0000 để hỏi</a>" in section
    assert "{{hotline}}" not in html + section


def test_what_search_engines_read_of_a_section_is_filled_in(client, centre):
    section = section_of(centre)
    SectionPage.objects.filter(pk=section.pk).update(intro="Hỏi qua số {{hotline}}")

    html = client.get(section.url).content.decode()

    assert 'name="description" content="Hỏi qua số 1900 9068"' in html
    assert "{{hotline}}" not in html


def test_a_contact_that_the_office_lacks_is_never_another_ones(client, centre, province, national):
    put_fact(centre, "office_email", "trung-uong@example.vn")

    html = client.get(at(province, national)).content.decode()

    assert "trung-uong@example.vn" not in html
    assert "(đang cập nhật)" in html or "(being updated)" in html


def test_breadcrumbs_and_menu_stay_with_the_office(client, province, national):
    portal = client.get(at(province, national)).context["portal"]

    assert [link.url for link in portal.crumbs()] == [
        "/",
        province.home.specific.url,
        at(province, national.get_parent()),
        at(province, national),
    ]
    assert portal.menu[0].url == at(province, section_of(province.parent))


def test_a_page_that_is_not_live_answers_404(client, province, centre):
    draft = make_article(centre, title="Bản nháp")

    assert client.get(at(province, draft)).status_code == 404
    assert client.get(draft.url).status_code == 404


def test_an_office_that_is_not_live_answers_404(client, province, national):
    own = publish(make_article(province, title="Của tỉnh"))
    Page.objects.filter(pk=province.home_id).update(live=False)  # no screen lets anybody do it now

    for url in (province.home.specific.url, at(province, national), own.url):
        assert client.get(url).status_code == 404


def test_no_office_answers_for_another_one(client, province, national):
    other = make_province()

    assert client.get(at(province, other.home.specific)).status_code == 404
    assert (
        client.get(province.home.specific.url + at(other, national).lstrip("/")).status_code == 404
    )


def test_an_unknown_path_under_an_office_answers_404(client, province):
    assert client.get(province.home.specific.url + "khong-co/gi-ca/").status_code == 404


def test_the_offices_live_local_copy_takes_the_national_pages_place(client, province, national):
    copy = publish(make_article(province, title="Lương hưu ở Lào Cai"))
    Edition.objects.filter(page=copy).update(work=national.edition.work)

    response = client.get(at(province, national))

    assert response.context["page"].title == "Lương hưu ở Lào Cai"
    assert f'href="{copy.full_url}"' in response.content.decode()

    with allow(copy):
        copy.unpublish()
    assert client.get(at(province, national)).context["page"].title == "Lương hưu"


def test_the_national_address_keeps_the_centres_facts(client, province, national):
    assert "Gọi 1900 9068" in client.get(national.url).content.decode()


def test_an_offices_own_page_speaks_with_its_facts(client, province):
    body = [("paragraph", "<p>Gọi {{hotline}}</p>")]
    own = publish(make_article(province, title="Của tỉnh", body=body))

    assert "Gọi 0214 000 0000" in client.get(own.url).content.decode()
