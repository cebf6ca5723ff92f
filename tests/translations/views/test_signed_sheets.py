"""The printed sheet, and recording what was signed on it."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import Role
from tests.factories.paper import PDF, make_scan
from tests.factories.translations import make_linguist
from tests.factories.voices import LonelyBooth
from translations.models import SignedSheet

pytestmark = pytest.mark.django_db


def is_refused(response) -> bool:
    """As Wagtail refuses: it says so on the first screen."""
    return response.status_code == 302 and response["Location"] == reverse("wagtailadmin_home")


@pytest.fixture
def booth():
    return LonelyBooth()


def url(name: str, *args: Any) -> str:
    return reverse(f"translations_{name}", args=args)


def form(booth, **changes: Any) -> dict[str, Any]:
    return {
        "reader_name": "Kim Sa Rết",
        "reader_position": "Giáo viên",
        "fingerprint": booth.fingerprint()[:16],
        "signed_on": timezone.localdate().isoformat(),
        "scan": make_scan(),
    } | changes


def test_the_sheet_is_a_pdf_that_no_cache_keeps(client, booth):
    client.force_login(booth.secretary)
    response = client.get(url("sheet", booth.request().pk))
    assert response.content.startswith(b"%PDF")
    assert "no-store" in response["Cache-Control"]


def test_a_scanned_code_says_whether_the_sheet_still_holds_and_leads_on(client, booth):
    client.force_login(booth.secretary)
    request, fingerprint = booth.request(), booth.fingerprint()

    page = client.get(url("sheet_check", request.pk, fingerprint)).content.decode()
    assert f"{url('sign', request.pk)}?fingerprint={fingerprint}" in page

    other = client.get(url("sheet_check", request.pk, "0" * 64)).content.decode()
    assert url("sign", request.pk) not in other
    assert url("sheet", request.pk) in other


def test_a_signature_is_recorded_with_its_scan(client, booth):
    client.force_login(booth.secretary)
    response = client.post(url("sign", booth.request().pk), form(booth))

    assert response["Location"] == url("review", booth.request().pk)
    sheet = SignedSheet.objects.get()
    page = client.get(url("sign", booth.request().pk)).content.decode()
    assert "Kim Sa Rết" in page
    scan = client.get(url("signed_scan", sheet.pk))
    assert b"".join(scan.streaming_content) == PDF
    assert "attachment" in scan["Content-Disposition"]
    assert scan["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "wrong",
    [
        {"fingerprint": "0" * 16},
        {"fingerprint": "not one"},
        {"signed_on": "hôm qua"},
        {"signed_on": "0001-01-01"},
        {"reader_name": " "},
        {"scan": ""},
    ],
)
def test_what_is_wrong_is_said_in_the_form(client, booth, wrong):
    client.force_login(booth.secretary)
    response = client.post(url("sign", booth.request().pk), form(booth, **wrong))
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert not SignedSheet.objects.exists()


def test_a_file_that_is_no_scan_is_refused(client, booth):
    client.force_login(booth.secretary)
    given = form(booth, scan=make_scan(b"MZ\x90", "phieu.pdf"))
    assert client.post(url("sign", booth.request().pk), given).status_code == 200
    assert not SignedSheet.objects.exists()


def test_the_writer_is_told_that_somebody_else_records_it(client, booth):
    client.force_login(booth.translator)
    response = client.post(url("sign", booth.request().pk), form(booth))
    assert response.status_code == 200
    assert not SignedSheet.objects.exists()


def test_another_office_gets_nothing(client, booth):
    sheet = booth.sign()
    client.force_login(LonelyBooth().secretary)
    request = booth.request()
    addresses = [
        *(url(name, request.pk) for name in ("sheet", "sign")),
        url("sheet_check", request.pk, booth.fingerprint()),
        url("signed_scan", sheet.pk),
    ]
    for address in addresses:
        assert is_refused(client.get(address)), address


def test_where_somebody_can_review_it_in_loa_no_form_is_offered(client, booth):
    make_linguist(booth.office, Role.LANGUAGE_REVIEWER, last_name="Lý Thị Hiệu")
    client.force_login(booth.secretary)

    page = client.get(url("sign", booth.request().pk)).content.decode()

    assert "Lý Thị Hiệu" in page
    assert url("review", booth.request().pk) in page
    assert 'name="scan"' not in page
