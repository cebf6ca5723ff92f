"""Languages of the site, switched on and off: docs/decisions/0009-languages-switched-on.md."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log
from wagtail.models import Locale, Page, WorkflowState

from .language_switch_pages import make_missing, pages_in
from .language_switch_state import SwitchRefused, is_on
from .languages import DEFAULT, Language
from .log_actions import SWITCH_LANGUAGE_OFF, SWITCH_LANGUAGE_ON
from .models import Edition, LanguageSwitch, User
from .structure_release import take_off_together

NAMED = 5  # items that a refusal names


@dataclass(frozen=True)
class SwitchedOn:
    language: Language
    made: list[Page]
    waiting: list[Page]  # not on the portal: a title in the language, then a leader


@transaction.atomic
def switch_on(
    *, language: Language, user: User | None = None, most: int | None = None
) -> SwitchedOn:
    """Make what is missing of the language's home page, sections and offices' pages, as drafts.

    Repeatable: what is there stays as it is. `most` pages at a time, from the top down.
    """
    locale, _new = Locale.objects.get_or_create(language_code=language.code)
    if language.code != DEFAULT and not is_on(language.code):
        _set(locale, True, user, "")
    made = make_missing(locale, most=most)
    waiting = [page for page in pages_in(locale) if not page.live]
    return SwitchedOn(language, made, waiting)


@transaction.atomic
def switch_off(*, language: Language, user: User, reason: str) -> list[Page]:
    """Ask for nothing more in the language; returns the pages that left the portal.

    Items and their translations stay as they are, none of them live. What stands around items leaves
    the portal in the name of a leader of the centre. Raises SwitchRefused and StructureRefused.
    """
    if why := why_it_stays_on(language):
        raise SwitchRefused(why)
    locale = Locale.objects.get(language_code=language.code)
    live = [page for page in pages_in(locale) if page.live]
    take_off_together(pages=live, user=user, reason=reason)
    _set(locale, False, user, reason)
    return live


def why_it_stays_on(language: Language) -> str:
    """Empty if it may be switched off."""
    name = {"language": language.name}
    if language.code == DEFAULT:
        return _("Everything is written in Vietnamese first: it is always on.")
    if not is_on(language.code):
        return _("%(language)s is not switched on.") % name
    editions = Edition.objects.filter(locale__language_code=language.code)
    if live := editions.filter(page__live=True):
        message = _(
            "On the portal in %(language)s: %(items)s. Take each item down first with “Take down”."
        )
        return message % (name | {"items": _named(live)})
    if asked := editions.filter(page__in=_being_approved(editions)):
        message = _(
            "Being approved in %(language)s: %(items)s. Have each decided or taken back first."
        )
        return message % (name | {"items": _named(asked)})
    return ""


def _being_approved(editions: QuerySet[Edition]) -> list[int]:
    keys = [str(pk) for pk in editions.exclude(page=None).values_list("page", flat=True)]
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=keys,
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return [int(pk) for pk in states.values_list("object_id", flat=True)]


def _named(editions: QuerySet[Edition]) -> str:
    titles = [f"“{one.page.title}”" for one in editions.select_related("page") if one.page]
    more = ngettext("%(count)d more", "%(count)d more", len(titles) - NAMED)
    rest = [more % {"count": len(titles) - NAMED}] if len(titles) > NAMED else []
    return ", ".join([*titles[:NAMED], *rest])


def _set(locale: Locale, is_on: bool, user: User | None, reason: str) -> None:
    switch, _new = LanguageSwitch.objects.update_or_create(
        locale=locale, defaults={"is_on": is_on, "changed_by": user, "reason": reason}
    )
    action = SWITCH_LANGUAGE_ON if is_on else SWITCH_LANGUAGE_OFF
    log(switch, action, user=user, data={"language": locale.language_code, "reason": reason})
