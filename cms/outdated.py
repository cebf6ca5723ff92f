"""What a local page says of itself while its office has not taken in a critical national change."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from .models import Edition, ItemPage


@dataclass(frozen=True)
class Outdated:
    """`url` of the national item, in the language of the page where there is one; empty where it
    was taken down."""

    since: datetime
    url: str


def outdated_of(page: ItemPage, request: HttpRequest) -> Outdated | None:
    """Of a local copy, and of a translation of one. No query for any other item."""
    if not page.pk or not page.has_edition:
        return None
    edition = page.edition
    if edition.kind == Edition.Kind.TRANSLATION:
        edition = edition.source
    if edition is None or edition.outdated_since is None:
        return None
    return Outdated(edition.outdated_since, _national_url(edition, page, request))


def _national_url(copy: Edition, page: ItemPage, request: HttpRequest) -> str:
    if copy.source is None:
        return ""
    key = copy.source.page.translation_key
    pages = type(page).objects.filter(translation_key=key).live().select_related("locale")
    by_locale = {each.locale_id: each for each in pages}
    found = by_locale.get(page.locale_id) or by_locale.get(copy.source.locale_id)
    return found.get_url(request) or "" if found else ""
