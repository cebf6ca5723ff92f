"""The report of approvals on the screen and as files."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cms.models import Role
from cms.permissions import sync_office_permissions
from tests.factories.paper import PaperDesk
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    desk = PaperDesk(title='=HYPERLINK("http://x.example")')
    desk.record(comment="=1+1")
    observer = make_user(desk.office, Role.OBSERVER)
    sync_office_permissions()
    client.force_login(observer)
    return desk


def test_the_report_shows_who_signed_and_who_recorded(desk, client):
    page = client.get(reverse("loa_approval_report")).content.decode()
    assert str(desk.leader) in page
    assert str(desk.secretary) in page
    assert "ký trên giấy" in page
    assert "Bản quét" in page


def test_the_menu_of_reports_has_only_this_one(desk, client):
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("loa_approval_report") in page
    assert reverse("wagtailadmin_reports:site_history") not in page


def test_what_was_not_understood_is_left_out(desk, client):
    asked = {"office": "x", "person": "\x00", "decision": "?", "since": "x", "p": "99999999999"}
    assert client.get(reverse("loa_approval_report"), asked).status_code == 200


def test_nothing_found_and_nothing_yet_are_said_apart(desk, client):
    nothing = client.get(reverse("loa_approval_report"), {"decision": "returned"})
    assert "Hiện tất cả" in nothing.content.decode() or "Xem tất cả" in nothing.content.decode()
    from tests.factories.offices import make_province

    stranger = make_user(make_province(), Role.OBSERVER)
    sync_office_permissions()
    client.force_login(stranger)
    assert "Chưa có bài nào" in client.get(reverse("loa_approval_report")).content.decode()


def test_csv_and_xlsx_hold_the_same_neutralised_lines(desk, client):
    text = b"".join(client.get(reverse("loa_approval_export", args=["csv"])).streaming_content)
    lines = list(csv.reader(StringIO(text.decode("utf-8-sig"))))
    file = b"".join(client.get(reverse("loa_approval_export", args=["xlsx"])).streaming_content)
    sheet = load_workbook(BytesIO(file)).active
    assert lines == [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    cells = {cell for line in lines for cell in line}
    assert "'=1+1" in cells
    assert not any(cell.startswith("=") for cell in cells)


def test_pages_keep_the_filters(desk, client, monkeypatch):
    monkeypatch.setattr("cms.views.reports.PER_PAGE", 1)
    page = client.get(reverse("loa_approval_report"), {"decision": "", "p": "2"})
    assert page.context["page"].number == 2
    assert "p=1" in page.content.decode()
