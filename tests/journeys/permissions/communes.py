"""A commune of the office, with a bulletin in its list and one that waits for approval."""

from typing import Any

from cms.models import Office, User
from publishing.models import Package, PackageLeg
from tests.factories.communes import make_bulletin, make_commune, make_token

from .sounds import make_sounds


def make_communes(office: Office, draft: int, author: User) -> dict[str, Any]:
    """`draft` is the number of a page: its package goes to the commune too."""
    commune = make_commune(office, name="Loa xã riêng 5510")
    make_commune(office, name="Loa xã chưa có đường dẫn")
    bulletin = make_bulletin(commune, "Bản tin của xã")
    package = Package.objects.create(page_id=draft)
    PackageLeg.objects.create(package=package, destination=commune)
    return {
        "commune": commune.pk,
        "token": make_token(commune),
        "link": commune.links.get().pk,
        "wrong token": "A" * 22,
        "bulletin": bulletin.key,
        "heard delivery": bulletin.pk,
        "commune of draft": commune.pk,
        **make_sounds(office, bulletin, author),
    }
