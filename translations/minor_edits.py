"""What a change of an item means for its translations, before it is submitted."""

from typing import Any

from wagtail.models import Page, Revision

from cms.approval.seams import MinorEditQuestion
from cms.languages import BY_CODE

from .alignment import align
from .models import Segment, SegmentTranslation, TranslationRequest
from .rights import Rights
from .services import declare_minor_edit, take_back_minor_edit
from .sources import extracted
from .taken import declared_for, is_only_wording
from .unit import State


def question_about(page: Page, revision: Revision, user: Any) -> MinorEditQuestion | None:
    """None where no translation would go out of date, or for whoever may not answer.

    One query for an item that nobody translates; a fixed number for any other.
    """
    asked = TranslationRequest.objects.filter(page=page.pk, withdrawn_at=None)
    if not asked.exists() or not Rights(user).may_vouch(page):
        return None
    changed = _changed(page, revision)
    languages = _translated_into(changed)
    if not languages:
        return None
    figures = sum(not is_only_wording(row.source, after) for row, after in changed)
    before = declared_for(page, revision)
    return MinorEditQuestion(languages, len(changed), figures, before.reason if before else "")


def declare(page: Page, revision: Revision, user: Any, reason: str | None) -> None:
    if reason is None:
        take_back_minor_edit(page=page, revision=revision, user=user)
    else:
        declare_minor_edit(page=page, revision=revision, user=user, reason=reason)


def _changed(page: Page, revision: Revision) -> list[tuple[Segment, str]]:
    """Texts that are other than the translators have them, with what they say now."""
    here = list(Segment.objects.filter(page=page.pk).present())
    found = extracted(page, revision)
    pairs = ((here[old], found[new].source) for old, new in align(here, found).items())
    return [(row, after) for row, after in pairs if row.source != after]


def _translated_into(changed: list[tuple[Segment, str]]) -> list[str]:
    """Names of the languages in which one of these stands, and is not out of date already."""
    rows = SegmentTranslation.objects.filter(segment__in=[row for row, _after in changed])
    rows = rows.exclude(text="").exclude(state=State.STALE)
    codes = rows.order_by("language").values_list("language", flat=True).distinct()
    return [BY_CODE[code].name_vi for code in codes if code in BY_CODE]
