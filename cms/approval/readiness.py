"""What an editor has to mend before anybody is asked to approve."""

import re
from collections.abc import Iterable
from html import unescape

from django.utils.translation import gettext as _

from ..fact_sheets import facts_for
from ..language_switch_state import is_switched_off, not_live_above
from ..languages import BY_CODE, DEFAULT
from ..missing_facts import known_keys, lacks
from ..models import ItemPage, Role
from ..placeholder_problems import filled_places, malformed, missing_at
from . import seams, steps
from .approvers import approvers_of

_TAG = re.compile(r"<[^>]*>")  # Django's own refuses a text of many brackets as suspicious


def problems(page: ItemPage) -> list[str]:
    """Messages that keep the latest revision from being submitted, each once."""
    revision = page.get_latest_revision()
    if revision is None:
        return [_("Save a draft first.")]
    draft = revision.as_object()
    found = [
        *_text_problems(draft),
        *_missing_facts(draft, revision.content),
        *_missing_people(draft),
        *missing_above(draft),
        *seams.problems(page, revision),
    ]
    return list(dict.fromkeys(found))


def _text_problems(draft: ItemPage) -> Iterable[str]:
    if not draft.lead.strip():
        yield _("Write a lead: posts and lists begin with it.")
    said_elsewhere = getattr(draft, "attachment", None) or getattr(draft, "piece", None)
    if not _says_anything(draft) and not said_elsewhere:
        yield _("The item has no text yet.")
    if draft.cover and not draft.cover_alt.strip():
        yield _("Say what the cover picture shows.")
    for block in draft.body:
        if block.block_type == "picture":
            value = block.value
            if not value.get("alt") and not value.get("decorative"):
                yield _("A picture in the text lacks its alternative text.")


def _says_anything(draft: ItemPage) -> bool:
    """Whether a block is more than an empty paragraph, as an editor that was left at once has it."""
    return any(
        block.block_type != "paragraph" or unescape(_TAG.sub("", str(block.value))).strip()
        for block in draft.body
    )


def _missing_facts(draft: ItemPage, content: dict) -> Iterable[str]:
    places = filled_places(content)
    yield from malformed(places)
    if missing := missing_at(places, facts_for(draft.edition.office)):
        found = lacks(draft.edition.office, missing, known=known_keys(draft.edition.office))
        yield from (lack.message for lack in found)


def missing_above(draft: ItemPage) -> Iterable[str]:
    """Nobody reads it in a language that has no home page, or was switched off."""
    language = BY_CODE.get(draft.locale.language_code)
    if language is None or language.code == DEFAULT:
        return
    if is_switched_off(language.code):
        yield _("%(language)s was switched off for this site.") % {"language": language.name_vi}
    elif above := not_live_above(draft):
        message = _(
            "Not on the portal in %(language)s yet: %(pages)s. A leader puts these pages there first,"
            " under “Section and office pages”."
        )
        titles = ", ".join(f"“{page.draft_title}”" for page in above)
        yield message % {"language": language.name_vi, "pages": titles}


def _missing_people(draft: ItemPage) -> Iterable[str]:
    for role in steps.steps_of(draft):
        if not approvers_of(draft, role):
            yield _(
                "Nobody may take the step “%(role)s”: every person with this role wrote the text,"
                " or there is none. Ask the administrator to name somebody."
            ) % {"role": Role(role).label}
