"""The piece of a page, for an office, in a language."""

from cms.fact_sheets import facts_for
from cms.models import InfographicPage, Office
from cms.pieces import piece_for
from media_assets.pieces.data import Piece

from ..content import address_at


class NotTranslated(Exception):
    """The item has no edition in this language; another language never takes its place."""


def piece_of(page: InfographicPage, office: Office, language: str) -> Piece:
    """With the office's facts in force and the item's address under it.

    `page` as it is given: a draft, an approved revision, or what is live. Raises NotTranslated,
    `cms.placeholders.MissingFact` and `cms.pieces.NotANumber`.
    """
    edition = _in_language(page, language)
    link = edition.full_url or ""
    if edition.office != office:
        link = address_at(office, link)
    return piece_for(edition, office=office, facts=facts_for(office), link=link)


def _in_language(page: InfographicPage, language: str) -> InfographicPage:
    if page.locale.language_code == language:
        return page
    other = page.get_translations().filter(locale__language_code=language).first()
    if other is None:
        raise NotTranslated(language)
    return other.specific
