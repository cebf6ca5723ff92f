"""Rich text on its way to a reader: expanded, filled in, and cleaned by an allow-list."""

from collections.abc import Mapping

import bleach
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from .languages import DEFAULT
from .placeholders import show

TAGS = frozenset(
    {"p", "br", "b", "strong", "i", "em", "u", "sub", "sup", "ol", "ul", "li", "blockquote", "a"}
)
ATTRIBUTES = {"a": ["href", "title", "lang"], "ol": ["start"]}
PROTOCOLS = frozenset({"http", "https", "mailto", "tel"})


def clean_html(html: str) -> SafeString:
    """Only what an article may hold; other tags go, their text stays, as text."""
    cleaned = bleach.clean(html, tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True)
    return mark_safe(cleaned)


def rich_html(
    source: str,
    facts: Mapping[str, str],
    *,
    language: str = DEFAULT,
    for_approval: bool = False,
) -> SafeString:
    """What Draftail saved, for a page. Facts go in before cleaning: a value may stand in a link."""
    html = expand_db_html(source)
    shown = show(html, facts, html=True, language=language, for_approval=for_approval)
    return clean_html(shown)
