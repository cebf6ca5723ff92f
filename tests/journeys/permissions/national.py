"""A national item that is to be posted in province A's name, for the world of the matrix."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cms.models import Edition, Office
from publishing.models import Destination, Release
from publishing.package import page_hash_of
from tests.factories.pages import make_article
from tests.factories.publishing import make_delivery, make_release, seal_variants

NATIONAL_DRAFT = "Ban nhap trung uong 5514"


def make_national(centre: Office, place: Destination) -> dict[str, Any]:
    """Approved for later, and waiting for the nod of the place's leader."""
    page = make_article(centre, title="Bài của trung ương")
    revision = page.latest_revision or page.save_revision()
    edition = Edition.objects.get(page=page)
    release = make_release(
        edition.work,
        centre,
        page=page,
        edition=edition,
        revision=revision,
        state=Release.State.SCHEDULED,
        goes_live_at=timezone.now() + timedelta(days=2),
        title="Bài của trung ương",
    )
    release.content = {"page_hash": page_hash_of(revision)}
    release.save(update_fields=["content"])
    waiting = make_delivery(release, place, nod_until=timezone.now() + timedelta(days=2))
    seal_variants(release)
    page.title = NATIONAL_DRAFT
    page.save_revision()
    return {"national release": release.pk, "national delivery": waiting.pk}
