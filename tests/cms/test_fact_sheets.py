"""Figures come from the offices above, contacts from the office itself."""

import pytest

from cms.fact_sheets import facts_for, sheets_for
from cms.models import Fact, Office
from tests.factories.offices import make_centre, make_province
from tests.factories.portal import put_fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    """A centre, a province and a grassroots office below it."""
    province = make_province()
    grassroots = make_province(parent=province.parent)
    grassroots.parent, grassroots.level = province, Office.Level.GRASSROOTS
    grassroots.save()
    return make_centre(), province, grassroots


def test_a_fact_is_its_value_with_its_unit():
    province = make_province()
    put_fact(province, "figure:bhyt_coverage", "95,6", "% dân số")

    assert facts_for(province) == {"figure:bhyt_coverage": "95,6 % dân số"}


def test_figures_fall_back_to_the_nearest_office_above(line):
    centre, province, grassroots = line
    put_fact(centre, "figure:a", "nước")
    put_fact(centre, "figure:b", "nước")
    put_fact(province, "figure:b", "tỉnh")
    put_fact(grassroots, "figure:c", "xã")

    assert facts_for(grassroots) == {"figure:a": "nước", "figure:b": "tỉnh", "figure:c": "xã"}


def test_contacts_never_come_from_the_centre(line):
    centre, province, grassroots = line
    put_fact(centre, "hotline", "1900 9068")

    assert facts_for(province) == facts_for(grassroots) == {}


def test_a_grassroots_office_uses_the_contacts_of_its_province(line):
    _centre, province, grassroots = line
    put_fact(province, "hotline", "0207 1")
    put_fact(province, "office_address", "Số 1")
    put_fact(grassroots, "office_address", "Số 2")

    assert facts_for(grassroots) == {"hotline": "0207 1", "office_address": "Số 2"}


def test_one_sheet_says_the_same_as_the_sheets_of_all(line):
    centre, province, grassroots = line
    put_fact(centre, "hotline", "1900 9068")
    put_fact(centre, "figure:a", "nước")
    put_fact(province, "hotline", "0207 1")
    put_fact(grassroots, "figure:a", "xã")

    assert sheets_for(line) == {office.pk: facts_for(office) for office in line}


def test_only_facts_in_force_count():
    province = make_province()
    for state in (Fact.State.PROPOSED, Fact.State.REPLACED, Fact.State.REFUSED):
        Fact.objects.create(office=province, key="hotline", value=state, state=state)

    assert facts_for(province) == {}


def test_the_facts_of_an_office_are_one_query(django_assert_num_queries):
    province = make_province()
    put_fact(province.parent, "figure:a", "1")

    with django_assert_num_queries(1):
        facts_for(province)


def test_the_sheets_of_any_number_of_offices_are_two_queries(django_assert_num_queries):
    offices = [make_province() for _n in range(3)]

    with django_assert_num_queries(2):
        sheets_for(offices)
