"""The piece of a page, for an office, in a language."""

from collections.abc import Iterable
from typing import cast

from cms.fact_sheets import facts_for
from cms.languages import LANGUAGES
from cms.models import InfographicPage, Office
from cms.pieces import Facts, piece_for
from media_assets.pieces.data import Piece

from ..content import address_at

_ORDER = {language.code: place for place, language in enumerate(LANGUAGES)}


class NotTranslated(Exception):
    """The item has no edition in this language; another language never takes its place."""


def piece_of(page: InfographicPage, office: Office, language: str) -> Piece:
    """With the office's facts in force and the item's address under it.

    `page` as it is given: a draft, an approved revision, or what is live. Raises NotTranslated,
    `cms.placeholders.MissingFact` and `cms.pieces.NotANumber`.
    """
    return piece_at(_in_language(page, language), office, facts_for(office))


def piece_at(edition: InfographicPage, office: Office, facts: Facts) -> Piece:
    """Of an edition as it is given. Raises MissingFact and NotANumber."""
    link = edition.full_url or ""
    if edition.office != office:
        link = address_at(office, link)
    return piece_for(edition, office=office, facts=facts, link=link)


def edition_of(page: InfographicPage, language: str, *, draft: bool) -> InfographicPage:
    """Its newest draft, or what is live. Raises NotTranslated, also for one that is not live."""
    for edition in _editions(page):
        if edition.locale.language_code == language and (draft or edition.live):
            return cast(
                InfographicPage, edition.get_latest_revision_as_object() if draft else edition
            )
    raise NotTranslated(language)


def languages_of(page: InfographicPage, *, draft: bool) -> list[str]:
    """In which there is an edition, or a live one; in the order of the registry."""
    found = {one.locale.language_code for one in _editions(page) if draft or one.live}
    return sorted(found, key=lambda code: _ORDER.get(code, len(_ORDER)))


def _editions(page: InfographicPage) -> Iterable[InfographicPage]:
    return InfographicPage.objects.filter(translation_key=page.translation_key).select_related(
        "locale"
    )


def _in_language(page: InfographicPage, language: str) -> InfographicPage:
    if page.locale.language_code == language:
        return page
    other = page.get_translations().filter(locale__language_code=language).first()
    if other is None:
        raise NotTranslated(language)
    return other.specific
