"""The picture that others show beside a link to a page whose editor gave none: title, section, office.

Made of what is live alone, each word of it approved: the title by the item's approval, the section's
name by that of the pages around the items, the hotline by the fact's. No logo stands on it: an
office's logo is approved with each piece and nowhere else. The same words give the same
bytes, so there is nothing to freeze; other words have another address.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from textwrap import shorten

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import override
from wagtail.models import Page

from media_assets.pieces.cache import rendered
from media_assets.pieces.data import Footer, Piece
from media_assets.pieces.formats import FORMATS
from media_assets.pieces.render import LETTERS, Rendered, rendering_key

from .languages import BY_CODE, DEFAULT, INTERFACE
from .models import HomePage, ItemPage, Office, OfficePage
from .pieces import words_in
from .placeholders import show
from .portal import office_around
from .stated_facts import facts_on

FORM = FORMATS["share"]
VERSION, OFFICE = "v", "don-vi"
VERSION_LETTERS = 16
# What has no room is cut at a word: whoever follows the link reads the whole of it.
LENGTHS = (140, 100, 70, 45, 25)


def address_of(
    page: Page, office: Office | None = None, facts: Mapping[str, str] | None = None
) -> str:
    """New with everything that is drawn, since platforms keep a picture by its address.

    `office` is the one under whose address the page is read, `facts` its own. Empty for a page that
    was never saved: the preview of a new one.
    """
    if not page.pk:
        return ""
    own = _office_of(page)
    speaks = office or own
    query = {VERSION: key_of(card_of(page, speaks, facts))[:VERSION_LETTERS]}
    if speaks is not None and speaks != own:
        query[OFFICE] = speaks.code
    return f"{reverse('share_card', args=[page.pk])}?{urlencode(query)}"


def speaker(page: Page, code: str) -> Office | None:
    """Whose facts a card of `page` shows. Raises Office.DoesNotExist where no reader can meet them.

    A national page is read under the address of every office, but for those with a copy of their own.
    """
    own = _office_of(page)
    if not code or (own is not None and own.code == code):
        return own
    national = own is not None and own.is_centre and not isinstance(page, HomePage | OfficePage)
    if not (national and code.isprintable()):
        raise Office.DoesNotExist
    asked = Office.objects.filter(home__live=True).get(code=code)
    if isinstance(page, ItemPage) and _has_own_copy(page, asked):
        raise Office.DoesNotExist
    return asked


def _has_own_copy(page: ItemPage, office: Office) -> bool:
    live = Page.objects.live().filter(locale=page.locale_id)
    return live.filter(edition__work=page.edition.work_id, edition__office=office).exists()


def key_of(card: Piece) -> str:
    """The same for the same bytes."""
    return rendering_key(card, FORM)


def draw(card: Piece) -> Rendered:
    """Raises SettingFailed."""
    made = rendered(card, FORM)
    for length in LENGTHS:
        if all(problem.code == LETTERS for problem in made.problems):
            break
        made = rendered(shortened(card, length), FORM)
    return made


def card_of(
    page: Page, office: Office | None = None, facts: Mapping[str, str] | None = None
) -> Piece:
    """`page` as it is live, specific, in the words of `office`, else of its own."""
    office = office or _office_of(page)
    if facts is None:
        facts = facts_on(page, office) if office else {}
    code = page.locale.language_code if page.locale.language_code in BY_CODE else DEFAULT
    with override(code if code in INTERFACE else DEFAULT):
        return Piece(
            headline=show(page.title, facts, html=False, language=code),
            lead=_section_of(page, facts),
            language=code,
            script=BY_CODE[code].script,
            footer=Footer(str(office or ""), facts.get("hotline", "")),
            words=words_in(code),
        )


def shortened(card: Piece, longest: int) -> Piece:
    return replace(card, headline=_cut(card.headline, longest), lead=_cut(card.lead, longest))


def _cut(text: str, longest: int) -> str:
    """At a word; within one where a script writes no spaces, but never between a letter and its marks."""
    if len(text) <= longest:
        return text
    if (cut := shorten(text, longest, placeholder="…")) != "…":
        return cut
    end = longest - 1
    while end and unicodedata.category(text[end]).startswith("M"):
        end -= 1
    return f"{text[:end]}…"


def _office_of(page: Page) -> Office | None:
    if isinstance(page, ItemPage) and page.has_edition:
        return page.office
    centre = Office.objects.filter(level=Office.Level.CENTRE).order_by("pk")
    return office_around(page) or centre.first()


def _section_of(page: Page, facts: Mapping[str, str]) -> str:
    """Where it stands; of a section and an office what its page says of itself."""
    if not isinstance(page, ItemPage):
        language = page.locale.language_code
        return show(getattr(page, "intro", ""), facts, html=False, language=language)
    above = page.get_parent()
    hidden = not above.live or issubclass(above.specific_class, HomePage | OfficePage)
    return "" if hidden else above.title
