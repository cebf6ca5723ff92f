"""Bulletins that nobody confirmed, on the first screen of grassroots officers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import Office, Role
from publishing.models import Confirmation
from publishing.silent_panel import MOST_COMMUNES, SilentPanel
from tests.factories.communes import make_bulletin, make_commune
from tests.factories.publishing import make_bare_office, make_delivery
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_bare_office(level=Office.Level.GRASSROOTS)


@pytest.fixture
def officer(office):
    return make_user(office, Role.GRASSROOTS_OFFICER)


def said(delivery, kind="received"):
    Confirmation(
        kind=kind, by="link", delivery=delivery, delivery_key=delivery.key, at=delivery.created_at
    ).save()


def test_it_lists_what_no_commune_of_the_office_has_confirmed(office, officer):
    silent = make_bulletin(make_commune(office), "Đóng BHYT")
    said(make_bulletin(make_commune(office), "Đã nhận"))
    make_bulletin(make_commune(), "Của nơi khác")

    panel = SilentPanel.for_user(officer)

    assert [one.title for one in panel.bulletins] == ["Đóng BHYT"]
    assert [one.deliveries for one in panel.bulletins] == [[silent]]
    assert panel.total == 1


def test_it_is_absent_when_all_is_confirmed_and_for_everybody_else(office, officer):
    delivery = make_bulletin(make_commune(office))
    assert SilentPanel.for_user(make_user(office, Role.OBSERVER)) is None
    assert SilentPanel.for_user(make_user(is_superuser=True)) is None

    said(delivery)

    assert SilentPanel.for_user(officer) is None


def test_one_bulletin_is_one_row_however_many_communes_are_silent(office, officer):
    first = make_bulletin(make_commune(office), "Đóng BHYT")
    for _each in range(MOST_COMMUNES):
        make_delivery(first.release, make_commune(office), state=first.state)

    (row,) = SilentPanel.for_user(officer).bulletins
    assert (len(row.deliveries), len(row.shown), row.more) == (7, MOST_COMMUNES, 1)


def test_queries_do_not_grow_with_the_communes(office, officer, django_assert_num_queries):
    make_bulletin(make_commune(office))
    with CaptureQueriesContext(connection) as before:
        SilentPanel.for_user(officer)
    for _each in range(4):
        make_bulletin(make_commune(office))
    with django_assert_num_queries(len(before)):
        SilentPanel.for_user(officer)


def test_the_first_screen_leads_to_where_the_telephone_call_is_recorded(client, office, officer):
    commune = make_commune(office, name="Loa xã Thử")
    delivery = make_bulletin(commune, "Đóng BHYT")
    client.force_login(officer)

    shown = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "Bản tin chưa ai xác nhận" in shown
    assert reverse("publishing_delivery", args=[delivery.pk]) in shown
    assert "Loa xã Thử" in shown
