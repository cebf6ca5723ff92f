"""The sheet as a download, and what its code leads to."""

import pytest
from django.urls import reverse

from cms.models import Role
from cms.permissions import sync_office_permissions
from tests.factories.offices import make_province
from tests.factories.packages import set_fact
from tests.factories.paper import PaperDesk
from tests.factories.users import make_admin_user, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return PaperDesk(lead="Gọi {{hotline}} để hỏi.", title="Tên / có “dấu”\nvà ../xuống dòng")


@pytest.fixture(autouse=True)
def hotline(monkeypatch):
    """Every office of these tests has one, before its item is submitted."""
    submit = PaperDesk.submit

    def with_hotline(self):
        set_fact(self.office, "hotline", "1900 9068")
        return submit(self)

    monkeypatch.setattr(PaperDesk, "submit", with_hotline)


def sheet_address(desk):
    return reverse("publishing_sheet", args=[desk.page.pk])


def test_the_office_gets_the_sheet_as_a_pdf(desk, client):
    sync_office_permissions()
    client.force_login(desk.secretary)
    answer = client.get(sheet_address(desk))
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"].startswith("private, no-store")
    assert "/" not in answer["Content-Disposition"]


def test_the_screen_of_approval_links_to_it(desk, client):
    sync_office_permissions()
    client.force_login(desk.leader)
    shown = client.get(reverse("loa_approve", args=[desk.waiting.pk])).content.decode()
    assert sheet_address(desk) in shown


def test_other_offices_and_the_public_get_nothing(desk, client):
    assert client.get(sheet_address(desk)).status_code == 302
    client.force_login(make_admin_user(make_province(), Role.LEADER))
    assert client.get(sheet_address(desk)).status_code in (302, 403)
    assert client.post(sheet_address(desk)).status_code in (302, 403, 405)


def test_an_item_that_is_not_there_is_not_found(client):
    client.force_login(make_user(is_superuser=True))
    for number in (987654, 10**30):
        assert client.get(f"/admin/goi-dang/{number}/phieu-trinh-duyet.pdf").status_code == 404


def check(client, desk, fingerprint):
    address = reverse("publishing_sheet_check", args=[desk.page.pk, fingerprint])
    return client.get(address).content.decode()


def test_the_code_of_a_present_sheet_leads_the_secretary_on(desk, client):
    sync_office_permissions()
    client.force_login(desk.secretary)
    page = check(client, desk, desk.shown())
    assert "đúng với gói đăng hiện nay" in page
    assert f"{reverse('loa_paper', args=[desk.waiting.pk])}?fingerprint={desk.shown()}" in page


def test_the_code_of_an_old_sheet_says_to_print_anew(desk, client):
    sync_office_permissions()
    client.force_login(desk.secretary)
    printed = desk.shown()
    set_fact(desk.office, "hotline", "1900 0000")
    page = check(client, desk, printed)
    assert "không còn đúng với gói đăng" in page
    assert sheet_address(desk) in page
    assert reverse("loa_paper", args=[desk.waiting.pk]) not in page


def test_a_leader_who_scans_the_code_is_offered_no_recording(desk, client):
    sync_office_permissions()
    client.force_login(desk.leader)
    assert reverse("loa_paper", args=[desk.waiting.pk]) not in check(client, desk, desk.shown())
