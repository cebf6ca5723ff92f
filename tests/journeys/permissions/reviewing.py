"""A translation of province A into Khmer that is reviewed, signed for and read aloud, for the matrix."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from cms.models import Office
from tests.factories.voices import Studio
from translations import services
from translations.models import SignedSheet

SIGNED = "Thay giao rieng 5521"
SPOKEN = "Giong doc rieng 5522"


def make_reviewed(office: Office) -> dict[str, Any]:
    studio = Studio(office, languages=("km",), title="Bài hiệu đính riêng")
    studio.translate()
    version = studio.bring(reader_name=SPOKEN)
    one = studio.translation("Cách làm")
    seen = {one.segment.uuid: one.version}
    request = studio.request()
    services.reopen(request=request, user=studio.translator, seen=seen, reason="Xem lại")
    services.mark_translated(request=request, user=studio.translator, seen=studio.seen("Cách làm"))
    one.refresh_from_db()
    return {
        "reviewed translation": request.pk,
        "reviewed segment": str(one.segment.uuid),
        "reviewed version": one.version,
        "spoken version": version.pk,
        "signed sheet": _sheet(studio).pk,
    }


def _sheet(studio: Studio) -> SignedSheet:
    """As one that was recorded, without asking who is at hand."""
    return SignedSheet.objects.create(
        request=studio.request(),
        fingerprint="e" * 64,
        reader_name=SIGNED,
        reader_position="Giáo viên",
        signed_on=timezone.localdate(),
        at=timezone.now(),
        evidence=ContentFile(b"%PDF-1.4 da ky", "phieu.pdf"),
    )
