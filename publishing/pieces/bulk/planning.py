"""From a page to a plan. Reads the database once; what changes afterwards changes no drawing."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale

from cms.fact_sheets import sheets_for
from cms.languages import BY_CODE
from cms.missing_facts import known_keys, lacks
from cms.models import InfographicPage, Office
from cms.piece_problems import not_a_number
from cms.pieces import NotANumber, block_names
from cms.placeholders import MissingFact
from media_assets.pieces.formats import FORMATS

from ..of_page import edition_of, languages_of, piece_at
from .plan import Plan, Wanted

SPOKEN = "vi"  # what the manifest is written in, whoever asks for it


def plan_for(
    page: InfographicPage,
    offices: Sequence[Office],
    languages: Sequence[str],
    formats: Iterable[str],
    *,
    draft: bool,
) -> Plan:
    """Languages as in the registry. Raises NotTranslated."""
    with override(SPOKEN):
        editions = [edition_of(page, language, draft=draft) for language in languages]
        facts, known = sheets_for(offices), known_keys()
        return Plan(
            title=str(editions[0].title if editions else page.title),
            page=page.pk,
            draft=draft,
            formats=tuple(name for name in FORMATS if name in set(formats)),
            wanted=tuple(
                _wanted(edition, office, facts[office.pk], known)
                for office in sorted(offices, key=lambda one: one.code)
                for edition in editions
            ),
            no_edition=tuple(without_edition(page, draft=draft)),
            blocks={one.locale.language_code: block_names(one) for one in editions},
        )


def without_edition(page: InfographicPage, *, draft: bool) -> list[str]:
    """Languages of the house that the item cannot be drawn in."""
    there = languages_of(page, draft=draft)
    of_the_house = set(Locale.objects.values_list("language_code", flat=True))
    return [code for code in BY_CODE if code in of_the_house and code not in there]


def _wanted(
    edition: InfographicPage, office: Office, facts: Mapping[str, str], known: list[str]
) -> Wanted:
    language = edition.locale.language_code
    try:
        piece, reason = piece_at(edition, office, facts), ""
    except MissingFact as missing:
        lines = lacks(office, missing.keys, known=known)
        piece, reason = None, " ".join(str(one.message) for one in lines)
    except NotANumber as error:
        piece, reason = None, not_a_number(edition, error)
    if not len(edition.piece):
        piece, reason = None, _("The infographic has no content yet.")
    return Wanted(office.code, office.slug, language, piece, reason)
