"""A national item on the portal, with a local copy of province A, for the world of the matrix."""

from typing import Any

from cms.models import Edition, Office
from tests.factories.cockpit import copied, make_item, noticed


def make_overview(office: Office) -> dict[str, Any]:
    page = make_item(title="Bài trung ương trên cổng")
    noticed(copied(page, office), conflicts=[{"path": ["title"]}])
    return {"national edition": Edition.objects.get(page=page.pk).pk}
