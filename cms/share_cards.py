"""The picture that others show beside a link to a page whose editor gave none: title, section, office.

Made of what is live alone, each word of it approved: the title by the item's approval, the section's
name by that of the pages around the items. The same words give the same bytes.
"""

import unicodedata
from textwrap import shorten

from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from media_assets.pieces.cache import rendered
from media_assets.pieces.data import Footer, Piece
from media_assets.pieces.formats import FORMATS
from media_assets.pieces.render import Rendered

from .fact_sheets import facts_for
from .languages import BY_CODE, DEFAULT, INTERFACE
from .models import HomePage, ItemPage, Office, OfficePage
from .pieces import words_in
from .placeholders import show
from .portal import office_around

FORM = FORMATS["share"]
# A title that has no room is cut at a word: whoever follows the link reads the whole of it.
LENGTHS = (140, 100, 70)


def address_of(page: Page) -> str:
    """New with every version that goes live, since platforms keep a picture by its address.

    Empty for a page that was never saved: the preview of a new one.
    """
    if not page.pk:
        return ""
    return f"{reverse('share_card', args=[page.pk])}?v={page.live_revision_id or 0}"


def draw(page: Page) -> Rendered:
    """`page` as it is live, specific. Raises SettingFailed."""
    piece = card_of(page)
    made = rendered(piece, FORM)
    for length in LENGTHS:
        if not made.problems:
            break
        made = rendered(card_of(page, longest=length), FORM)
    return made


def card_of(page: Page, *, longest: int = 0) -> Piece:
    office = _office_of(page)
    facts = facts_for(office) if office else {}
    code = page.locale.language_code if page.locale.language_code in BY_CODE else DEFAULT
    with override(code if code in INTERFACE else DEFAULT):
        title = show(page.title, facts, html=False)
        return Piece(
            headline=_cut(title, longest) if longest else title,
            lead=_section_of(page, facts),
            language=code,
            script=BY_CODE[code].script,
            footer=Footer(str(office or ""), facts.get("hotline", "")),
            words=words_in(code),
        )


def _cut(title: str, longest: int) -> str:
    """At a word; within one where a script writes no spaces, but never between a letter and its marks."""
    if (cut := shorten(title, longest, placeholder="…")) != "…":
        return cut
    end = longest - 1
    while end and unicodedata.category(title[end]).startswith("M"):
        end -= 1
    return f"{title[:end]}…"


def _office_of(page: Page) -> Office | None:
    if isinstance(page, ItemPage) and page.has_edition:
        return page.office
    centre = Office.objects.filter(level=Office.Level.CENTRE).order_by("pk")
    return office_around(page) or centre.first()


def _section_of(page: Page, facts: dict[str, str]) -> str:
    """Where it stands; of a section and an office what its page says of itself."""
    if not isinstance(page, ItemPage):
        return show(getattr(page, "intro", ""), facts, html=False)
    above = page.get_parent()
    return "" if issubclass(above.specific_class, HomePage | OfficePage) else above.title
