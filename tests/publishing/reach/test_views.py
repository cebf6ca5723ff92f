import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cms.models import Role
from publishing.models import Release
from publishing.services.confirmations import confirm_delivery
from tests.factories.communes import make_bulletin, make_commune
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/xa/do-phu/"


@pytest.fixture
def office():
    return make_bare_office(level="province", name="BHXH tỉnh A")


@pytest.fixture
def bulletin(office):
    delivery = make_bulletin(make_commune(office, name="Loa xã Nà Hang"), "Tăng lương hưu")
    confirm_delivery(delivery=delivery, kind="not_played", by="telephone", reason="=mất điện")
    return delivery


def test_a_leader_sees_letters_colours_and_reasons(client, office, bulletin):
    client.force_login(make_user(office, Role.LEADER))
    html = client.get(ADDRESS, {"bulletin": bulletin.release_id}).content.decode()
    assert "reach--not-played" in html
    assert "xã Nà Hang" in html
    assert "=mất điện" in html
    assert "☎" in html


def test_another_office_sees_nothing_of_it(client, bulletin):
    client.force_login(make_user(make_bare_office(), Role.LEADER))
    for query in ({}, {"bulletin": bulletin.release_id}):
        html = client.get(ADDRESS, query).content.decode()
        assert "Nà Hang" not in html
        assert "Tăng lương hưu" not in html


def test_both_files_hold_the_same_and_no_formula(client, office, bulletin):
    client.force_login(make_user(office, Role.CHANNEL_KEEPER))
    answer = client.get(f"{ADDRESS}xuat.csv", {"bulletin": bulletin.release_id})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    lines = list(csv.reader(StringIO(text)))
    book = client.get(f"{ADDRESS}xuat.xlsx", {"bulletin": bulletin.release_id})
    sheet = load_workbook(BytesIO(b"".join(book.streaming_content))).active
    assert [[cell or "" for cell in row] for row in sheet.values] == lines
    assert lines[1][2] == "xã Nà Hang"
    assert lines[1][4] == "'=mất điện"


def test_a_filter_that_makes_no_sense_is_passed_over(client, office, bulletin):
    client.force_login(make_user(office, Role.LEADER))
    wrong = {"bulletin": "x", "since": "hôm nay", "province": "?", "language": "?"}
    assert client.get(ADDRESS, wrong).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_communes(client, office, bulletin):
    client.force_login(make_user(office, Role.LEADER))
    numbers = []
    for _round in range(3):
        client.get(ADDRESS)
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        numbers.append(len(queries.captured_queries))
        for _n in range(4):
            make_bulletin(make_commune(office))
    assert len(set(numbers)) == 1


def test_a_bulletin_is_listed_under_its_day_in_vietnam(client, office, bulletin):
    live = datetime(2026, 11, 19, 17, 30, tzinfo=UTC)  # half past midnight there
    Release.objects.filter(pk=bulletin.release_id).update(went_live_at=live)
    client.force_login(make_user(office, Role.LEADER))
    html = client.get(ADDRESS).content.decode()
    assert "(20/11/2026)" in html
    assert "(19/11/2026)" not in html
