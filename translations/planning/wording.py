"""Names for people."""

import unicodedata

from django.utils import translation
from wagtail.models import Page

from cms.languages import BY_CODE


def language_name(code: str) -> str:
    """In the language of the screen; the code of what the registry has dropped."""
    one = BY_CODE.get(code)
    if one is None:
        return code
    return one.name_en if translation.get_language() == "en" else one.name_vi


def in_order(name: str) -> str:
    """What names are sorted by: letters with marks after those without, not after z."""
    return unicodedata.normalize("NFD", name.casefold().replace("đ", "d\u0335"))


def title_of(page: Page | None, otherwise: str = "") -> str:
    """What the public reads once it can; before, that of the draft."""
    if page is None:
        return otherwise
    return page.title if page.live else page.draft_title or page.title
