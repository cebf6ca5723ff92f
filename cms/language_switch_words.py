"""Whether the words of a page around the items are its language's own, or still the Vietnamese ones.

Vietnamese is never passed off as a translation: words that are the same as those of the Vietnamese
page count as not translated, until a leader says that both languages use the same ones.
"""

import unicodedata
from collections.abc import Collection, Mapping

from wagtail.models import Page

from .languages import DEFAULT
from .structure_changes import SHOWN, shown

Words = Mapping[str, str]


def untranslated(page: Page, words: Words) -> list[str]:
    """Names of the fields whose words are the Vietnamese ones; empty for Vietnamese pages."""
    return untranslated_of([page], {page.pk: words}).get(page.pk, [])


def untranslated_of(pages: Collection[Page], words: Mapping[int, Words]) -> dict[int, list[str]]:
    """By page, of those that have any. As many queries for one as for many."""
    sources = _sources_of(pages)
    found = {}
    for page in pages:
        source = sources.get(str(page.translation_key))
        if source is not None and source.pk != page.pk:
            same = _same(shown(source), words[page.pk])
            found.update({page.pk: same} if same else {})
    return found


def _sources_of(pages: Collection[Page]) -> dict[str, Page]:
    keys = {page.translation_key for page in pages}
    if not keys:
        return {}
    rows = Page.objects.filter(translation_key__in=keys, locale__language_code=DEFAULT)
    return {str(row.translation_key): row for row in rows.specific()}


def _same(source: Words, words: Words) -> list[str]:
    return [
        name
        for name in SHOWN
        if words.get(name) and _plain(words[name]) == _plain(source.get(name, ""))
    ]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
