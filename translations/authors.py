"""Who wrote what a translated page says: none of them may approve it."""

from collections import defaultdict
from collections.abc import Collection

from wagtail.models import Page

from .models import SegmentTranslation, TranslationRequest


def authors_of(pages: Collection[Page]) -> dict[int, set[int]]:
    """By page id, ids of users; pages that are no translations are left out. Two queries."""
    requests = TranslationRequest.objects.filter(translated_page__in=[page.pk for page in pages])
    places = {(r.page_id, r.language): r.translated_page_id for r in requests}
    found: defaultdict[int, set[int]] = defaultdict(set)
    rows = SegmentTranslation.objects.filter(
        segment__page__in=[page for page, _language in places], segment__gone_at=None
    ).exclude(text="")
    for page, language, author, writers in rows.values_list(
        "segment__page_id", "language", "author_id", "writers"
    ):
        if target := places.get((page, language)):
            found[target] |= {*writers, *({author} if author else ())}
    return dict(found)
