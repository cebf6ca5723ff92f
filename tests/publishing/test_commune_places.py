import pytest

from publishing.commune_places import missing_at, standings, units
from tests.factories.communes import make_commune
from tests.factories.publishing import make_bare_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def hanoi():
    return make_bare_office(code="01", level="province", name="BHXH thành phố Hà Nội")


def test_the_whole_country_is_in_the_catalogue():
    assert len(units()) == 3321
    assert len({one.code for one in units()}) == 3321


def test_what_is_there_anywhere_or_was_archived_is_not_missing(hanoi):
    below = make_bare_office(code="01-01", level="grassroots", parent=hanoi)
    make_commune(below, config={"commune_code": "00004"})
    archived = make_commune(hanoi, config={"commune_code": "00008"})
    archived.archived_at = "2026-01-01T00:00Z"
    archived.save()
    make_commune(hanoi, name="Loa Phường Giảng Võ", config={"commune_code": ""})
    for office in (hanoi, below):
        left = {one.code for one in missing_at(office)}
        assert {"00004", "00008"}.isdisjoint(left)
    assert "00025" not in {one.code for one in missing_at(hanoi)}
    assert len(missing_at(hanoi)) == 126 - 3


def test_provinces_are_counted_in_one_query(hanoi, django_assert_num_queries):
    make_commune(hanoi, config={"commune_code": "00004"})
    others = [make_bare_office(code=code, level="province") for code in ("04", "08")]
    with django_assert_num_queries(1):
        found = standings([hanoi, *others])
    assert [(one.units, one.there, one.missing) for one in found[:2]] == [
        (126, 1, 125),
        (56, 0, 56),
    ]
