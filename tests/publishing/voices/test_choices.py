import pytest

from publishing.voices.choices import choice_for, goes_out_at, offices_that_let_out
from tests.factories.bulletin_sounds import let_out
from tests.factories.offices import make_province
from tests.factories.publishing import make_bare_office

pytestmark = pytest.mark.django_db


def test_nobody_said_so_and_nothing_goes_out():
    assert choice_for(make_province()) is None
    assert offices_that_let_out(True) == []


def test_the_last_word_counts_and_the_province_speaks_for_its_grassroots_offices():
    province = make_province()
    first, own = (make_bare_office(level="grassroots", parent=province) for _n in range(2))
    let_out(province)
    let_out(own, goes_out=False)
    assert goes_out_at(first) is not None
    assert goes_out_at(own) is None
    assert set(offices_that_let_out(False)) == {province.pk, first.pk}
    let_out(province, says_label=True)
    assert set(offices_that_let_out(True)) == {province.pk, first.pk}
    assert offices_that_let_out(False) == []


def test_the_centre_speaks_for_nobody_below():
    province = make_province()
    let_out(province.parent)
    assert goes_out_at(province) is None
    assert set(offices_that_let_out(False)) == {province.parent_id}
