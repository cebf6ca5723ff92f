"""Translations of province A into Khmer, for the world of the matrix."""

from typing import Any

from cms.models import ArticlePage, Office, User
from tests.factories.translation_files import make_translation_work
from tests.factories.translations import Booth
from translations import services

from .copied import make_copied
from .following import make_followed
from .overview import make_overview
from .reviewing import make_reviewed


def make_translations(office: Office, live: int, author: User) -> dict[str, Any]:
    """What every room of translations can name; `live` a page of the office."""
    page = ArticlePage.objects.get(pk=live)
    made = make_translation_work(office, page, author) | make_reviewed(office)
    made |= _edited(office) | make_overview(office)
    return made | make_copied(office, author) | make_followed(office, author)


def _edited(office: Office) -> dict[str, Any]:
    booth = Booth(office, languages=("km",), title="Bài dịch riêng")
    segment = booth.segment("Bấm nộp").uuid
    booth.write("Mở ứng dụng")
    comment = services.ask(
        request=booth.request(), user=booth.translator, segment=segment, text="Nút nào?"
    )
    return {
        "translation": booth.request().pk,
        "segment": str(segment),
        "segment comment": comment.pk,
    }
