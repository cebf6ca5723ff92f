"""An office has its own values; a counter of a province has those of its province too."""

from datetime import timedelta

import pytest

from cms.fact_kinds import Kind
from cms.fact_sheets import facts_for, sheets_for, values_for, values_of
from cms.models import Fact, Office
from cms.working_time import today
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


@pytest.mark.parametrize("key", ["hotline", "figure:a"])
def test_nothing_of_the_centre_is_passed_off_as_an_offices_own(line, key):
    centre, province, grassroots = line
    put_fact(centre, key, "1900 9068")

    assert facts_for(centre) == {key: "1900 9068"}
    assert facts_for(province) == facts_for(grassroots) == {}


def test_a_grassroots_office_uses_what_its_province_says_where_it_says_nothing(line):
    _centre, province, grassroots = line
    put_fact(province, "hotline", "0207 1")
    put_fact(province, "figure:a", "412")
    put_fact(province, "office_address", "Số 1")
    put_fact(grassroots, "office_address", "Số 2")

    assert facts_for(grassroots) == {
        "hotline": "0207 1",
        "figure:a": "412",
        "office_address": "Số 2",
    }


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


def test_the_sheets_of_any_number_of_offices_are_one_query(django_assert_num_queries):
    offices = [make_province() for _n in range(3)]

    with django_assert_num_queries(1):
        sheets_for(offices)


def ending(office: Office, key: str, value: str, days: int) -> Fact:
    last = today() + timedelta(days=days)
    return Fact.objects.create(
        office=office, key=key, value=value, valid_until=last, state=Fact.State.IN_FORCE
    )


def test_after_its_last_day_a_fact_has_no_value():
    province = make_province()
    ending(province, "hotline", "0207 1", days=0)
    ending(province, "office_phone", "0207 2", days=-1)

    assert facts_for(province) == sheets_for([province])[province.pk] == {"hotline": "0207 1"}


def test_a_sheet_of_a_later_day_is_without_what_has_ended_by_then():
    province = make_province()
    ending(province, "hotline", "0207 1", days=3)
    last = today() + timedelta(days=3)

    assert facts_for(province, last) == {"hotline": "0207 1"}
    assert sheets_for([province], last + timedelta(days=1)) == {province.pk: {}}


def test_no_value_of_an_office_above_stands_in_for_one_that_has_ended(line):
    centre, province, grassroots = line
    put_fact(centre, "figure:a", "94,2")
    ending(province, "figure:a", "93", days=-1)

    assert facts_for(centre) == {"figure:a": "94,2"}
    assert facts_for(province) == facts_for(grassroots) == {}
    assert sheets_for([grassroots]) == {grassroots.pk: {}}


def test_a_value_tells_its_kind_its_unit_and_whose_it_is(line):
    _centre, province, grassroots = line
    put_fact(province, "figure:a", "1.762.678", "người")
    put_fact(province, "portal_url", "https://bhxh.example")

    values = values_for(grassroots)

    figure = values["figure:a"]
    assert (figure.value, figure.unit, figure.kind) == ("1.762.678", "người", Kind.NUMBER)
    assert (figure.office_id, str(figure)) == (province.pk, "1.762.678 người")
    assert values["portal_url"].kind == Kind.WEB
    assert values_of([grassroots]) == {grassroots.pk: values}
