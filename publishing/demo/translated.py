"""One demo item in Khmer and Ê-đê, on the loudspeakers of the communes that listen in them.

The Khmer was written for the demo and no speaker has read it; the Ê-đê is rows of its letters and
marks with its words for two and ten, and means nothing. Both say so where they are read or heard.
"""

import csv
from pathlib import Path
from uuid import UUID

from wagtail.models import Page

from cms.languages import DEFAULT
from cms.models import ArticlePage, Role
from translations import services
from translations.models import Segment, SegmentTranslation, TranslationRequest
from translations.services import Draft

from ..models import Destination, Package
from ..registry import LOUDSPEAKER
from ..services.packages import save_package
from .release import person, submit_and_approve

SLUG = "di-kham-benh-nho-hai-viec"
OFFICE = "VN"
LANGUAGES = ("km", "rad")
TEXTS = Path(__file__).parent / "translations.csv"  # a row a sentence, a column a language
WHY = "Bản mẫu để trình diễn; số được viết bằng chữ"  # what the reviewer says of warnings


def release_translations() -> list[str]:
    """The languages that went out now: not those of an earlier start, and none without the item."""
    page = ArticlePage.objects.filter(slug=SLUG, locale__language_code=DEFAULT, live=True).first()
    if page is None:
        return []
    asked = TranslationRequest.objects.filter(page=page.pk).values_list("language", flat=True)
    new = [language for language in LANGUAGES if language not in asked]
    for language in new:
        _release(page, language)
    return new


def sentences_in(language: str) -> dict[str, str]:
    """By the Vietnamese ones."""
    with TEXTS.open(encoding="utf-8", newline="") as file:
        return {row[DEFAULT]: row[language] for row in csv.DictReader(file)}


def _release(page: Page, language: str) -> None:
    editor = person(OFFICE, Role.EDITOR)
    (request,) = services.request_translation(page=page, languages=[language], user=editor)
    _translate(request)
    made = services.build_page(request=request, user=person(OFFICE, Role.TRANSLATOR)).page
    places = Destination.objects.active().filter(channel=LOUDSPEAKER, language=language)
    save_package(
        page=made,
        user=editor,
        destinations=places,
        texts=Package.objects.get(page=made.pk).texts,  # as they were approved in the language
        leg_texts={},
        go_live_at=None,
    )
    submit_and_approve(made, editor=editor, office_code=OFFICE)


def _translate(request: TranslationRequest) -> None:
    """Written by one, approved by another."""
    said = sentences_in(request.language)
    translator = person(OFFICE, Role.TRANSLATOR)
    segments = Segment.objects.filter(page=request.page_id).present()
    drafts = {one.uuid: Draft(said[one.source], 0) for one in segments if not one.is_optional}
    services.save_drafts(request=request, user=translator, drafts=drafts)
    services.mark_translated(request=request, user=translator, seen=_seen(request))
    seen = _seen(request)
    services.approve(
        request=request,
        user=person(OFFICE, Role.LANGUAGE_REVIEWER),
        seen=seen,
        accepted=dict.fromkeys(seen, WHY),
    )


def _seen(request: TranslationRequest) -> dict[UUID, int]:
    rows = SegmentTranslation.objects.filter(
        segment__page=request.page_id, language=request.language
    )
    return dict(rows.values_list("segment__uuid", "version"))
