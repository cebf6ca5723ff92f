"""Destinations of the demo: pages in the sandbox, communes, and one place served by hand."""

import json
from pathlib import Path

from cms.languages import DEFAULT
from cms.models import Office
from cms.reference import rows_of

from ..credentials import seal
from ..models import Destination

SANDBOX_APP_ID = "900000000000001"
# Also read by the sandbox, which shows the pages under these names.
PAGES = Path(__file__).parent / "pages.json"
# Communes that listen in a language of their own, beside Vietnamese.
LISTENERS = (
    {
        "code": "29461",
        "name_vi": "Xã Trà Cú (tiếng Khmer)",
        "office_code": "86",
        "language": "km",
    },
    {
        "code": "24277",
        "name_vi": "Xã Ea Tul (tiếng Ê-đê)",
        "office_code": "66-02",
        "language": "rad",
    },
)


def ensure_destinations() -> None:
    offices = {office.code: office for office in Office.objects.all()}
    for page in json.loads(PAGES.read_text(encoding="utf-8")):
        _facebook(offices[page["office"]], page)
    for row in (*rows_of("communes_demo.csv"), *LISTENERS):
        _commune(offices[row["office_code"]], row)
    Destination.objects.get_or_create(
        office=offices["VN"],
        channel="byhand",
        name="Zalo BHXH Việt Nam",
        archived_at=None,
        defaults={
            "config": {
                "platform": "Zalo",
                "address": "https://zalo.me/",
                "instructions": "Đăng kèm ảnh bìa.",
            }
        },
    )


def _facebook(office: Office, page: dict[str, str]) -> None:
    page_id = page["id"]
    place, new = Destination.objects.get_or_create(
        office=office,
        channel="facebook",
        name=f"Facebook {page['name']}",
        archived_at=None,
        defaults={
            "language": page.get("language", DEFAULT),
            "config": {"page_id": page_id, "app_id": SANDBOX_APP_ID},
        },
    )
    if new:
        place.secrets = {"access_token": seal(place, "access_token", f"sandbox-token-{page_id}")}
        place.save()


def _commune(office: Office, row: dict[str, str]) -> None:
    Destination.objects.get_or_create(
        office=office,
        channel="loudspeaker",
        name=f"Loa {row['name_vi']}",
        archived_at=None,
        defaults={
            "language": row.get("language", DEFAULT),
            "config": {"commune_code": row["code"], "station": ""},
        },
    )
