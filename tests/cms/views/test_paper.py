"""The screen that records a signature on paper, and the scans behind it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.approval.paper import SHORTEST
from cms.models import Approval, Role
from cms.permissions import sync_office_permissions
from tests.factories.offices import make_province
from tests.factories.paper import PDF, PaperDesk, make_scan
from tests.factories.users import make_admin_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    desk = PaperDesk()
    sync_office_permissions()
    return desk


def form(desk, **changes):
    given = {
        "signatory": desk.leader.pk,
        "fingerprint": desk.shown()[:SHORTEST],
        "signed_on": timezone.localdate().isoformat(),
        "scan": make_scan(),
    }
    return {**given, **changes}


def address(desk):
    return reverse("loa_paper", args=[desk.waiting.pk])


def test_the_secretary_records_what_was_signed(desk, client):
    client.force_login(desk.secretary)
    shown = client.get(reverse("loa_approve", args=[desk.waiting.pk]))
    assert address(desk) in shown.content.decode()
    assert client.get(address(desk)).status_code == 200
    answer = client.post(address(desk), form(desk))
    assert answer.status_code == 302
    assert desk.now().live


def test_a_wrong_fingerprint_keeps_the_form_and_says_what_to_do(desk, client):
    client.force_login(desk.secretary)
    answer = client.post(address(desk), form(desk, fingerprint="0" * SHORTEST))
    assert answer.status_code == 200
    assert "in lại phiếu" in answer.content.decode()
    assert not desk.now().live


def test_the_screen_does_not_give_the_fingerprint_away(desk, client):
    client.force_login(desk.secretary)
    assert desk.shown()[:SHORTEST] not in client.get(address(desk)).content.decode()


def test_a_scanned_code_fills_the_fingerprint_in(desk, client):
    client.force_login(desk.secretary)
    shown = client.get(address(desk), {"fingerprint": "abcd" * 16})
    assert "abcd" * 16 in shown.content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"signatory": ""},
        {"signatory": "999999999999999999999999"},
        {"fingerprint": "\x00" * 8},
        {"signed_on": "0001-01-01"},
        {"signed_on": "hôm qua"},
        {"scan": ""},
        {"comment": "a" * 5000},
    ],
)
def test_what_cannot_be_is_said_at_its_field(desk, client, changes):
    client.force_login(desk.secretary)
    answer = client.post(address(desk), form(desk, **changes))
    assert answer.status_code == 200
    assert "error-message" in answer.content.decode()
    assert not desk.now().live


def test_others_are_turned_away(desk, client):
    for person in (desk.editor, desk.leader):
        client.force_login(person)
        assert client.get(address(desk)).status_code in (302, 403)
        client.post(address(desk), form(desk))
        assert not desk.now().live


def test_a_step_that_is_over_is_said(desk, client):
    desk.approve(desk.leader)
    client.force_login(desk.secretary)
    assert client.get(address(desk)).status_code == 302


def scan_address():
    row = Approval.objects.filter(decision="approved").get()
    return reverse("loa_evidence", args=[row.sequence])


def test_the_scan_is_downloaded_and_never_shown(desk, client):
    desk.record()
    client.force_login(desk.secretary)
    answer = client.get(scan_address())
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_scan_is_not_for_other_offices_nor_the_public(desk, client):
    desk.record()
    where = scan_address()
    assert client.get(where).status_code == 302
    client.force_login(make_admin_user(make_province(), Role.LEADER))
    assert client.get(where).status_code in (302, 403)


def test_the_scan_has_no_public_address(desk, client):
    desk.record()
    row = Approval.objects.filter(decision="approved").get()
    assert client.get(f"/media/{row.evidence.name}").status_code == 404


def test_the_first_screen_of_a_secretary_lists_what_waits_for_a_signature(desk, client):
    client.force_login(desk.secretary)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Chờ ký" in page
    assert desk.page.title in page
