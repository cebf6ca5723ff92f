"""The line that says which places an item will not reach."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import Office
from publishing.left_out import left_out
from publishing.package import assemble
from tests.factories.approval import Desk
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import choose, make_communes, make_facebook, set_fact
from tests.factories.publishing import make_bare_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def desk(province):
    """A national item for a page of its own and for a province that has no hotline."""
    centre = make_centre()
    set_fact(centre, "hotline", "1900 9068")
    desk = Desk(centre, lead="Gọi {{hotline}}.")
    counter = make_bare_office(level=Office.Level.GRASSROOTS, parent=province)
    below = make_communes(counter, 2)
    choose(desk, [make_facebook(centre), make_facebook(province, "Trang tỉnh"), *below])
    return desk


def packed(desk):
    page = desk.now()
    return assemble(page, page.get_latest_revision())


def test_places_are_counted_by_the_province_that_answers_for_them(desk, province):
    (group,) = left_out(packed(desk).legs)

    assert (group.office, group.places) == (province, 3)
    assert group.reason == "chưa có đường dây nóng"


def test_naming_the_places_asks_the_database_nothing(desk):
    legs = packed(desk).legs

    with CaptureQueriesContext(connection) as queries:
        left_out(legs)

    assert len(queries) == 0


def test_nothing_is_left_out_once_the_value_is_there(desk, province):
    set_fact(province, "hotline", "0262 000 0000")

    assert left_out(packed(desk).legs) == []


def test_the_own_offices_lack_is_no_place_left_out():
    assert left_out(packed(Desk(lead="Gọi {{hotline}}.")).legs) == []


def test_editor_and_approver_read_it_on_top(desk, province, client):
    said = f"{province} (3) – chưa có đường dây nóng"
    client.force_login(desk.editor)
    for name in ("publishing_package", "loa_submit"):
        shown = client.get(reverse(name, args=[desk.page.pk])).content.decode()
        assert "3 nơi sẽ không nhận được:" in shown
        assert said in shown

    step = desk.submit()
    client.force_login(desk.leader)
    assert said in client.get(reverse("loa_approve", args=[step.pk])).content.decode()
