"""A table of facts, as people send it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.fact_tables.reading import MOST_BYTES, read
from cms.models import Fact, FactImport, Role
from tests.factories.fact_tables import csv_table
from tests.factories.offices import make_centre, make_province
from tests.factories.portal import put_fact
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/so-lieu/nhap/"


@pytest.fixture
def desk(client):
    client.force_login(make_user(make_centre(), Role.EDITOR))
    return client


def send(client, *rows, data: bytes | None = None):
    data = csv_table(*((*row, "", "") for row in rows)) if data is None else data
    return client.post(UPLOAD, {"file": SimpleUploadedFile("so-lieu.csv", data)}, follow=True)


def shown_hash(answer) -> str:
    found = re.search(r'name="shown" value="([0-9a-f]{64})"', answer.content.decode())
    assert found
    return found[1]


def test_the_preview_shows_what_changes_and_then_just_that_is_proposed(desk):
    one, other = make_province(), make_province()
    put_fact(one, "hotline", "1900 0000")

    answer = send(desk, (one.code, "hotline", "1900 1111"), (other.code, "bank", "Kho bạc"))

    shown = answer.content.decode()
    assert "<del>1900 0000</del>" in shown
    assert "<ins>1900 1111</ins>" in shown
    assert "Đề xuất 2 thay đổi" in shown
    assert not Fact.objects.filter(state=Fact.State.PROPOSED).exists()

    done = desk.post(answer.redirect_chain[-1][0], {"shown": shown_hash(answer)}, follow=True)

    assert "2 thay đổi cho 2 đơn vị" in done.content.decode()
    assert Fact.objects.filter(state=Fact.State.PROPOSED).count() == 2
    assert "so-lieu.csv" in desk.get(UPLOAD).content.decode()


def test_wrong_rows_are_listed_and_no_button_imports_the_others(desk):
    office = make_province()

    shown = send(desk, (office.code, "hotline", "1900 1"), ("XX", "bank", "1")).content.decode()

    assert "Dòng 3" in shown
    assert "Không có đơn vị nào mang mã “XX”" in shown
    assert "Đề xuất 1 thay đổi" not in shown


def test_a_preview_that_is_no_longer_true_is_shown_anew(desk):
    office = make_province()
    answer = send(desk, (office.code, "hotline", "1900 1111"))
    put_fact(office, "hotline", "1900 9999")

    again = desk.post(answer.redirect_chain[-1][0], {"shown": shown_hash(answer)}, follow=True)

    shown = again.content.decode()
    assert "Hãy xem lại" in shown
    assert "<del>1900 9999</del>" in shown
    assert not Fact.objects.filter(state=Fact.State.PROPOSED).exists()


@pytest.mark.parametrize("data", [b"", b"x" * (MOST_BYTES + 1), b"PK nothing", b"a,b"])
def test_what_is_no_table_is_refused_at_the_form(desk, data):
    shown = send(desk, data=data).content.decode()

    assert 'role="alert"' in shown
    assert not FactImport.objects.exists()


def test_without_a_file_it_is_said(desk):
    assert "Hãy chọn" in desk.post(UPLOAD, {}).content.decode()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_template_is_a_table_that_can_be_sent(desk, kind):
    put_fact(make_province(), "hotline", "1900 1111")

    answer = desk.get(reverse("loa_fact_template", args=[kind]))

    assert f".{kind}" in answer["Content-Disposition"]
    rows = read(b"".join(answer.streaming_content))
    assert "1900 1111" in {row.cells["value"] for row in rows}


def test_a_province_gets_its_own_facts_and_no_others(client):
    office = make_province()
    put_fact(office, "hotline", "0207 1")
    put_fact(make_province(), "hotline", "rieng 9")
    client.force_login(make_user(office, Role.EDITOR))

    answer = client.get(reverse("loa_fact_template", args=["csv"]))

    text = b"".join(answer.streaming_content).decode()
    assert "0207 1" in text
    assert "rieng 9" not in text


def test_a_table_is_seen_by_who_sent_it_alone(desk, client):
    send(desk, (make_province().code, "hotline", "1900 1111"))
    url = reverse("loa_fact_table", args=[FactImport.objects.get().pk])

    client.force_login(make_user(make_centre(), Role.EDITOR))

    assert client.get(url).status_code == 404
    assert client.post(url, {"shown": "x"}).status_code == 404


def test_who_proposes_nothing_has_no_such_screen(client):
    client.force_login(make_user(make_province(), Role.OBSERVER))

    assert client.get(UPLOAD).url == reverse("wagtailadmin_home")
    answer = client.get(reverse("loa_fact_template", args=["csv"]))
    assert answer.url == reverse("wagtailadmin_home")
