"""What the picker beside a text offers."""

import pytest
from django.template import Context, Template

from cms.models import Office
from cms.quotable_facts import as_data, office_of, quotable, scripts
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import set_fact
from tests.factories.pages import make_article

pytestmark = pytest.mark.django_db


def by_key(office: Office) -> dict:
    return {one.key: one for one in quotable(office)}


def test_a_province_sees_its_own_values_and_what_it_lacks():
    province, other = make_province(), make_province()
    set_fact(province, "hotline", "0207 000 0000")
    set_fact(other, "figure:beds", "12")

    offered = by_key(province)

    assert offered["hotline"].value == "0207 000 0000"
    assert offered["figure:beds"].value == ""
    assert all(one.lacking == 0 for one in offered.values())


def test_the_centre_sees_how_many_provinces_lack_a_value():
    centre = make_centre()
    province, _other = make_province(), make_province()
    set_fact(centre, "hotline", "1900 9068")
    set_fact(province, "hotline", "0207 000 0000")

    assert by_key(centre)["hotline"].lacking == 1


def test_it_takes_as_many_queries_for_many_offices(django_assert_max_num_queries):
    centre = make_centre()
    for _n in range(5):
        make_province()

    with django_assert_max_num_queries(5):
        as_data(centre)


def test_a_page_speaks_for_its_own_office():
    province = make_province()

    assert office_of(make_article(province)) == province
    assert office_of(province.home) == province


def test_the_scripts_are_told_where_to_ask_and_what_to_say():
    html = Template("{{ it }}").render(Context({"it": scripts(7)}))

    assert 'data-page="7"' in html
    assert "chen-thong-tin/" in html
    assert html.count("<script") == 3
